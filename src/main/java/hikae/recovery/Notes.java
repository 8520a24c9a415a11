package hikae.recovery;

import hikae.host.Files;
import hikae.host.OwnRecord;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a run must know again after a kill: oids, policies, moments. {@code notes.json} in the run folder; each note is
 * on disk before the act that relies on it. Only what root or we have noted of this run counts: by a note a directory is
 * emptied, a container removed and a database called proved, and the backup directory may be somebody else's.
 */
final class Notes {
    private static final int LIMIT = 1 << 20;
    private static final String NOTES = "notes.json";
    private static final String PROOF = "proved.json";

    private final OwnRecord record;

    /**
     * @param folder the run folder
     */
    Notes(Files files, Path folder) {
        this.record = OwnRecord.in(files, folder, NOTES);
    }

    /** What was noted. */
    Optional<String> get(String key) {
        return Optional.ofNullable(all().get(key)).map(String::valueOf);
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
        return read(record);
    }

    /**
     * Keeps what a run has proved. The backup directory may be somebody else's, who can take it away but say nothing
     * else in its place.
     */
    static void prove(Files files, Path folder, Map<String, Object> proof) {
        OwnRecord.in(files, folder, PROOF).write(proof);
    }

    /** What root or we have kept as proved; of an older Hikae the notes, where they are. */
    static Map<String, Object> proved(Files files, Path folder) {
        Map<String, Object> proof = read(OwnRecord.in(files, folder, PROOF));
        return proof.isEmpty() ? new Notes(files, folder).all() : proof;
    }

    private static Map<String, Object> read(OwnRecord record) {
        return record.read(LIMIT).map(LinkedHashMap::new).orElseGet(LinkedHashMap::new);
    }
}
