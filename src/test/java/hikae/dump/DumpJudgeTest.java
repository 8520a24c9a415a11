package hikae.dump;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.text.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows Z11 and Z20: a good dump in the wrong place. */
class DumpJudgeTest {
    private static final List<String> SAME = List.of("BirthdayIndex1767169026317", "First1000000001000", "Init999");

    @TempDir
    Path directory;

    private List<String> judged(Consumer<MadeUpDump> change, int server, List<String> migrations) {
        MadeUpDump dump = MadeUpDump.small();
        change.accept(dump);
        DumpFacts facts = new Scanned(directory).gz(dump.text()).facts();
        return DumpJudge.against(facts, server, migrations).stream()
                .map(one -> (one.isNo() ? "no " : "warning ")
                        + one.problem()
                                .map(problem -> problem.id() + problem.args())
                                .orElseThrow())
                .toList();
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

    @Test
    void z11RefusesANewerPgDumpOnlyWhereItsSettingsAreUnknown() {
        assertThat(judged(dump -> dump.client = "17.6", 15, SAME)).containsExactly("no dump-client-newer[17, 15]");
        assertThat(judged(dump -> dump.client = "16.10", 15, SAME))
                .containsExactly("warning dump-client-newer[16, 15]");
        assertThat(judged(dump -> dump.client = "18.0", 17, SAME)).containsExactly("warning dump-client-newer[18, 17]");
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
                15,
                List.of("A1", "BirthdayIndex1767169026317", "First1000000001000", "Init999", "Z9"));

        assertThat(findings).noneMatch(Finding::isNo);
        assertThat(findings.get(0).problem().orElseThrow().args()).containsExactly(2L);
    }
}
