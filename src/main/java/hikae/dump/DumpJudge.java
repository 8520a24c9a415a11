package hikae.dump;

import hikae.dump.rows.Fingerprint;
import hikae.text.Finding;
import hikae.text.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether a good dump fits the place where it is to be restored; pure. */
public final class DumpJudge {
    /** A Misskey has one owner, perhaps a reader or two; roles stay on the server when the database is gone. */
    private static final int MOST_ROLES = 8;

    private static final String PGROONGA = "pgroonga";

    private final DumpFacts facts;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * What is known of the place where a dump is to be restored; an empty set says that nothing is known.
     *
     * @param serverMajor the version of the server, such as 15
     * @param clientVersion the version of the psql that will load the dump, such as {@code 15.8}
     * @param migrations names of the migrations that Misskey there knows
     * @param roles names of the server's roles
     * @param extensions names of the extensions that the server could make
     * @param live whose database it is
     * @param before whose backups were made there before
     * @param anyInstance whether the operator has said that another instance's is wanted
     */
    public record Place(
            int serverMajor,
            Optional<String> clientVersion,
            Set<String> migrations,
            Set<String> roles,
            Set<String> extensions,
            Optional<Fingerprint> live,
            Set<Fingerprint> before,
            boolean anyInstance) {
        public Place {
            before = Set.copyOf(before);
            migrations = Set.copyOf(migrations);
            roles = Set.copyOf(roles);
            extensions = Set.copyOf(extensions);
        }
    }

    private DumpJudge(DumpFacts facts) {
        this.facts = facts;
    }

    /** What stands in the way of a restore there, or should be known. */
    public static List<Finding> against(DumpFacts facts, Place place) {
        DumpJudge judge = new DumpJudge(facts);
        judge.judgeServer(place.serverMajor());
        judge.judgeClient(place.serverMajor());
        place.clientVersion().ifPresent(judge::judgePsql);
        if (!place.migrations().isEmpty() && !facts.migrations().isEmpty()) {
            judge.judgeMigrations(place.migrations());
        }
        if (!place.extensions().isEmpty()) {
            judge.judgeExtensions(place);
        }
        if (!place.roles().isEmpty()) {
            judge.judgeRoles(place.roles());
        }
        judge.judgeInstance(place);
        return List.copyOf(judge.findings);
    }

    private void judgeServer(int target) {
        Optional<Integer> made = facts.serverMajor();
        if (made.filter(major -> major > target).isPresent()) {
            findings.add(Finding.no(Problem.of("dump-server-newer", (long) made.get(), (long) target)));
        }
    }

    /** A newer pg_dump writes what its server understands; but for some settings, which are left out. */
    private void judgeClient(int target) {
        Optional<Integer> made = facts.clientMajor();
        if (made.filter(major -> major > target).isPresent() && findings.isEmpty()) {
            findings.add(Finding.warning(Problem.of("dump-client-newer", (long) made.get(), (long) target)));
        }
        List<String> leftOut = facts.leftOutOn(target);
        if (!leftOut.isEmpty()) {
            findings.add(
                    Finding.warning(Problem.of("dump-settings-left-out", String.join(", ", leftOut), (long) target)));
        }
    }

    /** Only statements and rows are sent, no command: an older psql passes them on like any other. */
    private void judgePsql(String version) {
        PsqlVersion psql = PsqlVersion.of(version);
        if (facts.restricted() && psql.isKnown() && !psql.knowsRestrict()) {
            findings.add(Finding.warning(Problem.of("dump-psql-restrict", version)));
        }
    }

    private void judgeExtensions(Place place) {
        for (String name : facts.extensions()) {
            if (!place.extensions().contains(name)) {
                long major = place.serverMajor();
                findings.add(Finding.no(
                        name.equals(PGROONGA)
                                ? Problem.of("dump-pgroonga-missing", name, major)
                                : Problem.of("dump-extension-missing", name, major)));
            }
        }
    }

    private void judgeRoles(Set<String> there) {
        Set<String> missing = new TreeSet<>(facts.roles());
        missing.removeAll(there);
        if (missing.size() > MOST_ROLES) {
            String some = String.join(", ", List.copyOf(missing).subList(0, MOST_ROLES));
            findings.add(Finding.no(Problem.of("dump-roles-many", (long) missing.size(), some)));
        } else if (!missing.isEmpty()) {
            findings.add(Finding.warning(Problem.of("dump-roles-missing", String.join(", ", missing))));
        }
    }

    /** A Misskey that was started on an empty database has made itself new keys: what was backed up before counts, too. */
    private void judgeInstance(Place place) {
        Optional<Fingerprint> made = facts.fingerprint();
        Optional<Fingerprint> other = made.flatMap(mine -> place.live()
                .filter(mine::isOtherThan)
                .or(() -> place.before().stream().filter(mine::isOtherThan).findFirst()));
        if (made.isEmpty() || (place.live().isEmpty() && place.before().isEmpty())) {
            findings.add(Finding.warning(Problem.of("dump-instance-unknown")));
        } else if (place.before().contains(made.get()) || place.live().equals(made)) {
            if (place.live().filter(made.get()::isOtherThan).isPresent()) {
                findings.add(Finding.warning(Problem.of("dump-instance-earlier")));
            }
        } else if (other.isPresent()) {
            Problem problem = Problem.of(
                    "dump-instance-other", made.get().user(), other.get().user());
            findings.add(place.anyInstance() ? Finding.warning(problem) : Finding.no(problem));
        } else {
            findings.add(Finding.warning(Problem.of("dump-instance-unknown")));
        }
    }

    /** Sets of names, not the last ones: forks and upstream have different ones in between. */
    private void judgeMigrations(Set<String> known) {
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
