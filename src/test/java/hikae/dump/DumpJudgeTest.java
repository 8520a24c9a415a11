package hikae.dump;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.dump.rows.Fingerprint;
import hikae.text.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows Z11, Z15 and Z20: a good dump in the wrong place. */
class DumpJudgeTest {
    private static final List<String> SAME = List.of("BirthdayIndex1767169026317", "First1000000001000", "Init999");

    /** The actor of {@link MadeUpDump}. */
    private static final Fingerprint ACTOR = MadeUpDump.fingerprint();

    @TempDir
    Path directory;

    private List<String> judged(Consumer<MadeUpDump> change, int server, List<String> migrations) {
        return judged(scanned(change), place(server, migrations));
    }

    private DumpFacts scanned(Consumer<MadeUpDump> change) {
        MadeUpDump dump = MadeUpDump.small();
        change.accept(dump);
        return new Scanned(directory).gz(dump.text()).facts();
    }

    private static List<String> judged(DumpFacts facts, DumpJudge.Place place) {
        return DumpJudge.against(facts, place).stream()
                .map(one -> (one.isNo() ? "no " : "warning ")
                        + one.problem()
                                .map(problem -> problem.id() + problem.args())
                                .orElseThrow())
                .toList();
    }

    private static DumpJudge.Place place(int server, List<String> migrations) {
        return new DumpJudge.Place(
                server,
                Optional.empty(),
                Set.copyOf(migrations),
                Set.of(),
                Set.of(),
                Optional.of(ACTOR),
                Set.of(),
                false);
    }

    @Test
    void nothingIsSaidWhereAllFits() {
        assertThat(judged(dump -> {}, 15, SAME)).isEmpty();
        assertThat(judged(dump -> {}, 18, SAME)).isEmpty();
        assertThat(judged(dump -> {}, 15, List.of())).isEmpty();
        assertThat(judged(dump -> dump.server = "unknown", 13, SAME)).hasSize(1);
    }

    @Test
    void z11RefusesADumpOfANewerServer() {
        assertThat(judged(dump -> dump.server = "16.10", 15, SAME)).containsExactly("no dump-server-newer[16, 15]");
    }

    /** What pg_dump 17 and newer set, older servers do not know; the load leaves it out. */
    @Test
    void z11ANewerPgDumpIsNoReasonToRefuse() {
        assertThat(judged(dump -> dump.client = "16.10", 15, SAME))
                .containsExactly("warning dump-client-newer[16, 15]");
        assertThat(judged(dump -> dump.client = "18.0", 17, SAME)).containsExactly("warning dump-client-newer[18, 17]");
        assertThat(judged(DumpJudgeTest::of18, 15, SAME))
                .containsExactly(
                        "warning dump-client-newer[18, 15]", "warning dump-settings-left-out[transaction_timeout, 15]");
        assertThat(judged(DumpJudgeTest::of18, 18, SAME)).isEmpty();
        assertThat(scanned(DumpJudgeTest::of18).leftOutOn(16)).containsExactly("transaction_timeout");
        assertThat(scanned(DumpJudgeTest::of18).leftOutOn(17)).isEmpty();
    }

    private static void of18(MadeUpDump dump) {
        dump.client = "18.0";
        dump.ddl = "SET transaction_timeout = 0;\n";
    }

    @Test
    void z20RefusesMigrationsThatMisskeyDoesNotKnow() {
        assertThat(judged(dump -> {}, 15, List.of("Init999", "Fork1", "First1000000001000")))
                .containsExactly("no dump-migrations-unknown[1, BirthdayIndex1767169026317]");
    }

    @Test
    void z20TellsHowManyMigrationsWillRun() {
        List<Finding> findings = DumpJudge.against(
                new Scanned(directory).gz(MadeUpDump.small().text()).facts(),
                place(15, List.of("A1", "BirthdayIndex1767169026317", "First1000000001000", "Init999", "Z9")));

        assertThat(findings).noneMatch(Finding::isNo);
        assertThat(findings.get(0).problem().orElseThrow().args()).containsExactly(2L);
    }

    /** It is never sent, so this psql takes the rest. */
    @Test
    void tellsOfAPsqlThatDoesNotKnowRestrict() {
        assertThat(withPsql("15.8")).containsExactly("warning dump-psql-restrict[15.8]");
        assertThat(withPsql("15.13")).containsExactly("warning dump-psql-restrict[15.13]");
        assertThat(withPsql("12.22")).containsExactly("warning dump-psql-restrict[12.22]");
        assertThat(withPsql("17.5")).containsExactly("warning dump-psql-restrict[17.5]");
        for (String version : List.of("15.14", "15.18 (Debian 15.18-1)", "16.10", "17.6", "18beta1", "18.0", "?", "")) {
            assertThat(withPsql(version)).as(version).isEmpty();
        }
        assertThat(withPsql(scanned(dump -> dump.restricted = false), "15.1")).isEmpty();
    }

    /** It only passes on what the server understands. */
    @Test
    void aPsqlOfAnOlderMajorThanPgDumpIsNoReasonToRefuse() {
        assertThat(withPsql("14.20")).isEmpty();
    }

    private List<String> withPsql(String version) {
        return withPsql(scanned(dump -> {}), version);
    }

    private static List<String> withPsql(DumpFacts facts, String version) {
        return judged(
                facts,
                new DumpJudge.Place(
                        15, Optional.of(version), Set.of(), Set.of(), Set.of(), Optional.of(ACTOR), Set.of(), false));
    }

    @Test
    void z15TellsOfRolesThatWillBeMade() {
        DumpFacts facts = scanned(dump -> dump.ddl = "GRANT SELECT ON TABLE public.note TO b, PUBLIC, a;\n");
        assertThat(judged(facts, having(Set.of("postgres"), Set.of())))
                .containsExactly("warning dump-roles-missing[a, b, example-misskey-user]");
        assertThat(judged(facts, having(Set.of("a", "b", "example-misskey-user"), Set.of())))
                .isEmpty();
    }

    @Test
    void rolesThatStayOnTheServerAreAFewAtMost() {
        String roles = String.join(", ", List.of("a", "b", "c", "d", "e", "f", "g", "h", "i"));
        DumpFacts facts = scanned(dump -> dump.ddl = "GRANT SELECT ON TABLE public.note TO " + roles + ";\n");
        assertThat(judged(facts, having(Set.of("postgres"), Set.of())))
                .containsExactly("no dump-roles-many[10, a, b, c, d, e, example-misskey-user, f, g]");
        assertThat(judged(facts, having(Set.of("h", "i"), Set.of())))
                .containsExactly("warning dump-roles-missing[a, b, c, d, e, example-misskey-user, f, g]");
    }

    @Test
    void z15RefusesAnExtensionThatTheImageDoesNotHave() {
        DumpFacts facts = scanned(dump -> dump.ddl =
                "CREATE EXTENSION IF NOT EXISTS pgroonga WITH SCHEMA public;\nCREATE EXTENSION \"uuid-ossp\";\n");
        assertThat(judged(facts, having(Set.of(), Set.of("plpgsql"))))
                .containsExactly("no dump-pgroonga-missing[pgroonga, 15]", "no dump-extension-missing[uuid-ossp, 15]");
        assertThat(judged(facts, having(Set.of(), Set.of("pgroonga", "uuid-ossp"))))
                .isEmpty();
    }

    private static DumpJudge.Place having(Set<String> roles, Set<String> extensions) {
        return new DumpJudge.Place(
                15, Optional.empty(), Set.of(), roles, extensions, Optional.of(ACTOR), Set.of(), false);
    }

    @Test
    void refusesTheDumpOfAnotherInstance() {
        DumpFacts facts = scanned(dump -> {});
        assertThat(facts.fingerprint()).contains(ACTOR);
        assertThat(judged(facts, of(new Fingerprint("other", ACTOR.key(), true))))
                .containsExactly("no dump-instance-other[" + ACTOR.user() + ", other]");
        assertThat(judged(facts, of(new Fingerprint(ACTOR.user(), "00", false))))
                .containsExactly("no dump-instance-other[" + ACTOR.user() + ", " + ACTOR.user() + "]");
    }

    @Test
    void saysWhenItCannotBeSeenWhoseDumpItIs() {
        DumpFacts facts = scanned(dump -> {});
        List<String> unknown = List.of("warning dump-instance-unknown[]");
        assertThat(judged(
                        facts,
                        new DumpJudge.Place(
                                15, Optional.empty(), Set.of(), Set.of(), Set.of(), Optional.empty(), Set.of(), false)))
                .isEqualTo(unknown);
        assertThat(judged(facts, of(new Fingerprint("oldest", "00", false)))).isEqualTo(unknown);
        assertThat(judged(scanned(dump -> dump.actor = ""), of(ACTOR))).isEqualTo(unknown);
    }

    /** Misskey was started on an empty database and has made itself an actor with new keys. */
    @Test
    void aBackupLikeThoseMadeBeforeBelongsHereWhateverTheLiveDatabaseIs() {
        DumpFacts facts = scanned(dump -> {});
        Fingerprint fresh = new Fingerprint("fresh", "00", true);
        assertThat(judged(facts, of(fresh, Set.of(ACTOR, fresh), false)))
                .containsExactly("warning dump-instance-earlier[]");
        assertThat(judged(facts, of(ACTOR, Set.of(ACTOR, fresh), false))).isEmpty();
    }

    @Test
    void aBackupOfAnotherInstanceIsRestoredOnlyWhenThatWasSaid() {
        DumpFacts facts = scanned(dump -> {});
        Fingerprint other = new Fingerprint("other", "00", true);
        String said = "dump-instance-other[" + ACTOR.user() + ", other]";
        assertThat(judged(facts, of(other, Set.of(other), false))).containsExactly("no " + said);
        assertThat(judged(facts, of(other, Set.of(other), true))).containsExactly("warning " + said);
    }

    private static DumpJudge.Place of(Fingerprint live, Set<Fingerprint> before, boolean anyInstance) {
        return new DumpJudge.Place(
                15, Optional.empty(), Set.of(), Set.of(), Set.of(), Optional.of(live), before, anyInstance);
    }

    private static DumpJudge.Place of(Fingerprint fingerprint) {
        return new DumpJudge.Place(
                15, Optional.empty(), Set.of(), Set.of(), Set.of(), Optional.of(fingerprint), Set.of(), false);
    }
}
