package hikae.work;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.demo.MemoryFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record that cannot be read is not none. */
class DamagedRunsTest {
    private static final Path HOME = Path.of("/home/admin/b");
    private static final String RUN = "20261122-000000-restore";
    private static final String HEAD =
            "{\"what\":\"head\",\"at\":\"2026-11-22T00:00:00Z\",\"version\":1,\"flow\":\"restore\"," + "\"run\":\""
                    + RUN + "\",\"input\":{},\"steps\":[\"pin\"]}\n";
    private static final String BEGIN = "{\"what\":\"begin\",\"at\":\"2026-11-22T00:00:01Z\",\"step\":\"pin\"}\n";
    private static final String RESUMED = "{\"what\":\"resumed\",\"at\":\"2026-11-22T00:00:02Z\"}\n";
    private static final String ENDED = "{\"what\":\"ended\",\"at\":\"2026-11-22T00:00:03Z\",\"well\":true}\n";

    private final MemoryFiles files = new MemoryFiles(Clock.systemUTC(), 1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "{\"what\":\"he",
                "\0\0\0\0\0\0\0\0",
                "[]\n",
                "{\"what\":\"begin\",\"step\":\"pin\"}\n",
                "{}\n" + HEAD
            })
    void oneWithoutAHeadIsNamed(String journal) {
        write(RUN, "notes.json", "{}");
        write(RUN, Journal.FILE, journal);

        assertThat(Runs.damaged(files, HOME)).extracting(Runs.Damaged::runId).containsExactly(RUN);
        assertThat(Runs.unfinished(files, HOME)).isEmpty();
    }

    @Test
    void oneWithoutAJournalIsNamed() {
        write(RUN, "notes.json", "{}");

        assertThat(Runs.damaged(files, HOME)).extracting(Runs.Damaged::flow).containsExactly("restore");
    }

    @Test
    void oneThatCannotBeReadAtAllIsNamedAndKeepsNoOtherFromBeingRead() {
        files.makeDirectory(folder(RUN).resolve(Journal.FILE), 0700);
        write("20261121-000000-restore", Journal.FILE, HEAD + BEGIN);

        assertThat(Runs.damaged(files, HOME)).extracting(Runs.Damaged::runId).containsExactly(RUN);
        assertThat(Runs.unfinished(files, HOME)).isPresent();
    }

    @Test
    void oneWithAHoleIsNamedUnlessItCameToItsEndOrAKillHasTornIt() {
        write(RUN, Journal.FILE, HEAD + "{\"what\":\"do\n" + BEGIN);
        assertThat(Runs.damaged(files, HOME)).hasSize(1);
        write(RUN, Journal.FILE, HEAD + "{\"what\":\"do\n" + BEGIN + ENDED);
        assertThat(Runs.damaged(files, HOME)).isEmpty();
        write(RUN, Journal.FILE, HEAD + "{\"what\":\"do\n" + RESUMED + BEGIN);
        assertThat(Runs.damaged(files, HOME)).isEmpty();
        write(RUN, Journal.FILE, HEAD + BEGIN + "{\"what\":\"do");
        assertThat(Runs.damaged(files, HOME)).isEmpty();
    }

    /** Killed before its head was on the disk, it had done nothing. */
    @Test
    void oneThatHadNotBegunIsNot() {
        write(RUN, Journal.FILE, HEAD.substring(0, 40));

        assertThat(Runs.damaged(files, HOME)).isEmpty();
    }

    @Test
    void oneThatWasFollowedByOneThatEndedWellDoesNotMatterAnyMore() {
        write(RUN, "notes.json", "{}");
        write("20261123-000000-backup", Journal.FILE, HEAD.replace("restore", "backup") + ENDED);
        assertThat(Runs.damaged(files, HOME)).hasSize(1);
        write("20261123-000000-restore", Journal.FILE, HEAD + ENDED);
        assertThat(Runs.damaged(files, HOME)).isEmpty();
    }

    @Test
    void whatIsNoRunIsNot() {
        for (String name : List.of("lost+found", "x", "20261122-000000-restore.bak")) {
            write(name, "notes.json", "{}");
        }
        assertThat(Runs.damaged(files, HOME)).isEmpty();
    }

    private void write(String run, String name, String text) {
        files.write(folder(run).resolve(name), text.getBytes(StandardCharsets.UTF_8), 0644);
    }

    private static Path folder(String run) {
        return HOME.resolve("hikae/runs").resolve(run);
    }
}
