package hikae.recovery;

import hikae.host.Files;
import hikae.text.Moments;
import hikae.text.Say;
import hikae.work.Runs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What rehearsals and restores here tell of how long the next restore takes.
 *
 * @param loads loads that came to their end, the latest first
 * @param last the latest restore, or going back from one, during which Misskey was seen to go and to come back
 */
record Experience(List<Past> loads, Optional<PastRestore> last) {
    /** A load that is so many times larger than any before has nothing to be told by. */
    private static final int FAR = 10;

    private static final Duration LEAST = Duration.ofSeconds(1);

    /**
     * A load.
     *
     * @param bytes of SQL
     * @param took how long it took
     */
    record Past(long bytes, Duration took) {}

    /** Of a backup directory, by files only. */
    static Experience of(Files files, Path home) {
        List<Past> loads = files.list(Runs.folder(home)).stream()
                .sorted(Comparator.reverseOrder())
                .flatMap(folder -> load(files, folder))
                .toList();
        Optional<PastRestore> last = PastRestore.all(files, home)
                .filter(run -> run.offline().isPresent())
                .findFirst();
        return new Experience(loads, last);
    }

    private static Stream<Past> load(Files files, Path folder) {
        Notes notes = Notes.past(files, folder);
        Optional<Duration> took = notes.number(Load.MILLIS)
                .map(Duration::ofMillis)
                .or(() -> notes.number(Load.SECONDS).map(Duration::ofSeconds));
        return took.stream()
                .flatMap(time -> Manifest.readIfThere(files, folder).stream()
                        .map(facts -> new Past(Math.max(1, facts.sqlBytes()), time)));
    }

    /**
     * About how long a backup loads: as the latest of a like size did, more or less by its size; empty where every one
     * before was much smaller.
     *
     * @param bytes of its SQL
     */
    Optional<Duration> load(long bytes) {
        return loads.stream()
                .filter(past -> bytes / FAR <= past.bytes())
                .findFirst()
                .map(past -> past.took().toMillis() * ((double) bytes / past.bytes()))
                .map(millis -> Duration.ofMillis(Math.round(millis)))
                .map(took -> took.compareTo(LEAST) < 0 ? LEAST : took);
    }

    /** How long Misskey is away, in words that go behind what is stopped. */
    Say away() {
        return last.flatMap(PastRestore::offline)
                .map(span -> span.compareTo(LEAST) < 0 ? LEAST : span)
                .map(span -> Say.of("recovery.away.known", Moments.span(span)))
                .orElseGet(() -> Say.of("recovery.away.unknown"));
    }
}
