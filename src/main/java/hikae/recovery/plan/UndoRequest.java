package hikae.recovery.plan;

import hikae.recovery.run.RestoreTarget;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What going back from a restore was asked for.
 *
 * @param target what is recovered
 * @param kept the kept database that gets its place back
 */
public record UndoRequest(RestoreTarget target, String kept) {
    private static final String KEPT = "kept";

    /** For the journal's head. */
    Map<String, String> input() {
        Map<String, String> input = new LinkedHashMap<>(target.input());
        input.put(KEPT, kept);
        return input;
    }

    /**
     * From a journal's head.
     *
     * @throws IllegalArgumentException when it does not say all of it
     */
    public static UndoRequest of(Map<String, String> input) {
        return new UndoRequest(RestoreTarget.of(input), input.getOrDefault(KEPT, ""));
    }
}
