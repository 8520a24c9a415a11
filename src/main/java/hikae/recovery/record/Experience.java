package hikae.recovery.record;

import hikae.host.Docker;
import hikae.host.Files;
import hikae.recovery.run.Manifest;
import hikae.recovery.run.RunNotes;
import hikae.text.Message;
import hikae.text.Moments;
import hikae.text.ProblemException;
import hikae.work.Runs;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What rehearsals and restores here tell of how long the next restore takes.
 *
 * @param loads loads that came to their end, the latest first
 * @param last the latest restore, or going back from one, during which Misskey was seen to go and to come back
 * @param started how long Misskey's last start took, as its log tells
 */
public record Experience(List<Past> loads, Optional<PastRestore> last, Optional<Duration> started) {
    /** A load that is so many times larger than any before has nothing to be told by. */
    private static final int FAR = 10;

    private static final Duration LEAST = Duration.ofSeconds(1);

    /** Misskey's boot/master.ts, with a port or a socket behind it. */
    private static final String LISTENS = "Now listening on ";

    private static final Duration LONGEST_START = Duration.ofMinutes(30);

    /**
     * A load.
     *
     * @param bytes of SQL
     * @param took how long it took
     */
    public record Past(long bytes, Duration took) {}

    /** Of a backup directory, by files only. */
    public static Experience of(Files files, Path home) {
        List<Past> loads = files.list(Runs.folder(home)).stream()
                .sorted(Comparator.reverseOrder())
                .flatMap(folder -> load(files, folder))
                .toList();
        Optional<PastRestore> last = PastRestore.all(files, home)
                .filter(run -> run.offline().isPresent())
                .findFirst();
        return new Experience(loads, last, Optional.empty());
    }

    /** The same with Misskey's own container. */
    public Experience seeing(Docker docker, Optional<Docker.Container> web) {
        return new Experience(loads, last, web.flatMap(one -> started(docker, one)));
    }

    /** From its start to the line in which Misskey says that it listens; empty where its log does not reach so far. */
    private static Optional<Duration> started(Docker docker, Docker.Container web) {
        Instant from = web.startedAt();
        try {
            return docker.log(web.id(), from, from.plus(LONGEST_START))
                    .lines()
                    .filter(line -> line.contains(LISTENS))
                    .findFirst()
                    .map(line -> Instant.parse(line.substring(0, line.indexOf(' '))))
                    .map(at -> Duration.between(from, at))
                    .filter(span -> !span.isNegative());
        } catch (ProblemException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Stream<Past> load(Files files, Path folder) {
        RunNotes notes = RunNotes.past(files, folder);
        return notes.loadTook().stream()
                .flatMap(time -> Manifest.readIfThere(files, folder).stream()
                        .map(facts -> new Past(Math.max(1, facts.sqlBytes()), time)));
    }

    /**
     * About how long a backup loads: as the latest of a like size did, more or less by its size; empty where every one
     * before was much smaller.
     *
     * @param bytes of its SQL
     */
    public Optional<Duration> load(long bytes) {
        return loads.stream()
                .filter(past -> bytes / FAR <= past.bytes())
                .findFirst()
                .map(past -> past.took().toMillis() * ((double) bytes / past.bytes()))
                .map(millis -> Duration.ofMillis(Math.round(millis)))
                .map(Experience::atLeast);
    }

    /** How long Misskey is away, in words that go behind what is stopped. */
    public Message away() {
        return last.flatMap(PastRestore::offline)
                .map(span -> Message.of("recovery.away.known", Moments.span(atLeast(span))))
                .or(() -> started.map(span -> Message.of("recovery.away.started", Moments.span(atLeast(span)))))
                .orElseGet(() -> Message.of("recovery.away.unknown"));
    }

    private static Duration atLeast(Duration span) {
        return span.compareTo(LEAST) < 0 ? LEAST : span;
    }
}
