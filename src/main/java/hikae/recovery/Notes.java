package hikae.recovery;

import hikae.host.Files;
import hikae.text.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a run must know again after a kill: oids, policies, moments. {@code notes.json} in the run folder; each note is
 * on disk before the act that relies on it.
 */
final class Notes {
    private static final int LIMIT = 1 << 20;
    private static final String NOTES = "notes.json";
    private static final String PROOF = "proved.json";

    private final Files files;
    private final Path file;

    /**
     * @param folder the run folder
     */
    Notes(Files files, Path folder) {
        this.files = files;
        this.file = folder.resolve(NOTES);
    }

    /** What was noted. */
    Optional<String> get(String key) {
        return Optional.ofNullable(all().get(key)).map(String::valueOf);
    }

    /** Notes it; a later note of the same key replaces it. */
    void put(String key, Object value) {
        Map<String, Object> all = all();
        all.put(key, value);
        files.replace(file, (Json.line(all) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Notes it unless there is such a note already: the first moment counts, also after a kill. */
    void putFirst(String key, Object value) {
        if (get(key).isEmpty()) {
            put(key, value);
        }
    }

    /** Everything that was noted. */
    Map<String, Object> all() {
        return read(files.readIfThere(file, LIMIT));
    }

    /**
     * Keeps what a run has proved. The backup directory may be somebody else's, who can take it away but say nothing
     * else in its place.
     */
    static void prove(Files files, Path folder, Map<String, Object> proof) {
        files.writeOurs(folder.resolve(PROOF), (Json.line(proof) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** What root or we have kept as proved; of an older Hikae the notes, where they are. */
    static Map<String, Object> proved(Files files, Path folder) {
        return read(
                files.readOurs(folder.resolve(PROOF), LIMIT).or(() -> files.readOurs(folder.resolve(NOTES), LIMIT)));
    }

    private static Map<String, Object> read(Optional<byte[]> noted) {
        return noted.map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .flatMap(Json::object)
                .map(LinkedHashMap::new)
                .orElseGet(LinkedHashMap::new);
    }
}
