package hikae.recovery.run;

import hikae.host.Files;
import hikae.host.OwnRecord;
import hikae.text.Message;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a run must know again after a kill: oids, policies, moments. {@code notes.json} in the run folder; each note is
 * on disk before the act that relies on it. Only what root or we have noted of this run counts: by a note a directory is
 * emptied, a container removed and a database called proved, and the backup directory may be somebody else's. Notes that
 * cannot be read are never taken for none: every question is refused with {@code recovery-run-damaged}.
 */
public final class RunNotes {
    private static final int LIMIT = 1 << 20;
    private static final String NOTES = "notes.json";
    private static final String PROOF = "proved.json";

    private final Path folder;
    private final OwnRecord record;
    private final boolean past;

    /**
     * @param folder the run folder
     */
    public RunNotes(Files files, Path folder) {
        this(folder, OwnRecord.in(files, folder, NOTES), false);
    }

    private RunNotes(Path folder, OwnRecord record, boolean past) {
        this.folder = folder;
        this.record = record;
        this.past = past;
    }

    /** Those of a run that nothing is decided by any more: what cannot be read is left out. */
    public static RunNotes past(Files files, Path folder) {
        return new RunNotes(folder, OwnRecord.in(files, folder, NOTES), true);
    }

    /** Whether it was noted, whatever it says. */
    public boolean has(Note<?> note) {
        return text(note).isPresent();
    }

    /** What was noted. */
    public <T> Optional<T> get(Note<T> note) {
        return text(note).flatMap(text -> parsed(note, text));
    }

    private Optional<String> text(Note<?> note) {
        return Optional.ofNullable(all().get(note.key())).map(String::valueOf);
    }

    private <T> Optional<T> parsed(Note<T> note, String text) {
        try {
            return Optional.of(note.parse().apply(text));
        } catch (DateTimeException | NumberFormatException | InvalidPathException e) {
            return damaged();
        }
    }

    /** Whether it was noted and says yes. */
    public boolean is(Note<Boolean> note) {
        return get(note).orElse(false);
    }

    /** How long the load took; empty where it did not come to its end. An older Hikae noted whole seconds only. */
    public Optional<Duration> loadTook() {
        return get(Note.LOAD_MILLIS)
                .map(Duration::ofMillis)
                .or(() -> get(Note.LOAD_SECONDS).map(Duration::ofSeconds));
    }

    /** Notes it; what was noted before of the same is replaced. */
    public <T> void put(Note<T> note, T value) {
        write(note, note.written().apply(value));
    }

    /** Notes it unless there is such a note already: the first moment counts, also after a kill. */
    public <T> void putFirst(Note<T> note, T value) {
        if (!has(note)) {
            put(note, value);
        }
    }

    /** Notes what another run has noted, where it has and this one has not; its words are not read. */
    public void inherit(RunNotes earlier, Note<?> note) {
        earlier.text(note).filter(said -> !has(note)).ifPresent(said -> write(note, said));
    }

    private void write(Note<?> note, Object value) {
        Map<String, Object> all = all();
        all.put(note.key(), value);
        record.write(all);
    }

    /** Everything that was noted. */
    public Map<String, Object> all() {
        Map<String, Object> none = Map.of();
        return new LinkedHashMap<>(record.readOr(LIMIT, this::damaged).orElse(none));
    }

    private <T> Optional<T> damaged() {
        if (past) {
            return Optional.empty();
        }
        throw DamagedRecord.at(folder, Message.of("run.damaged.notes", folder.resolve(NOTES)));
    }

    /**
     * Keeps what a run has proved. The backup directory may be somebody else's, who can take it away but say nothing
     * else in its place.
     *
     * @param dump what was proved; empty where the run did not note it
     * @param done when
     */
    public static void prove(Files files, Path folder, Optional<Path> dump, Instant done) {
        Map<String, Object> all = new LinkedHashMap<>();
        dump.ifPresent(path -> all.put(Note.DUMP.key(), path));
        all.put(Note.DONE_AT.key(), done);
        OwnRecord.in(files, folder, PROOF).write(all);
    }

    /** What root or we have kept as proved; of an older Hikae the notes, where they are. */
    public static RunNotes proved(Files files, Path folder) {
        RunNotes kept = new RunNotes(folder, OwnRecord.in(files, folder, PROOF), true);
        return kept.all().isEmpty() ? past(files, folder) : kept;
    }
}
