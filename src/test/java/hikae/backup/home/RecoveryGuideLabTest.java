package hikae.backup.home;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.backup.GuideBlock;
import hikae.lab.BashSession;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code RECOVERY.md} as a set-up wrote it, done word for word: every block of it is pasted into one bash, and each
 * must say what the text tells the operator to look for.
 */
@Tag("lab")
class RecoveryGuideLabTest {
    private static final String LOST = "broken-server";
    private static final String NEW = "new-server";
    private static final String BACK = "way-back";

    @TempDir
    Path home;

    private final StringBuilder said = new StringBuilder();

    /** On another image its server sorts by other rules: it warns at every login and makes no database unasked. */
    @Test
    void aHealthyServerGetsTheRowsOfTheBackupAndItsOwnBackAgain() throws IOException {
        try (LabInstance misskey = setUp(Map.of())) {
            String backedUp = rows(misskey);
            misskey.notes(7);
            String newer = rows(misskey);
            assertThat(newer).isNotEqualTo(backedUp);
            misskey.sql("UPDATE pg_database SET datcollversion = '1.0'");
            List<GuideBlock> blocks = blocks(misskey, BACK);
            int way = blocks.indexOf(blocks.stream()
                    .filter(block -> block.part().equals(BACK))
                    .findFirst()
                    .orElseThrow());

            try (BashSession bash = BashSession.start(home, Map.of())) {
                paste(bash, blocks.subList(0, way));
                assertThat(rows(misskey)).isEqualTo(backedUp);
                assertThat(misskey.fingerprint("recovery_old")).isEqualTo(newer);
                misskey.awaitWeb();
                assertThat(hikae(misskey, Map.of(), "status").out()).doesNotContain("[NG]");

                paste(bash, blocks.subList(way, blocks.size()));
                assertThat(rows(misskey)).isEqualTo(newer);
                assertThat(misskey.fingerprint("recovery_undone")).isEqualTo(backedUp);
                misskey.awaitWeb();
            }
            assertThat(said.toString()).doesNotContain(misskey.password());
            assertThat(hikae(misskey, Map.of(), "setup", "--yes", "--json").json())
                    .containsEntry("changed", false);
        }
    }

    @Test
    void aDatabaseThatWasDeletedByHandComesBack() throws IOException {
        try (LabInstance misskey = setUp(Map.of())) {
            String backedUp = rows(misskey);
            Lab.shell("rm -rf '" + misskey.directory() + "/db'");
            recover(misskey, Map.of(), LOST);
            assertThat(said).contains("nothing to move");
            assertThat(rows(misskey)).isEqualTo(backedUp);
        }
    }

    /** From PostgreSQL 18 on the mount is root's, and the server's own user has to get through it. */
    @ParameterizedTest
    @ValueSource(strings = {"named-volume", "pg18-layout"})
    void aDamagedClusterIsKeptAndReplaced(String kind) throws IOException {
        try (LabInstance misskey = setUp(Map.of(), "--kind", kind)) {
            String backedUp = rows(misskey);
            String data = kind.equals("pg18-layout")
                    ? misskey.directory() + "/db"
                    : Lab.docker("inspect", "-f", "{{range .Mounts}}{{.Source}}{{end}}", misskey.fact("DB_CONTAINER"));
            Lab.docker("kill", misskey.fact("DB_CONTAINER"));
            Lab.shell("find '" + data + "' -path '*/global/pg_control' -delete");
            recover(misskey, Map.of(), LOST);
            assertThat(said).contains("kept as " + Path.of(data).getFileName() + ".kept-");
            assertThat(Lab.shell("find '" + data + "'.kept-* -name base")).isNotEmpty();
            assertThat(Lab.shell("stat -c %a:%u '" + data + "'"))
                    .isEqualTo(Lab.shell("stat -c %a:%u '" + data + "'.kept-*"));
            assertThat(rows(misskey)).isEqualTo(backedUp);
        }
    }

    @Test
    void aNewServerNeedsNoMoreThanTheBackupDirectory() throws IOException {
        try (LabInstance misskey = setUp(Map.of())) {
            assertComesBackFromTheBackupDirectoryAlone(misskey);
        }
    }

    @Test
    void aNewServerWithItsDatabaseInANamedVolumeToo() throws IOException {
        try (LabInstance misskey = setUp(Map.of(), "--kind", "named-volume")) {
            assertComesBackFromTheBackupDirectoryAlone(misskey);
        }
    }

    @Test
    void withComposeOneItIsTheSame() throws IOException {
        Map<String, String> old = Lab.compose("v1");
        try (LabInstance misskey = setUp(old, "--compose", "v1")) {
            String backedUp = rows(misskey);
            misskey.notes(3);
            Lab.docker("kill", misskey.fact("DB_CONTAINER"));
            Lab.shell("rm '" + misskey.directory() + "/db/global/pg_control'");
            recover(misskey, old, LOST);
            assertThat(said).contains("kept as db.kept-");
            assertThat(rows(misskey)).isEqualTo(backedUp);
        }
    }

    /** As pg_dump 18 writes it of a server 15: a setting that the server does not know is left out by name. */
    @Test
    void aDumpOfANewerPgDumpIsLoadedByHandToo() throws IOException {
        try (LabInstance misskey = setUp(Map.of())) {
            String backedUp = rows(misskey);
            edit(misskey, "s/^SET lock_timeout = 0;/&\\nSET transaction_timeout = 0;/");
            misskey.notes(3);
            recover(misskey, Map.of());
            assertThat(said).contains("left out: SET transaction_timeout = 0;");
            assertThat(rows(misskey)).isEqualTo(backedUp);
        }
    }

    @Test
    void aBackupThatWouldRunSomethingIsRefusedByHandAndBehindThatTheRoleMayNotDoIt() throws IOException {
        try (LabInstance misskey = setUp(Map.of());
                BashSession bash = BashSession.start(home, Map.of())) {
            String live = rows(misskey);
            edit(misskey, "/^SET row_security/a CREATE ROLE pwned SUPERUSER LOGIN;");
            List<GuideBlock> blocks = blocks(misskey);
            GuideBlock load = blocks.stream()
                    .filter(block -> block.checks().contains("LOADED"))
                    .findFirst()
                    .orElseThrow();
            paste(bash, blocks.subList(0, blocks.indexOf(load)));
            assertThat(bash.paste(load.commands()).said())
                    .contains("REFUSED", "CREATE ROLE pwned")
                    .doesNotContain("\nLOADED");
            bash.paste("echo 'part == \"rest\" && !/^.(un)?restrict /' > recovery/load.awk\n");
            assertThat(bash.paste(load.commands()).said())
                    .contains("must be superuser")
                    .doesNotContain("\nLOADED");
            bash.paste("sql postgres <<< 'DROP DATABASE IF EXISTS recovery_new; DROP ROLE IF EXISTS recovery_load;'\n");
            assertThat(misskey.query("SELECT count(*) FROM pg_roles WHERE rolname ~ 'pwned|recovery_load'"))
                    .isEqualTo("0");
            assertNothingIsSwitched(bash, blocks);
            assertThat(rows(misskey)).isEqualTo(live);
        }
    }

    /** Who pastes on after a load that failed would put an empty database into the live one's place. */
    private static void assertNothingIsSwitched(BashSession bash, List<GuideBlock> blocks) throws IOException {
        bash.paste("sql postgres <<< 'CREATE DATABASE recovery_new TEMPLATE template0;'\n");
        StringBuilder said = new StringBuilder();
        for (GuideBlock block : blocks) {
            if (List.of("5", "6").contains(String.valueOf(block.section()))) {
                said.append(bash.paste(block.commands()).said());
            }
        }
        assertThat(said).contains("STOP: step 5").doesNotContain("\nSAME", "\nSWITCHED");
        bash.paste("sql postgres <<< 'DROP DATABASE recovery_new;'\n");
    }

    /** Changes every backup of the newest day with sed. */
    private static void edit(LabInstance misskey, String script) {
        Lab.shell("cd '" + misskey.backup()
                + "/backups/daily' && for f in *-????????.sql.gz; do gzip -dc \"$f\" | sed -e '" + script
                + "' | gzip > edited && mv edited \"$f\"; done");
    }

    private void assertComesBackFromTheBackupDirectoryAlone(LabInstance misskey) throws IOException {
        String backedUp = rows(misskey);
        String config = misskey.read(".config/docker.env");
        misskey.burn();
        Lab.shell("cp -a '" + misskey.backup() + "' '" + misskey.backup() + ".far' && rm -rf '" + misskey.backup()
                + "' && mv '" + misskey.backup() + ".far' '" + misskey.backup() + "'");
        recover(misskey, Map.of(), NEW, LOST);
        assertThat(said).contains("nothing to move");
        assertThat(misskey.read(".config/docker.env")).isEqualTo(config);
        assertThat(rows(misskey)).isEqualTo(backedUp);
        assertThat(Lab.shell("stat -c %a '" + misskey.directory() + "/.config/default.yml'"))
                .isEqualTo("644");
    }

    private void recover(LabInstance misskey, Map<String, String> variables, String... parts) throws IOException {
        try (BashSession bash = BashSession.start(home, variables)) {
            paste(bash, blocks(misskey, parts));
        }
        misskey.awaitWeb();
        assertThat(hikae(misskey, variables, "status").out()).doesNotContain("[NG]");
    }

    /** Those that are always done and those of these parts, with the date of the newest daily backup. */
    private static List<GuideBlock> blocks(LabInstance misskey, String... parts) throws IOException {
        Set<String> wanted = Set.of(parts);
        String date = Lab.shell("ls '" + misskey.backup() + "/backups/daily' | grep -o '[0-9]\\{8\\}' | tail -n 1");
        return GuideBlock.read(misskey.backup().resolve("RECOVERY.md")).stream()
                .filter(block -> block.part().isEmpty() || wanted.contains(block.part()))
                .map(block -> block.dated(date))
                .toList();
    }

    private void paste(BashSession bash, List<GuideBlock> blocks) throws IOException {
        for (GuideBlock block : blocks) {
            BashSession.Answer answer = bash.paste(block.commands());
            said.append(answer.said());
            String what = block.section() + " " + block.commands() + answer.said();
            assertThat(answer.status()).as(what).isZero();
            assertThat(block.checks().isEmpty() || block.checks().stream().anyMatch(answer.said()::contains))
                    .as(what)
                    .isTrue();
        }
    }

    private static String rows(LabInstance misskey) {
        return misskey.fingerprint(misskey.fact("DB_NAME"));
    }

    private LabInstance setUp(Map<String, String> variables, String... kind) {
        LabInstance misskey = LabInstance.plain(kind);
        Program.Ended ended = hikae(misskey, variables, "setup", "--no-rehearsal", "--yes");
        assertThat(ended.status()).as(ended.err()).isZero();
        return misskey;
    }

    private Program.Ended hikae(LabInstance misskey, Map<String, String> variables, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--no-input", "--dir", misskey.directory().toString()));
        return Program.run(Lab.environment(home, new HashMap<>(variables)), all.toArray(String[]::new));
    }
}
