package hikae.recovery.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.backup.dumps.Dump;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.lab.Lab;
import hikae.recovery.Restoring;
import hikae.recovery.Watched;
import hikae.recovery.plan.Preflight;
import hikae.recovery.plan.RestoreFacts;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.ServerState.DatabaseState;
import hikae.recovery.step.Staging;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.work.Plan;
import hikae.work.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The rules of the restore engine that keep it from losing or hurting anything, on a real server; each is named by its
 * number where the engine was designed.
 */
@Tag("lab")
class RestoreRulesLabTest {
    @RegisterExtension
    private static final Restoring lab = Restoring.forAll();

    private static void assertWell(Run run) {
        assertThat(run.problem()).isEmpty();
    }

    @Test
    void rule01WhatIsNotCertainlyOursIsNeverDropped() {
        RunContext context = new RunContext(lab.target(), "20260101-000000-restore", false);
        String name = context.names().staging();
        lab.query("postgres", "CREATE DATABASE " + name);
        lab.query(name, "CREATE TABLE somebodys AS SELECT 1 AS one");
        try (PsqlContainer client = lab.client()) {
            assertThatThrownBy(() -> new Staging(lab.host(), context).drop(client))
                    .hasMessage("recovery-not-ours");
        }
        assertThat(lab.query(name, "SELECT one FROM somebodys")).isEqualTo("1");
    }

    @Test
    void rule03NothingOfOursRunsInTheContainerOfTheDatabase() {
        Set<String> entered = new TreeSet<>();
        Host watched = Watched.docker(lab.host(), (method, args) -> {
            if (method.equals("exec")) {
                entered.add(Lab.docker("inspect", "-f", "{{.Name}}", String.valueOf(args[0]))
                        .replace("/", ""));
            }
        });
        assertWell(lab.done(watched, lab.plan()));
        assertThat(entered).isNotEmpty().doesNotContain(lab.misskey().fact("DB_CONTAINER"));
    }

    @Test
    void rule04UndoKeepsWhatWasMadeSinceAndCanItselfBeUndone() {
        long before = lab.notes();
        lab.write(7);
        lab.hikae("restore", "--confirm", lab.misskey().fact("HOST"));
        assertThat(lab.notes()).isEqualTo(before);
        lab.write(3);
        lab.hikae("restore", "undo", "--confirm", lab.misskey().fact("HOST"));
        assertThat(lab.notes()).isEqualTo(before + 7);
        assertThat(lab.ours()).hasSize(1);
        lab.hikae("restore", "undo", "--confirm", lab.misskey().fact("HOST"));
        assertThat(lab.notes()).isEqualTo(before + 3);
        lab.hikae("restore", "undo", "--confirm", lab.misskey().fact("HOST"));
        lab.misskey().sql("DELETE FROM note WHERE id LIKE 'z%'");
    }

    @Test
    void rule05ForgetDumpsTheOnlyCopyFirstAndTakesItsNameTyped() {
        assertWell(lab.done(lab.plan()));
        String kept = lab.ours().get(0);
        assertThat(lab.tried("restore", "forget", "--confirm", "hikae_kept_other")
                        .status())
                .isNotZero();
        assertThat(lab.ours()).containsExactly(kept);
        lab.hikae("restore", "forget", "--confirm", kept);
        assertThat(lab.ours()).isEmpty();
        assertThat(lab.misskey().backup().resolve("kept/" + kept + ".sql.gz")).isNotEmptyFile();
    }

    @Test
    void rule06AWebThatCameBackBeforeTheSwitchIsStartedAgainAfterIt() {
        Containers containers = new Containers(lab.host().docker(), lab.target());
        Run run = lab.run(
                lab.plan(),
                "switch",
                () -> Lab.docker("start", containers.web().orElseThrow().id()));
        assertWell(run);
        assertThat(containers.web().orElseThrow().startedAt())
                .isAfter(lab.notes(run).get(Note.SWITCHED_AT).orElseThrow());
    }

    @Test
    void rule07OthersThatUseTheDatabaseAreNamedAndNeedAYes() {
        String id = Lab.docker(
                "run",
                "-d",
                "--network",
                lab.misskey().fact("NETWORK"),
                "--name",
                "mcaptcha-" + System.nanoTime(),
                "-e",
                "PGPASSWORD=" + lab.misskey().password(),
                "postgres:" + System.getenv("HIKAE_LAB_PG_MAJOR") + "-alpine",
                "psql",
                "-h",
                "db",
                "-U",
                lab.misskey().fact("DB_USER"),
                "-d",
                lab.misskey().fact("DB_NAME"),
                "-c",
                "SELECT pg_sleep(600)");
        try {
            Lab.await(() -> !lab.observed().others().isEmpty());
            String name = lab.observed().others().get(0);
            assertThat(name).startsWith("mcaptcha-");
            assertThat(lab.tried("restore", "--confirm", lab.misskey().fact("HOST"))
                            .status())
                    .isEqualTo(2);
            assertThat(lab.ours()).isEmpty();
        } finally {
            Lab.docker("rm", "-f", id);
        }
    }

    @Test
    void rule08EverythingThatIsNotInADumpIsCarriedOver() {
        String name = lab.misskey().fact("DB_NAME");
        String user = lab.misskey().fact("DB_USER");
        lab.query("postgres", "CREATE ROLE \"odd reader\"");
        lab.query("postgres", "ALTER DATABASE " + name + " CONNECTION LIMIT 91");
        lab.query("postgres", "REVOKE CONNECT ON DATABASE " + name + " FROM PUBLIC");
        lab.query("postgres", "GRANT CONNECT ON DATABASE " + name + " TO \"odd reader\" WITH GRANT OPTION");
        lab.query("postgres", "ALTER DATABASE " + name + " SET search_path TO \"$user\", public, 'it''s'");
        lab.query("postgres", "ALTER DATABASE " + name + " SET work_mem TO '5MB'");
        lab.query("postgres", "ALTER ROLE \"" + user + "\" IN DATABASE " + name + " SET statement_timeout TO '77s'");
        lab.query("postgres", "COMMENT ON DATABASE " + name + " IS 'it''s ours'");
        String before = attributes(name);
        assertWell(lab.done(lab.plan()));
        assertThat(attributes(name)).isEqualTo(before);
        lab.query("postgres", "ALTER DATABASE " + name + " RESET ALL");
        lab.query("postgres", "ALTER ROLE \"" + user + "\" IN DATABASE " + name + " RESET ALL");
        lab.tidy();
        lab.query("postgres", "REVOKE ALL ON DATABASE " + name + " FROM \"odd reader\"");
        lab.query("postgres", "DROP ROLE \"odd reader\"");
        lab.query("postgres", "GRANT CONNECT ON DATABASE " + name + " TO PUBLIC");
        lab.query("postgres", "COMMENT ON DATABASE " + name + " IS NULL");
    }

    private static String attributes(String name) {
        return lab.query(
                "postgres",
                "SELECT datdba, encoding, datcollate, datctype, datconnlimit, dattablespace, datacl,"
                        + " (SELECT json_agg(row(setrole, setconfig) ORDER BY setrole) FROM pg_db_role_setting WHERE setdatabase = d.oid),"
                        + " shobj_description(oid, 'pg_database') FROM pg_database d WHERE datname = '" + name + "'");
    }

    @Test
    void rule09ATimeoutOfTheRoleOrAReadOnlyDefaultDoesNotEndALoad() {
        String user = lab.misskey().fact("DB_USER");
        lab.query("postgres", "ALTER ROLE \"" + user + "\" SET statement_timeout TO '1ms'");
        lab.query("postgres", "ALTER ROLE \"" + user + "\" SET default_transaction_read_only TO on");
        try {
            assertWell(lab.done(lab.plan()));
        } finally {
            Lab.docker(
                    "exec",
                    "-e",
                    "PGOPTIONS=-c default_transaction_read_only=off -c statement_timeout=0",
                    lab.misskey().fact("DB_CONTAINER"),
                    "psql",
                    "-X",
                    "-U",
                    user,
                    "-d",
                    "postgres",
                    "-c",
                    "ALTER ROLE \"" + user + "\" RESET ALL");
        }
    }

    @Test
    void rule10ADumpThatIsDeletedOnceItIsPinnedIsLoadedAllTheSame() throws IOException {
        Dump dump = lab.dump();
        Path aside = lab.home().resolve("aside.sql.gz");
        Files.copy(dump.path(), aside);
        long notes = lab.notes();
        Run run = lab.run(lab.plan(), "load", () -> dump.names().forEach(RestoreRulesLabTest::delete));
        assertWell(run);
        assertThat(lab.notes()).isEqualTo(notes);
        Files.move(aside, dump.path());
        lab.hikae("verify");
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void rule10ADumpThatIsChangedAfterItWasVerifiedIsReadAgainWhateverItsTimeSays() throws IOException {
        Plan plan = lab.plan();
        Path file = lab.dump().path();
        FileTime time = Files.getLastModifiedTime(file);
        byte[] good = Files.readAllBytes(file);
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        Files.write(file, bad);
        Files.setLastModifiedTime(file, time);
        try {
            Run run = lab.done(plan);
            assertThat(run.problem().map(Problem::id))
                    .hasValueSatisfying(id -> assertThat(id).startsWith("dump-"));
            assertThat(lab.lent()).isEmpty();
        } finally {
            Files.write(file, good);
            Files.setLastModifiedTime(file, time);
        }
    }

    @Test
    void rule11WhatWasProvedBeforeTheServerStartedAgainIsNotPutIntoService() {
        long notes = lab.notes();
        lab.write(2);
        Run run = lab.run(lab.plan(), "switch", () -> {
            Lab.docker("restart", lab.misskey().fact("DB_CONTAINER"));
            Lab.await(() -> answers());
        });
        assertThat(run.problem()).map(Problem::id).contains("recovery-proof-stale");
        assertThat(lab.notes()).isEqualTo(notes + 2);
        assertThat(lab.ours()).isEmpty();
        lab.misskey().sql("DELETE FROM note WHERE id LIKE 'z%'");
    }

    private static boolean answers() {
        try {
            return lab.query("SELECT 1").equals("1");
        } catch (AssertionError e) {
            return false;
        }
    }

    @Test
    void rule12AClientThatAKilledRunHasLeftIsRemovedBeforeTheNextLoad() {
        Plan plan = lab.plan();
        RunContext context = new RunContext(lab.target(), plan.runId(), false);
        lab.host().files().makeDirectory(context.folder(), 0700);
        PsqlContainer left = PsqlContainer.start(
                lab.host(), lab.target().way(), plan.runId(), lab.target().home(), List.of());
        new Staging(lab.host(), context).make(left, Map.of(), Optional.empty());
        Thread loading = new Thread(() -> sleepInStaging(left, context));
        loading.start();
        assertWell(lab.done(plan));
        assertThat(lab.lent()).isEmpty();
    }

    private static void sleepInStaging(PsqlContainer left, RunContext context) {
        try {
            left.shell(
                    context.names().staging(),
                    "psql -X -w -c 'SELECT pg_sleep(300)'",
                    List.of(),
                    Duration.ofMinutes(5));
        } catch (RuntimeException e) {
            assertThat(e).isNotNull(); // its container was removed under it
        }
    }

    @Test
    void aLookRoundFindsNothingAgainstAHealthyServer() {
        RestoreFacts observed = lab.observed();
        assertThat(Preflight.judge(observed, false)).filteredOn(Finding::isNo).isEmpty();
        assertThat(observed.fingerprint()).isNotEmpty();
        assertThat(observed.live().flatMap(DatabaseState::comment)).isEmpty();
        assertThat(observed.misskey()).extracting(Docker.Container::isRunning).containsExactly(true);
        assertThat(Map.of("free", observed.free().isPresent())).containsEntry("free", true);
    }
}
