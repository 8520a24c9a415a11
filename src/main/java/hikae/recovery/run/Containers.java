package hikae.recovery.run;

import hikae.backup.container.BackupService;
import hikae.host.Docker;
import hikae.instance.find.InstanceFinder;
import java.util.List;
import java.util.Optional;

/**
 * The containers a recovery stops and starts, as they stand now; looked up by Compose's labels, because a container
 * that an administrator has recreated meanwhile has another id.
 *
 * @param docker the engine
 * @param target what is recovered
 */
public record Containers(Docker docker, RestoreTarget target) {
    private static final String PROJECT = "com.docker.compose.project";
    private static final String SERVICE = "com.docker.compose.service";

    /** The database's. */
    public Optional<Docker.Container> database() {
        return ofService(target.misskey().databaseService());
    }

    /** Misskey's own. */
    public Optional<Docker.Container> web() {
        return ofService(target.misskey().webService());
    }

    /** Every container of Misskey's services, and of its image in its project; the web service first. */
    public List<Docker.Container> misskey() {
        Optional<Docker.Container> web = web();
        return docker.containers().stream()
                .filter(one -> one.label(PROJECT)
                        .filter(target.misskey().project()::equals)
                        .isPresent())
                .filter(one -> one.service()
                                .filter(target.misskey().services()::contains)
                                .isPresent()
                        || web.filter(known -> known.image().equals(one.image()))
                                .isPresent())
                .sorted((a, b) -> Boolean.compare(isWeb(b), isWeb(a)))
                .toList();
    }

    /**
     * Whether one of {@link #misskey} is Misskey by more than its labels, which anybody can give to anything: by what it
     * runs and has mounted, or by the image of the one that serves.
     */
    public boolean isMisskeyItself(Docker.Container one) {
        return InstanceFinder.isMisskey(one)
                || web().filter(known -> known.image().equals(one.image())).isPresent();
    }

    private boolean isWeb(Docker.Container one) {
        return one.label(SERVICE).filter(target.misskey().webService()::equals).isPresent();
    }

    /** The backup service's. */
    public Optional<Docker.Container> scheduler() {
        return BackupService.look(docker, target.scheduler()).container();
    }

    private Optional<Docker.Container> ofService(String service) {
        return docker.containers().stream()
                .filter(one -> one.label(PROJECT)
                        .filter(target.misskey().project()::equals)
                        .isPresent())
                .filter(one -> one.label(SERVICE).filter(service::equals).isPresent())
                .filter(one -> one.label("com.docker.compose.oneoff")
                        .filter("True"::equalsIgnoreCase)
                        .isEmpty())
                .findFirst();
    }
}
