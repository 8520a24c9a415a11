package hikae.backup.container;

import hikae.text.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which image the backup service was started with. Its name is a tag of somebody else's, which may mean another image
 * tomorrow; the id is a hash of all that is in it.
 *
 * @param image its name
 * @param id the hash
 * @param digests how registries know it, as {@code NAME@sha256:...}
 */
public record ImageRecord(String image, String id, List<String> digests) {
    /** Below the backup directory. */
    public static final String FILE = "hikae/image.json";

    public ImageRecord {
        digests = List.copyOf(digests);
    }

    /** What the file says; empty where it says nothing that is understood. */
    public static Optional<ImageRecord> of(byte[] bytes) {
        return Json.object(new String(bytes, StandardCharsets.UTF_8))
                .filter(map -> map.get("id") instanceof String)
                .map(map -> new ImageRecord(
                        String.valueOf(map.get("image")),
                        String.valueOf(map.get("id")),
                        Json.list(map.get("digests")).stream()
                                .map(String::valueOf)
                                .toList()));
    }

    byte[] bytes() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("image", image);
        map.put("id", id);
        map.put("digests", digests);
        return (Json.line(map) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
