package hikae.recovery.plan;

import hikae.recovery.run.RestoreTarget;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What letting go of a kept database was asked for.
 *
 * @param target what is recovered
 * @param kept its name
 * @param oid its oid when the plan was shown
 * @param dumpFirst whether a backup of it is made before
 */
public record ForgetRequest(RestoreTarget target, String kept, long oid, boolean dumpFirst) {
    private static final String KEPT = "kept";
    private static final String OID = "oid";
    private static final String DUMP_FIRST = "dump_first";

    /** For the journal's head. */
    Map<String, String> input() {
        Map<String, String> input = new LinkedHashMap<>(target.input());
        input.put(KEPT, kept);
        input.put(OID, String.valueOf(oid));
        input.put(DUMP_FIRST, String.valueOf(dumpFirst));
        return input;
    }

    /**
     * From a journal's head.
     *
     * @throws IllegalArgumentException when it does not say all of it
     */
    static ForgetRequest of(Map<String, String> input) {
        return new ForgetRequest(
                RestoreTarget.of(input),
                input.getOrDefault(KEPT, ""),
                Long.parseLong(input.getOrDefault(OID, "0")),
                Boolean.parseBoolean(input.get(DUMP_FIRST)));
    }
}
