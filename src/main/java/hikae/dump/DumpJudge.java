package hikae.dump;

import hikae.text.Finding;
import hikae.text.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a good dump fits the place where it is to be restored; pure. */
public final class DumpJudge {
    /** From this version on pg_dump writes {@code SET transaction_timeout}, which older servers refuse. */
    private static final int TRANSACTION_TIMEOUT = 17;

    private final DumpFacts facts;
    private final List<Finding> findings = new ArrayList<>();

    private DumpJudge(DumpFacts facts) {
        this.facts = facts;
    }

    /**
     * What stands in the way, or should be known.
     *
     * @param serverMajor the version of the server it is to go into, such as 15
     * @param migrations names of the migrations that Misskey there knows, in any order; none when unknown
     */
    public static List<Finding> against(DumpFacts facts, int serverMajor, List<String> migrations) {
        DumpJudge judge = new DumpJudge(facts);
        judge.judgeServer(serverMajor);
        judge.judgeClient(serverMajor);
        if (!migrations.isEmpty() && !facts.migrations().isEmpty()) {
            judge.judgeMigrations(migrations);
        }
        return List.copyOf(judge.findings);
    }

    private void judgeServer(int target) {
        Optional<Integer> made = facts.serverMajor();
        if (made.filter(major -> major > target).isPresent()) {
            findings.add(Finding.no(Problem.of("dump-server-newer", (long) made.get(), (long) target)));
        }
    }

    private void judgeClient(int target) {
        Optional<Integer> made = facts.clientMajor();
        if (made.isEmpty() || made.get() <= target || !findings.isEmpty()) {
            return;
        }
        Problem problem = Problem.of("dump-client-newer", (long) made.get(), (long) target);
        boolean refused = made.get() >= TRANSACTION_TIMEOUT && target < TRANSACTION_TIMEOUT;
        findings.add(refused ? Finding.no(problem) : Finding.warning(problem));
    }

    /** Sets of names, not the last ones: forks and upstream have different ones in between. */
    private void judgeMigrations(List<String> known) {
        Set<String> unknown = new LinkedHashSet<>(facts.migrations());
        known.forEach(unknown::remove);
        Set<String> pending = new LinkedHashSet<>(known);
        facts.migrations().forEach(pending::remove);
        if (!unknown.isEmpty()) {
            String last = new ArrayList<>(unknown).get(unknown.size() - 1);
            findings.add(Finding.no(Problem.of("dump-migrations-unknown", (long) unknown.size(), last)));
        } else if (!pending.isEmpty()) {
            findings.add(Finding.warning(Problem.of("dump-migrations-pending", (long) pending.size())));
        }
    }
}
