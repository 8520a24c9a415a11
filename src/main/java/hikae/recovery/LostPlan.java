package hikae.recovery;

import hikae.work.Plan;
import hikae.work.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A restore where there is no server to load into: its cluster is lost, or the host is new. An empty database bears the
 * live name for a while, so nothing of Misskey may meet it; pure.
 */
final class LostPlan {
    static final String DATA = "lost_data";
    private static final String BEFORE = "takes_over";
    private static final String NEW_HOME = "new_home";

    private LostPlan() {}

    /**
     * What differs from one to the other.
     *
     * @param data where the database keeps its data; empty where there is nothing that could be set aside
     * @param before the run it takes over from, which could not go on; empty for none
     * @param newHome whether the backup directory is made first
     */
    record Way(Optional<Path> data, Optional<String> before, boolean newHome) {
        /** The same after a run that could not go on. */
        Way after(String run) {
            return new Way(data, Optional.of(run), newHome);
        }

        /** Adds it to a journal's head. */
        void into(Map<String, String> input) {
            input.put(DATA, data.map(Path::toString).orElse(""));
            before.ifPresent(run -> input.put(BEFORE, run));
            if (newHome) {
                input.put(NEW_HOME, "yes");
            }
        }

        /** From a journal's head. */
        static Way of(Map<String, String> input) {
            return new Way(
                    Optional.ofNullable(input.get(DATA))
                            .filter(path -> !path.isEmpty())
                            .map(Path::of),
                    Optional.ofNullable(input.get(BEFORE)),
                    isNewHome(input));
        }
    }

    /** Whether a journal's head is of such a run. */
    static boolean isLost(Map<String, String> input) {
        return input.containsKey(DATA);
    }

    /** Whether the scheduled backups have still to be set up. */
    static boolean isNewHome(Map<String, String> input) {
        return input.containsKey(NEW_HOME);
    }

    /** The plan of a run, from its journal's head. */
    static Plan made(Ground ground, String runId, Map<String, String> input) {
        Way way = Way.of(input);
        boolean skipping = RestorePlan.isSkipping(input);
        List<Step> steps = new ArrayList<>();
        if (way.newHome()) {
            steps.add(new Settle(ground));
        }
        steps.add(new Pin(ground, Path.of(input.getOrDefault("dump", "")), Optional.empty()));
        way.before().ifPresent(run -> steps.add(new TakeOver(ground, run)));
        if (!way.newHome()) {
            steps.add(new Quiet(ground)); // a new server has no backups yet
        }
        steps.add(new TakeAway(ground, way.newHome()));
        way.data().ifPresent(data -> steps.add(new MoveData(ground, data)));
        steps.addAll(List.of(
                new StartDatabase(ground),
                new MakeRoles(ground),
                new Load(ground, skipping),
                new CheckLoaded(ground, skipping),
                new Switch(ground, ground.names().staging()),
                new StartWeb(ground),
                new CheckWeb(ground)));
        if (!way.newHome()) {
            steps.add(new ResumeScheduler(ground));
        }
        steps.addAll(List.of(new DropEmpty(ground), new Unpin(ground), new Conclude(ground)));
        Step otherwise = new StayOff(ground, way.data().orElse(Path.of("-")));
        return new Plan(RestorePlan.RESTORE, ground.target().home(), runId, steps, List.of(otherwise), input, ground);
    }
}
