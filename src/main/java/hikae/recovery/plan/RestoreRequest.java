package hikae.recovery.plan;

import hikae.recovery.run.LostClusterOptions;
import hikae.recovery.run.RestoreTarget;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a restore was asked for. Its plan is made of it, and made again after a kill from the same in the journal's head.
 *
 * @param target what is recovered
 * @param dump the backup
 * @param skipping whether constraints that the rows contradict are left out
 * @param lost where there is no server to load into; empty where there is one
 */
public record RestoreRequest(RestoreTarget target, Path dump, boolean skipping, Optional<LostClusterOptions> lost) {
    /** What the answers and the journal's head say when constraints that the rows contradict are left out. */
    public static final String SKIPPING = "skip_broken_constraints";

    private static final String DUMP = "dump";
    private static final String YES = "yes";

    /** Beside the live database, whole or not at all. */
    public static RestoreRequest of(RestoreTarget target, Path dump) {
        return new RestoreRequest(target, dump, false, Optional.empty());
    }

    /** The same with what the answers say of how a dump is loaded. */
    public RestoreRequest by(Map<String, String> answers) {
        return new RestoreRequest(target, dump, isSkipping(answers), lost);
    }

    /** The same where there is no server to load into. */
    public RestoreRequest into(LostClusterOptions options) {
        return new RestoreRequest(target, dump, skipping, Optional.of(options));
    }

    /** For the journal's head. */
    Map<String, String> input() {
        Map<String, String> input = new LinkedHashMap<>(target.input());
        if (skipping) {
            input.put(SKIPPING, YES);
        }
        input.put(DUMP, dump.toString());
        lost.ifPresent(options -> options.into(input));
        return input;
    }

    /**
     * From a journal's head.
     *
     * @throws IllegalArgumentException when it does not say all of it
     */
    public static RestoreRequest of(Map<String, String> input) {
        return new RestoreRequest(
                RestoreTarget.of(input),
                Path.of(input.getOrDefault(DUMP, "")),
                isSkipping(input),
                LostClusterOptions.of(input));
    }

    private static boolean isSkipping(Map<String, String> input) {
        return input.getOrDefault(SKIPPING, "").equals(YES);
    }
}
