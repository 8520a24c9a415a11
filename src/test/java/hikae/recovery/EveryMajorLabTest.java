package hikae.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hikae.dump.DumpReport;
import hikae.dump.DumpScan;
import hikae.lab.Lab;
import hikae.lab.OtherMajor;
import hikae.work.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real servers of every major version from 13 on, with Misskey's tables and one of every kind of thing beside them: what
 * a pg_dump writes of them is read, is loaded by the very steps of a rehearsal, and is the same when it is
 * dumped again.
 */
@Tag("lab")
class EveryMajorLabTest {
    private static final String DATABASE = "misskey";

    @TempDir
    static Path home;

    private static Map<String, String> there = Map.of();
    private static String rows = "";
    private static Optional<OtherMajor> server = Optional.empty();
    private static int serverMajor;

    @BeforeAll
    static void look() throws IOException {
        there = OtherMajor.all();
        if (OtherMajor.has("client 18", there)) {
            Lab.shell("src/test/lab/lab untagged");
        }
        rows = Files.readString(Path.of("src/test/lab/parts/schema.sql"))
                + Lab.shell("python3 src/test/lab/parts/seed.py --notes 20");
    }

    @AfterAll
    static void stop() {
        server.ifPresent(OtherMajor::close);
    }

    /** By the newest pg_dump, which a follower of the blog post has, and by those that fit the server's own time. */
    @ParameterizedTest
    @CsvSource({"13,15", "13,18", "14,18", "15,15", "15,18", "16,18", "17,17", "17,18", "18,18"})
    void aDumpIsLoadedAndTheSameAgain(int major, int client) throws IOException {
        OtherMajor from = server(major, client);
        Path dump = home.resolve(client + "-of-" + major + ".sql");
        from.dump(client, DATABASE, "", dump);

        DumpReport report = DumpScan.scan(Lab.host(home).files(), dump, bytes -> {});
        assertThat(report.findings())
                .extracting(finding -> finding.problem().orElseThrow().id())
                .containsExactly("dump-large-objects"); // only a word: Misskey has none
        assertThat(report.facts().serverMajor()).contains(major);
        assertThat(report.facts().clientMajor()).contains(client);

        Path again = home.resolve("again.sql");
        Run run = new OtherRehearsal(home, from, serverMajor, DATABASE, "misskey")
                .of(dump, staging -> from.dump(client, staging, "", again));
        assertThat(run.problem()).as(said(run)).isEmpty();
        assertThat(Lab.shell("diff <(" + plain(dump) + ") <(" + plain(again) + ") | head -n 40 | cut -c 1-300"))
                .isEmpty();
        Lab.shell("rm '" + dump + "' '" + again + "'");
    }

    /** But for what says when it was made and by what, which is not the database's. */
    private static String plain(Path dump) {
        return "grep -avE '^(.(un)?restrict |-- Dumped (from|by) )' '" + dump + "'";
    }

    private static String said(Run run) {
        return String.valueOf(run.problem());
    }

    /** One at a time, with all that it can hold. */
    private static OtherMajor server(int major, int client) throws IOException {
        demand("server " + major);
        demand("client 18");
        if (client > 15) {
            demand("client " + client);
        }
        if (serverMajor != major) {
            server.ifPresent(OtherMajor::close);
            OtherMajor started = OtherMajor.start(major, there);
            server = Optional.of(started);
            serverMajor = major;
            started.sql("postgres", "CREATE DATABASE " + DATABASE);
            started.sql(
                    DATABASE,
                    rows + started.kinds() + "CREATE EXTENSION pgroonga; CREATE INDEX \"IDX_note_groonga\""
                            + " ON note USING pgroonga (text pgroonga_text_full_text_search_ops_v2);");
        }
        return server.orElseThrow();
    }

    private static void demand(String name) {
        assumeTrue(OtherMajor.has(name, there), () -> name + ": could not be run: " + there.get(name));
    }
}
