package hikae.recovery.server;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.dump.DumpFacts;
import hikae.host.Docker;
import hikae.lab.Lab;
import hikae.recovery.Restoring;
import hikae.recovery.Standby;
import hikae.recovery.Watched;
import hikae.recovery.load.LoadProgress;
import hikae.recovery.plan.Preflight;
import hikae.recovery.plan.RestoreFacts;
import hikae.recovery.run.RunContext;
import hikae.recovery.step.Staging;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.work.Plan;
import hikae.work.Progress;
import hikae.work.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the restore engine that keep it from refusing what is right, and from surprising anybody. */
@Tag("lab")
class RestoreRulesFrom13LabTest {
    @RegisterExtension
    private static final Restoring lab = Restoring.forAll();

    private static String host;

    @BeforeAll
    static void start() {
        host = lab.misskey().fact("HOST");
    }

    private static void assertWell(Run run) {
        assertThat(run.problem())
                .as(() -> Lab.shell("cat '" + run.folder() + "/log.txt'"))
                .isEmpty();
    }

    private static Path edited(String name, String script) {
        Path file = lab.home().resolve(name);
        Lab.shell("gzip -dc '" + lab.dump().path() + "' | " + script + " > '" + file + "'");
        return file;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DROP INDEX \"IDX_user_host\"; CREATE INDEX other ON public.user (host) | index other: not in the backup",
                "ALTER SEQUENCE migrations_id_seq RESTART WITH 7 | sequence migrations_id_seq: not as in the backup",
            })
    void rule13NamesOfIndexesAndConstraintsAndValuesOfSequencesAreComparedNotTheirNumbers(String change, String said) {
        Plan plan = lab.plan();
        RunContext context = new RunContext(lab.target(), plan.runId(), false);
        Run run = lab.run(plan, "check-staging", () -> lab.query(context.names().staging(), change));
        assertThat(run.problem()).map(Problem::id).contains("recovery-different");
        assertThat(String.join(
                        "\n",
                        run.problem().orElseThrow().args().stream()
                                .map(String::valueOf)
                                .toList()))
                .contains(said);
        assertThat(lab.ours()).isEmpty();
    }

    @Test
    void rule14ABackupOfABrokenDatabaseIsToldByItsConstraintAndLeavesNothing() throws IOException {
        Path broken = broken();
        long notes = lab.notes();
        var ended = lab.tried(
                "restore", broken.toString(), "--confirm", lab.misskey().fact("HOST"));
        assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo(3);
        assertThat(ended.err()).contains("note_pkey").contains("Key (id)").doesNotContain(row(broken));
        assertThat(lab.notes()).isEqualTo(notes);
        assertThat(lab.ours()).isEmpty();
    }

    /** A backup with one note twice. */
    private static Path broken() throws IOException {
        Path broken = lab.home().resolve("broken.sql");
        String sql = Lab.shell("gzip -dc '" + lab.dump().path() + "'");
        int block = sql.indexOf("\nCOPY public.note ");
        int row = sql.indexOf('\n', block + 1) + 1;
        String line = sql.substring(row, sql.indexOf('\n', row) + 1);
        Files.writeString(broken, sql.substring(0, row) + line + sql.substring(row) + "\n");
        return broken;
    }

    private static String row(Path broken) throws IOException {
        String sql = Files.readString(broken);
        int block = sql.indexOf("\nCOPY public.note ");
        int row = sql.indexOf('\n', block + 1) + 1;
        return sql.substring(row, sql.indexOf('\n', row));
    }

    @Test
    void rule14WithATypedConsentItIsLoadedWithoutThatConstraintAndEndsWithFive() throws IOException {
        Path broken = broken();
        Program.Ended ended = lab.tried("restore", broken.toString(), "--confirm", host, "--skip-broken-constraints");
        assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo(5);
        assertThat(ended.json()).containsEntry("switched", true);
        assertThat(String.valueOf(ended.json().get("without")))
                .contains("note_pkey")
                .doesNotContain("user_pkey");
        assertThat(lab.query("SELECT count(*) FROM pg_constraint WHERE conname = 'note_pkey'"))
                .isEqualTo("0");
        assertThat(lab.query("SELECT count(*) FROM pg_constraint WHERE conname LIKE 'PK_%' OR conname LIKE '%_pkey'"))
                .isNotEqualTo("0");
        lab.hikae("restore", "undo", "--confirm", host);
    }

    @Test
    void rule14NothingButAConstraintIsEverLeftOut() {
        Path broken =
                edited("type.sql", "sed '0,/^CREATE TABLE public.note /s//CREATE TYPE public.x AS (y no_such);\\n&/'");
        Program.Ended ended = lab.tried("restore", broken.toString(), "--confirm", host, "--skip-broken-constraints");
        assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo(3);
        assertThat(ended.err()).contains("no_such");
        assertThat(lab.ours()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dump-beyond | sed '1i CREATE DATABASE x;'",
                "dump-beyond | sed '1i CREATE ROLE x;'",
                "dump-command | sed '/^SET row_security/i \\\\\\\\connect x'",
            })
    void rule15WhatADumpMayNotHoldIsRefusedAndWhatStandsInABodyOrARowIsNot(String problem, String script) {
        Program.Ended ended =
                lab.tried("restore", edited(problem + ".sql", script).toString(), "--confirm", host);
        assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo(3);
        assertThat(ended.out()).contains(problem);
        Path harmless = edited(
                "harmless.sql",
                "sed '/^SET row_security/a CREATE FUNCTION public.f() RETURNS text LANGUAGE sql AS $x$ SELECT"
                        + " chr(65) /* DROP DATABASE x; */ $x$;'");
        assertThat(lab.hikae("restore", harmless.toString(), "--dry-run").status())
                .isZero();
    }

    @Test
    void rule16AnEmptyLiveDatabaseIsNoHindrance() {
        long notes = lab.notes();
        lab.misskey().compose("stop web");
        lab.misskey().sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        lab.misskey().compose("start web");
        lab.hikae("restore", "--confirm", lab.misskey().fact("HOST"));
        assertThat(lab.notes()).isEqualTo(notes);
    }

    @Test
    void rule16ALiveDatabaseWithNewKeysDoesNotRefuseABackupLikeThoseMadeBefore() {
        Path first = lab.dump().path();
        lab.hikae("backup");
        String key = "SELECT md5(string_agg(\"publicKey\", ',' ORDER BY \"userId\")) FROM user_keypair";
        String before = lab.query(key);
        lab.misskey().sql("UPDATE user_keypair SET \"publicKey\" = 'made on an empty database'");
        assertThat(lab.read("restore", first.toString(), "--dry-run")).contains("another, newer instance");
        lab.hikae("restore", first.toString(), "--confirm", host);
        assertThat(lab.query(key)).isEqualTo(before);
    }

    @Test
    void rule16ABackupOfAnotherInstanceNeedsThatSaid() {
        Path other = edited("other.sql", "sed 's/BEGIN PUBLIC KEY/BEGIN OTHER KEY/'");
        assertThat(Lab.shell("grep -c 'BEGIN OTHER KEY' '" + other + "'")).isNotEqualTo("0");
        Program.Ended ended = lab.tried("restore", other.toString(), "--confirm", host);
        assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo(3);
        assertThat(ended.out()).contains("dump-instance-other");
        lab.hikae("restore", other.toString(), "--confirm", host, "--other-instance");
        lab.hikae("restore", "undo", "--confirm", host);
    }

    @Test
    void rule17ARoleThatTheBackupNeedsIsMadeWithoutALogin() throws IOException {
        Path other = lab.home().resolve("other.sql");
        String sql = Lab.shell("gzip -dc '" + lab.dump().path() + "'");
        Files.writeString(
                other, sql.replaceFirst("(ALTER TABLE public\\.note OWNER TO )[^;]+;", "$1\"gone role\";") + "\n");
        lab.hikae("restore", other.toString(), "--confirm", lab.misskey().fact("HOST"));
        assertThat(lab.query("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'gone role'"))
                .isEqualTo("f");
        assertThat(lab.query("SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 'note'"))
                .isEqualTo("gone role");
    }

    @Test
    void rule18ClientsThatReconnectAllTheTimeDoNotStopTheSwitch() {
        String loop = "while :; do psql -X -h db -U '" + lab.misskey().fact("DB_USER") + "' -d '"
                + lab.misskey().fact("DB_NAME") + "' -c 'SELECT pg_sleep(60)' >/dev/null 2>&1; done & ";
        String id = Lab.docker(
                "run",
                "-d",
                "--network",
                lab.misskey().fact("NETWORK"),
                "-e",
                "PGPASSWORD=" + lab.misskey().password(),
                "postgres:" + System.getenv("HIKAE_LAB_PG_MAJOR") + "-alpine",
                "bash",
                "-c",
                loop.repeat(8) + "wait");
        try {
            Lab.await(() -> Integer.parseInt(
                            lab.query(
                                    "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%' AND datname = current_database()"))
                    >= 8);
            Run run = lab.done(lab.plan());
            assertWell(run);
        } finally {
            Lab.docker("rm", "-f", id);
        }
    }

    @Test
    void rule18MisskeyStartsWhenItsStandbyServersHaveMadeTheSwitchToo() {
        try (Standby standby = Standby.of(lab)) {
            standby.query("SELECT pg_wal_replay_pause()");
            CompletableFuture<Void> later = CompletableFuture.runAsync(() -> {
                Lab.await(() -> !lab.kept().isEmpty(), Duration.ofMinutes(5)); // a whole load comes before
                standby.query("SELECT pg_wal_replay_resume()");
            });
            String live = "SELECT oid FROM pg_database WHERE datname = '"
                    + lab.misskey().fact("DB_NAME") + "'";
            Run run = lab.run(
                    lab.plan(),
                    "start-web",
                    () -> assertThat(standby.query(live)).isEqualTo(lab.query("postgres", live)));
            assertWell(run);
            assertThat(later).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    @Test
    void rule19ALoadThatTakesMoreLocksThanThereAreIsRefusedBefore() {
        RestoreFacts seen = lab.observed();
        Map<String, String> few = new LinkedHashMap<>(seen.server().settings());
        few.put("max_locks_per_transaction", "1");
        assertThat(problems(seen)).doesNotContain("recovery-locks");
        assertThat(problems(Watched.settings(seen, few))).contains("recovery-locks");
    }

    private static List<String> problems(RestoreFacts seen) {
        return Preflight.judge(seen, false).stream()
                .filter(Finding::isNo)
                .flatMap(finding -> finding.problem().stream())
                .map(Problem::id)
                .toList();
    }

    @Test
    void rule20ALoadTellsTheTableItCopiesAndItsRows() {
        RunContext context = new RunContext(lab.target(), lab.plan().runId(), false);
        lab.host().files().makeDirectory(context.folder(), 0700);
        DumpFacts facts = lab.observed().facts();
        Heard heard = new Heard();
        try (PsqlContainer client = context.startClient(lab.host(), List.of())) {
            new Staging(lab.host(), context).make(client, Map.of(), Optional.empty());
            CompletableFuture<Docker.Result> loading = CompletableFuture.supplyAsync(() -> client.shell(
                    context.names().staging(),
                    "psql -X -q -c 'CREATE TABLE note (id text)'; { echo 'COPY public.note (id) FROM stdin;';"
                            + " seq 200000; sleep 60; } | psql -X -q -f -",
                    List.of(),
                    Duration.ofSeconds(60)));
            int major = ServerQueries.server(client).major();
            LoadProgress watch = new LoadProgress(
                    client, new DiskSpace(Optional.empty()), context.names().staging(), major, facts);
            CompletableFuture<Void> seen = new CompletableFuture<>();
            CompletableFuture<Boolean> followed =
                    CompletableFuture.supplyAsync(() -> watch.follow(seen, () -> false, heard));
            Lab.await(() -> heard.tables.contains("note"));
            seen.complete(null);
            assertThat(followed.join()).isTrue();
            loading.cancel(true);
            new Staging(lab.host(), context).drop(client);
        }
        assertThat(heard.total)
                .isEqualTo(facts.rows().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
    }

    @Test
    void rule21ThePlanSaysThatMisskeyIsSlowerMeanwhile() {
        assertThat(lab.read("restore", "--dry-run")).contains("slower");
    }

    @Test
    void rule22FromTheStopToTheSwitchItIsSeconds() {
        double seconds = ((Number)
                        lab.hikae("restore", "--confirm", lab.misskey().fact("HOST"))
                                .json()
                                .getOrDefault("stop_to_switch_seconds", 1000.0))
                .doubleValue();
        assertThat(seconds).isBetween(0.0, 10.0);
    }

    @Test
    void rule23TheStateShowsWhatIsKeptAndTheReportSaysWhatDidNotComeBack() {
        String report = lab.read("restore", "--confirm", host);
        String kept = lab.ours().get(0);
        assertThat(report).contains(kept, "Redis is as it was", "search index", "Images uploaded after");
        assertThat(lab.tried("status").out()).contains(kept);
        assertThat(lab.hikae("restore", "status").out()).contains(kept);
    }

    /** What a load has told. */
    private static final class Heard implements Progress {
        private final ConcurrentSkipListSet<String> tables = new ConcurrentSkipListSet<>();
        private volatile long total;

        @Override
        public void advanced(long done, long all, Message unit) {
            if (done > 0) {
                unit.args().forEach(table -> tables.add(String.valueOf(table)));
                total = all;
            }
        }

        @Override
        public void said(String line) {}

        @Override
        public void clocked(Message name, Instant since, Optional<Instant> until) {}

        @Override
        public void found(Finding finding) {}
    }
}
