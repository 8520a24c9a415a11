package hikae.host;

import hikae.text.Json;
import hikae.text.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A file with one JSON object by which something is decided, in a directory that may be somebody else's. Only what root
 * or we have written is read. Its owner can move such files all the same, from one run or dump to another, so each says
 * what it is about; one that an older Hikae wrote does not, and is read as it is.
 */
public final class OwnRecord {
    private static final String OF = "of";

    private final Files files;
    private final Path file;
    private final String of;

    /**
     * @param file where it is
     * @param of what it is about, in no other place the same
     */
    public OwnRecord(Files files, Path file, String of) {
        this.files = files;
        this.file = file;
        this.of = of;
    }

    /** One that is about the directory it is in, which nothing else is called beside it. */
    public static OwnRecord in(Files files, Path directory, String name) {
        return new OwnRecord(files, directory.resolve(name), directory.getFileName() + "/" + name);
    }

    /** Writes it, over one that is there already. */
    public void write(Map<String, Object> json) {
        Map<String, Object> all = new LinkedHashMap<>(json);
        all.put(OF, of);
        files.writeOurs(file, (Json.line(all) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What it says; empty when it is not there, is no JSON, is about something else or was written by somebody else.
     *
     * @param limit bytes
     */
    public Optional<Map<String, Object>> read(int limit) {
        return files.readOurs(file, limit).flatMap(OwnRecord::json).flatMap(this::ofThis);
    }

    /**
     * The same; what is said instead where root or we have written it and it cannot be read: torn, no JSON, no file, or a
     * disk that fails.
     *
     * @param limit bytes
     */
    public Optional<Map<String, Object>> readOr(int limit, Supplier<Optional<Map<String, Object>>> damaged) {
        Optional<byte[]> bytes;
        try {
            bytes = files.readOurs(file, limit);
        } catch (ProblemException e) {
            return damaged.get();
        }
        Optional<Map<String, Object>> json = bytes.flatMap(OwnRecord::json);
        return bytes.isPresent() && json.isEmpty() ? damaged.get() : json.flatMap(this::ofThis);
    }

    private static Optional<Map<String, Object>> json(byte[] bytes) {
        return Json.object(new String(bytes, StandardCharsets.UTF_8));
    }

    private Optional<Map<String, Object>> ofThis(Map<String, Object> json) {
        return Optional.of(json)
                .filter(one -> of.equals(one.getOrDefault(OF, of)))
                .map(OwnRecord::withoutOf);
    }

    private static Map<String, Object> withoutOf(Map<String, Object> json) {
        Map<String, Object> said = new LinkedHashMap<>(json);
        said.remove(OF);
        return said;
    }
}
