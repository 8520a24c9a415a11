package hikae.recovery.run;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a restore is asked for besides, where there is no server to load into: its cluster is lost, or the host is new.
 *
 * @param data where the database keeps its data; empty where there is nothing that could be set aside
 * @param before the run it takes over from, which could not go on; empty for none
 * @param newHome whether the backup directory is made first
 */
public record LostClusterOptions(Optional<Path> data, Optional<String> before, boolean newHome) {
    static final String DATA = "lost_data";
    private static final String BEFORE = "takes_over";
    private static final String NEW_HOME = "new_home";

    /** Whether a journal's head is of such a restore; also of a head that does not say the rest. */
    public static boolean isLost(Map<String, String> input) {
        return input.containsKey(DATA);
    }

    /** The same after a run that could not go on. */
    public LostClusterOptions after(String run) {
        return new LostClusterOptions(data, Optional.of(run), newHome);
    }

    /** Adds it to a journal's head. */
    public void into(Map<String, String> input) {
        input.put(DATA, data.map(Path::toString).orElse(""));
        before.ifPresent(run -> input.put(BEFORE, run));
        if (newHome) {
            input.put(NEW_HOME, "yes");
        }
    }

    /** From a journal's head; empty where the restore is of another kind. */
    public static Optional<LostClusterOptions> of(Map<String, String> input) {
        return Optional.ofNullable(input.get(DATA))
                .map(data -> new LostClusterOptions(
                        Optional.of(data).filter(path -> !path.isEmpty()).map(Path::of),
                        Optional.ofNullable(input.get(BEFORE)),
                        input.containsKey(NEW_HOME)));
    }
}
