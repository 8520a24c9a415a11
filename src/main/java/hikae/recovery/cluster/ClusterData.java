package hikae.recovery.cluster;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.instance.database.DataPlace;
import hikae.recovery.run.Containers;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.server.PsqlContainer;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What lies where the database keeps its data. A container looks, read-only, because it belongs to another user.
 *
 * @param state what was found
 * @param path where on this host; empty where nothing is or nothing is known
 * @param volume the volume's name; empty for a directory
 * @param movable whether it can be given another name: not a volume that has none, or that is mounted from elsewhere
 */
public record ClusterData(State state, Optional<Path> path, Optional<String> volume, Movable movable) {
    /** What was found. */
    enum State {
        /** Nothing is there, not even a directory. */
        GONE,
        /** A directory with nothing in it. */
        EMPTY,
        /** Something, but no cluster. */
        FOREIGN,
        /** A cluster that lacks what none can be without. */
        BROKEN,
        /** A cluster, but in another place than this version looks for it. */
        ELSEWHERE,
        /** A cluster, as far as a look tells. */
        WHOLE,
        /** It could not be looked at. */
        UNKNOWN
    }

    /** How it can be set aside. */
    public enum Movable {
        YES,
        /** A container that is recreated gets another volume, so it stays where it is. */
        NAMELESS,
        /** What is mounted only while it is used cannot be renamed. */
        NO
    }

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String LOOK = "[ -d \"/around/$1\" ] || { echo GONE; exit; }; cd \"/around/$1\";"
            + " [ -n \"$(ls -A)\" ] || { echo EMPTY; exit; };"
            + " if [ -s \"./$2/PG_VERSION\" ]; then cd \"./$2\";"
            + " [ \"$(stat -c %s global/pg_control 2>/dev/null)\" = 8192 ] && [ -d base/1 ] && [ -d pg_wal ]"
            + " && echo WHOLE || echo BROKEN;"
            + " elif ls PG_VERSION */PG_VERSION */*/PG_VERSION 2>/dev/null | grep -qv '^base/'; then echo ELSEWHERE;"
            + " else echo FOREIGN; fi";

    /** Whether there is nothing that could be lost. */
    public boolean isNothing() {
        return state == State.GONE || state == State.EMPTY;
    }

    /** Whether no server can be started on it. */
    boolean isLost() {
        return isNothing() || state == State.FOREIGN || state == State.BROKEN;
    }

    /** As it is now. */
    public static ClusterData look(Host host, RestoreTarget target) {
        Optional<DataPlace> place = new Containers(host.docker(), target)
                .database()
                .flatMap(DataPlace::of)
                .or(() -> DataPlace.of(
                        host, target.composeProject(), target.misskey().databaseService()));
        return place.map(one -> look(host, target, one)).orElseGet(() -> {
            boolean container =
                    new Containers(host.docker(), target).database().isPresent(); // it may hold the data itself
            Movable movable = container ? Movable.NO : Movable.NAMELESS;
            return new ClusterData(State.UNKNOWN, Optional.empty(), Optional.empty(), movable);
        });
    }

    private static ClusterData look(Host host, RestoreTarget target, DataPlace place) {
        if (!place.volume()) {
            Path path = host.files().real(Path.of(place.source()));
            boolean around = Optional.ofNullable(path.getParent())
                    .flatMap(host.files()::look)
                    .isPresent();
            return around
                    ? of(host, target, place, path, Optional.empty(), Movable.YES)
                    : new ClusterData(State.GONE, Optional.of(path), Optional.empty(), Movable.YES);
        }
        Optional<String> name = Optional.of(place.source());
        Optional<Docker.Volume> volume =
                place.source().isEmpty() ? Optional.empty() : host.docker().volume(place.source());
        if (volume.isEmpty()) {
            return new ClusterData(State.GONE, Optional.empty(), name, Movable.YES);
        }
        Movable movable = place.isNameless() ? Movable.NAMELESS : volume.get().plain() ? Movable.YES : Movable.NO;
        return volume.get().plain()
                ? of(host, target, place, volume.get().place(), name, movable)
                : new ClusterData(State.UNKNOWN, Optional.of(volume.get().place()), name, movable);
    }

    private static ClusterData of(
            Host host, RestoreTarget target, DataPlace place, Path path, Optional<String> volume, Movable movable) {
        return new ClusterData(state(host, target, path, place.inside()), Optional.of(path), volume, movable);
    }

    private static State state(Host host, RestoreTarget target, Path path, String inside) {
        Path around = Optional.ofNullable(path.getParent()).orElse(path);
        String name = String.valueOf(path.getFileName());
        try {
            Docker.Result result = host.docker()
                    .run(
                            new Docker.Throwaway(
                                    target.image(),
                                    "none",
                                    List.of("bash", "-c", LOOK, "hikae", name, inside.isEmpty() ? "." : inside),
                                    Map.of(around, "/around"),
                                    PsqlContainer.labels("look", "look", target.home())),
                            LIMIT);
            return State.valueOf(result.output().strip());
        } catch (ProblemException | IllegalArgumentException e) {
            return State.UNKNOWN;
        }
    }
}
