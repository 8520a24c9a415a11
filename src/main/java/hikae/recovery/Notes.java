package hikae.recovery;

import hikae.host.Files;
import hikae.host.OwnRecord;
import hikae.text.Say;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a run must know again after a kill: oids, policies, moments. {@code notes.json} in the run folder; each note is
 * on disk before the act that relies on it. Only what root or we have noted of this run counts: by a note a directory is
 * emptied, a container removed and a database called proved, and the backup directory may be somebody else's. Notes that
 * cannot be read are never taken for none: every question is refused with {@code recovery-run-damaged}.
 */
final class Notes {
    private static final int LIMIT = 1 << 20;
    private static final String NOTES = "notes.json";
    private static final String PROOF = "proved.json";

    private final Path folder;
    private final OwnRecord record;
    private final boolean past;

    /**
     * @param folder the run folder
     */
    Notes(Files files, Path folder) {
        this(folder, OwnRecord.in(files, folder, NOTES), false);
    }

    private Notes(Path folder, OwnRecord record, boolean past) {
        this.folder = folder;
        this.record = record;
        this.past = past;
    }

    /** Those of a run that nothing is decided by any more: what cannot be read is left out. */
    static Notes past(Files files, Path folder) {
        return new Notes(folder, OwnRecord.in(files, folder, NOTES), true);
    }

    /** What was noted. */
    Optional<String> get(String key) {
        return Optional.ofNullable(all().get(key)).map(String::valueOf);
    }

    /** A moment that was noted. */
    Optional<Instant> moment(String key) {
        return get(key).flatMap(text -> parsed(Instant::parse, text));
    }

    /** A number that was noted. */
    Optional<Long> number(String key) {
        return get(key).flatMap(text -> parsed(Long::valueOf, text));
    }

    /** A path that was noted. */
    Optional<Path> path(String key) {
        return get(key).flatMap(text -> parsed(Path::of, text));
    }

    private <T> Optional<T> parsed(Function<String, T> parse, String text) {
        try {
            return Optional.of(parse.apply(text));
        } catch (DateTimeException | NumberFormatException | InvalidPathException e) {
            return damaged();
        }
    }

    /** Notes it; a later note of the same key replaces it. */
    void put(String key, Object value) {
        Map<String, Object> all = all();
        all.put(key, value);
        record.write(all);
    }

    /** Notes it unless there is such a note already: the first moment counts, also after a kill. */
    void putFirst(String key, Object value) {
        if (get(key).isEmpty()) {
            put(key, value);
        }
    }

    /** Everything that was noted. */
    Map<String, Object> all() {
        Map<String, Object> none = Map.of();
        return new LinkedHashMap<>(record.readOr(LIMIT, this::damaged).orElse(none));
    }

    private <T> Optional<T> damaged() {
        if (past) {
            return Optional.empty();
        }
        throw Damage.thrown(folder, Say.of("run.damaged.notes", folder.resolve(NOTES)));
    }

    /**
     * Keeps what a run has proved. The backup directory may be somebody else's, who can take it away but say nothing
     * else in its place.
     */
    static void prove(Files files, Path folder, Map<String, Object> proof) {
        OwnRecord.in(files, folder, PROOF).write(proof);
    }

    /** What root or we have kept as proved; of an older Hikae the notes, where they are. */
    static Notes proved(Files files, Path folder) {
        Notes kept = new Notes(folder, OwnRecord.in(files, folder, PROOF), true);
        return kept.all().isEmpty() ? past(files, folder) : kept;
    }
}
