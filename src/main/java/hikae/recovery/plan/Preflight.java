package hikae.recovery.plan;

import hikae.dump.DumpFacts;
import hikae.dump.DumpJudge;
import hikae.recovery.server.ServerState;
import hikae.recovery.server.ServerState.Content;
import hikae.recovery.server.ServerState.DatabaseState;
import hikae.recovery.step.Pin;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a restore may begin: every reason against it at once, and what should be known; pure. */
public final class Preflight {
    /** Locks a load takes: measured 1,498 for 123 tables and 510 indexes. */
    private static final int LOCKS_PER_TABLE = 4;

    private static final int LOCKS_PER_INDEX = 2;

    private final RestoreFacts observed;
    private final boolean anyInstance;
    private final List<Finding> findings = new ArrayList<>();

    private Preflight(RestoreFacts observed, boolean anyInstance) {
        this.observed = observed;
        this.anyInstance = anyInstance;
    }

    /** Whether the answers say that a backup of another instance is wanted; nothing is lost by it. */
    public static boolean isAnyInstance(Map<String, String> answers) {
        return answers.getOrDefault("other_instance", "").equals("yes");
    }

    /**
     * What stands in the way, or should be known.
     *
     * @param anyInstance whether the operator has said that a backup of another instance is wanted
     */
    public static List<Finding> judge(RestoreFacts observed, boolean anyInstance) {
        Preflight preflight = new Preflight(observed, anyInstance);
        preflight.dump();
        preflight.server();
        preflight.room();
        preflight.copy();
        observed.live().ifPresent(preflight::live);
        return List.copyOf(preflight.findings);
    }

    private void dump() {
        DumpFacts facts = observed.facts();
        findings.addAll(observed.dump().verified().orElseThrow().report().findings());
        findings.addAll(DumpJudge.against(facts, place()));
    }

    /** What the image of Misskey knows counts before what its database has been through. */
    private DumpJudge.Place place() {
        Set<String> migrations = observed.known().isEmpty()
                ? Set.copyOf(observed.content().map(Content::migrations).orElse(List.of()))
                : observed.known();
        ServerState server = observed.server();
        return new DumpJudge.Place(
                server.major(),
                Optional.of(server.client()).filter(version -> !version.isBlank()),
                migrations,
                Set.copyOf(server.roles()),
                Set.copyOf(server.extensions()),
                observed.fingerprint(),
                observed.before(),
                anyInstance);
    }

    private void server() {
        ServerState server = observed.server();
        if (server.standby()) {
            no("recovery-standby");
        }
        if (server.archiveFails()) {
            no("recovery-archive-fails");
        }
        if (!server.isOn("fsync") || !server.isOn("full_page_writes")) {
            findings.add(Finding.warning(Problem.of("recovery-fsync-off")));
        }
        if (!server.makesRoles()) {
            findings.add(Finding.warning(Problem.of("recovery-load-own-role")));
        }
        DumpFacts facts = observed.facts();
        long locks = (long) facts.rows().size() * LOCKS_PER_TABLE
                + (long) facts.indexes().size() * LOCKS_PER_INDEX;
        long slots = server.number("max_locks_per_transaction")
                * (server.number("max_connections") + server.number("max_prepared_transactions"));
        if (locks > slots) {
            no("recovery-locks", locks, slots);
        }
    }

    private void room() {
        long needed = observed.needed();
        if (observed.free().isEmpty()) {
            findings.add(Finding.warning(Problem.of("recovery-disk-unknown", Amount.bytes(needed))));
        } else if (observed.free().getAsLong() < needed) {
            no(
                    "recovery-disk",
                    Amount.bytes(needed),
                    Amount.bytes(observed.free().getAsLong()));
        }
    }

    /** The dump is copied before it is loaded. */
    private void copy() {
        Pin.noRoom(
                        observed.target().home(),
                        observed.homeFree(),
                        observed.dump().bytes())
                .ifPresent(problem -> findings.add(Finding.no(problem)));
    }

    private void live(DatabaseState live) {
        if (observed.content().isEmpty()) {
            findings.add(Finding.warning(Problem.of("recovery-live-unreadable", live.name())));
        }
        if (!live.prepared().isEmpty()) {
            no("recovery-prepared", live.name(), live.prepared().get(0));
        }
        if (!live.slots().isEmpty()) {
            no("recovery-slots", live.name(), live.slots().get(0));
        }
        if (live.subscriptions() > 0) {
            no("recovery-subscriptions", live.name(), live.subscriptions());
        }
    }

    private void no(String problem, Object... args) {
        findings.add(Finding.no(Problem.of(problem, args)));
    }
}
