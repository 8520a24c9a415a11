package hikae.recovery.plan;

import hikae.recovery.run.RestoreTarget;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a rehearsal was asked for.
 *
 * @param target what is rehearsed
 * @param dump the backup
 * @param image the image of the live database
 * @param dataDirectory where that image keeps its data
 */
public record RehearseRequest(RestoreTarget target, Path dump, String image, String dataDirectory) {
    private static final String DUMP = "dump";
    private static final String IMAGE = "server_image";
    private static final String DATA = "server_data";

    /** For the journal's head. */
    Map<String, String> input() {
        Map<String, String> input = new LinkedHashMap<>(target.input());
        input.put(DUMP, dump.toString());
        input.put(IMAGE, image);
        input.put(DATA, dataDirectory);
        return input;
    }

    /**
     * From a journal's head.
     *
     * @throws IllegalArgumentException when it does not say all of it
     */
    static RehearseRequest of(Map<String, String> input) {
        return new RehearseRequest(
                RestoreTarget.of(input),
                Path.of(input.getOrDefault(DUMP, "")),
                input.getOrDefault(IMAGE, ""),
                input.getOrDefault(DATA, ""));
    }
}
