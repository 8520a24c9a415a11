package hikae.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What got into the file before and behind a dump: an only backup can be used all the same, and nothing hides there. */
class DumpAroundTest {
    private static final String UNRESTRICT = "\\unrestrict";

    @TempDir
    Path directory;

    private final String text = MadeUpDump.small().text();

    private DumpReport scanned(String sql) {
        return new Scanned(directory).gz(sql);
    }

    private void warns(String sql, String id) {
        DumpReport report = scanned(sql);
        assertThat(report.isGood()).as(sql.substring(0, 60)).isTrue();
        assertThat(Scanned.warnings(report)).containsExactly(id);
        assertThat(report.facts().rows()).isEqualTo(scanned(text).facts().rows());
    }

    @Test
    void messagesOfPgDumpAndHeadsOfMailsAreOnlyTold() {
        for (String before : List.of(
                "pg_dump: warning: there are circular foreign-key constraints on this table:\npg_dump: detail: note\n",
                "Warning: Permanently added '192.0.2.1' (ED25519) to the list of known hosts.\n",
                "From: root@example.com\nSubject: it's the dump\n\n",
                "could not change directory to \"/root\": Permission denied\n",
                "\n\nWARNING:  database \"misskey\" has a collation version mismatch\n--boundary\n\n",
                "x".repeat(3000) + "\n")) {
            warns(before + text, "dump-text-before");
        }
    }

    /** By hand, psql would run it: so it is judged as SQL. */
    @Test
    void whatPsqlCouldRunBeforeTheDumpIsRefused() {
        assertThat(Scanned.refusals(scanned("hello \\! id\n" + text))).containsExactly("dump-command");
        assertThat(Scanned.refusals(scanned("hello; DROP TABLE x;\n" + text))).containsExactly("dump-statement");
        assertThat(Scanned.refusals(scanned("DO $$x$$;\n" + text))).containsExactly("dump-statement");
        assertThat(Scanned.refusals(scanned("pg_dump: hint\n\\unrestrict a\n" + text)))
                .containsExactly("dump-command");
    }

    @Test
    void wordsBehindTheEndAreOnlyTold() {
        for (String behind : List.of(
                "pg_dump: error: it's late",
                "--boundary--\nBackup done; have a nice day.\n",
                "Backup done; have a nice day;\n",
                "Regards,\nthe server's \"cron\"\n\n")) {
            warns(text + behind, "dump-text-behind");
        }
    }

    @Test
    void sqlBehindTheEndIsRefusedAlsoWithoutItsSemicolon() {
        for (String behind : List.of("DROP TABLE public.note", "words; drop table public.note;\n", text)) {
            assertThat(Scanned.refusals(scanned(text + behind))).as(behind).containsExactly("dump-behind-end");
        }
        assertThat(Scanned.refusals(scanned(text + "\\! id\n"))).containsExactly("dump-command");
    }

    @Test
    void oneHalfOfRestrictIsOnlyTold() {
        String withoutEnd = text.substring(0, text.indexOf(UNRESTRICT));
        String withoutBegin = text.replaceFirst("\\\\restrict \\w+\n", "");
        warns(withoutEnd, "dump-restrict-half");
        warns(withoutBegin, "dump-restrict-half");
        warns(withoutEnd + UNRESTRICT + " other\n", "dump-restrict-half");
        assertThat(scanned(withoutEnd.replaceFirst("\\\\restrict \\w+\n", "")).findings())
                .isEmpty();
    }

    @Test
    void aPairOnlyWhereItBelongs() {
        String middle = "SET row_security";
        for (String command :
                List.of("\\restrict abc", UNRESTRICT + " abc", "\\restrict", "\\restrict a b", "\\restrict a;")) {
            assertThat(Scanned.refusals(scanned(text.replace(middle, command + "\n" + middle))))
                    .as(command)
                    .containsExactly("dump-command");
        }
    }
}
