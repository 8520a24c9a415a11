package hikae.recovery.run;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.dump.parts.DumpParts;
import hikae.dump.parts.DumpStatement;
import hikae.dump.parts.StatementKind;
import hikae.host.Files;
import hikae.lab.Lab;
import hikae.recovery.RehearseCommand;
import hikae.recovery.Restoring;
import hikae.recovery.plan.RestorePlan;
import hikae.recovery.plan.RestoreRequest;
import hikae.recovery.step.Load;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.work.Plan;
import hikae.work.Progress;
import hikae.work.Run;
import hikae.work.Step;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The second wall alone: what a load is told to send is changed behind the back of the scan, which would have refused it.
 * No command is run, no role is left, and nothing outside of the new database is as it was not before.
 */
@Tag("lab")
class WallLabTest {
    private static final String RAN = "/tmp/hikae-ran";

    private static final Progress SILENT = new Progress() {
        @Override
        public void advanced(long done, long total, Message unit) {}

        @Override
        public void said(String line) {}

        @Override
        public void clocked(Message name, Instant since, Optional<Instant> until) {}

        @Override
        public void found(Finding finding) {}
    };

    @RegisterExtension
    private static final Restoring lab = Restoring.forAll();

    private String before = "";

    @BeforeEach
    void look() {
        before = outside();
    }

    @AfterEach
    void nothingIsLeft() {
        lab.tidy();
        assertThat(outside()).isEqualTo(before);
    }

    /** Roles with their rights and passwords, databases, settings, and files in the container of the server. */
    private static String outside() {
        return lab.query("postgres", "SELECT * FROM pg_authid ORDER BY oid")
                + lab.query("postgres", "SELECT * FROM pg_auth_members ORDER BY 1, 2")
                + lab.query("postgres", "SELECT oid, datname, datdba, datacl FROM pg_database ORDER BY oid")
                + lab.query("postgres", "SELECT name, setting FROM pg_file_settings ORDER BY 1")
                + lab.query("SELECT count(*), md5(string_agg(id, ',' ORDER BY id)) FROM note")
                + Lab.docker("exec", lab.misskey().fact("DB_CONTAINER"), "sh", "-c", "ls " + RAN + " 2>&1 || true");
    }

    /** A restore whose parts are others when it comes to load. */
    private static Run loaded(Plan plan, UnaryOperator<DumpParts> changed) {
        Path folder = plan.home().resolve("hikae/runs").resolve(plan.runId());
        return lab.run(plan, "load", () -> {
            write(folder, changed.apply(Manifest.readParts(lab.host().files(), folder)));
        });
    }

    private static DumpStatement statement(StatementKind kind, String text) {
        return new DumpStatement(kind, text, 1, List.of(), List.of("x"), 12);
    }

    private static DumpParts with(DumpParts parts, DumpStatement first, DumpStatement last) {
        List<DumpStatement> before = new ArrayList<>(parts.before());
        before.add(first);
        List<DumpStatement> after = new ArrayList<>(parts.after());
        after.add(last);
        return new DumpParts(
                parts.encoding(), parts.rowsFrom(), parts.rowsTo(), before, parts.rows(), parts.among(), after);
    }

    private static final DumpStatement NOTHING = new DumpStatement(
            StatementKind.SETTING, "SET row_security = off", 1, List.of(), List.of("row_security"), 12);

    private static final List<DumpStatement> HOSTILE = """
            TABLE   | DO $$ BEGIN CREATE ROLE pwned SUPERUSER LOGIN; END $$
            TABLE   | CREATE ROLE pwned SUPERUSER LOGIN
            TABLE   | ALTER ROLE current_user SUPERUSER
            TABLE   | COPY (SELECT 1) TO PROGRAM 'touch /tmp/hikae-ran'
            TABLE   | COPY (SELECT 1) TO '/tmp/hikae-ran'
            TABLE   | SELECT pg_catalog.pg_read_file('/etc/passwd')
            TABLE   | SELECT pg_catalog.lo_export(pg_catalog.lo_from_bytea(0, 'x'), '/tmp/hikae-ran')
            TABLE   | ALTER SYSTEM SET archive_command = 'touch /tmp/hikae-ran'
            TABLE   | CREATE FUNCTION public.f() RETURNS integer LANGUAGE c AS 'libc', 'system'
            TABLE   | CREATE FUNCTION public.f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION public.f()
            TABLE   | CREATE FUNCTION public.f(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS 'BEGIN CREATE ROLE pwned SUPERUSER; RETURN 1; END'; CREATE INDEX i ON public.note USING btree (public.f(id))
            TABLE   | \\! touch /tmp/hikae-ran
            TABLE   | SELECT 1 \\g | touch /tmp/hikae-ran
            TABLE   | \\connect postgres
            TABLE   | SET SESSION AUTHORIZATION 'example-misskey-user'
            TABLE   | SET ROLE pg_execute_server_program
            TABLE   | CREATE EXTENSION file_fdw
            TABLE   | CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql AS 'SELECT 1'
            TABLE   | CREATE RULE r AS ON INSERT TO public.meta DO ALSO SELECT 1
            TABLE   | CREATE VIEW public.v AS SELECT 1
            OWNER   | ALTER ROLE "example-misskey-user" NOLOGIN; ALTER TABLE public.note OWNER TO postgres
            PRIVILEGE | GRANT pg_execute_server_program TO PUBLIC
            """.lines()
            .map(line -> line.split(" *\\| ", 2))
            .map(line -> statement(StatementKind.valueOf(line[0]), line[1]))
            .toList();

    /** Each before the rows, where it ends the load. */
    @Test
    void nothingHappensOutside() {
        Plan plan = lab.plan();
        Run run = eachLoaded(plan, HOSTILE, (parts, hostile) -> with(parts, hostile, NOTHING));
        assertThat(run.problem().map(Problem::id).orElseThrow()).startsWith("recovery-load");
    }

    /** Each behind the rows, where broken constraints are left out and nothing else is. */
    @Test
    void nothingHappensOutsideWhereConstraintsAreLeftOut() {
        Plan plan = RestorePlan.made(
                RestoreRequest.of(lab.target(), lab.dump().path()).by(Map.of(RestoreRequest.SKIPPING, "yes")),
                Plan.runIdAt(lab.host().environment().clock().instant(), RecoveryFlow.RESTORE));
        Run run = eachLoaded(plan, HOSTILE, (parts, hostile) -> with(parts, NOTHING, hostile));
        assertThat(run.problem()).isPresent();
    }

    /** In one run, whose load is done with each of them in turn; that it ends with the last of them is the run's end. */
    private Run eachLoaded(
            Plan plan, List<DumpStatement> all, BiFunction<DumpParts, DumpStatement, DumpParts> changed) {
        Path folder = plan.home().resolve("hikae/runs").resolve(plan.runId());
        Step load =
                plan.steps().stream().filter(Load.class::isInstance).findFirst().orElseThrow();
        List<String> harm = new ArrayList<>();
        List<String> tried = new ArrayList<>();
        Run run = lab.run(plan, "load", () -> {
            DumpParts parts = Manifest.readParts(lab.host().files(), folder);
            for (DumpStatement hostile : all) {
                write(folder, changed.apply(parts, hostile));
                try {
                    load.run(lab.host(), SILENT);
                    harm.add("loaded: " + hostile.text());
                } catch (ProblemException e) {
                    tried.add(e.problem().id());
                }
                if (!outside().equals(before)) {
                    harm.add("outside: " + hostile.text());
                }
            }
        });
        assertThat(harm).isEmpty();
        assertThat(tried).hasSize(all.size()).allMatch(id -> id.startsWith("recovery-"));
        return run;
    }

    private static void write(Path folder, DumpParts parts) {
        Manifest.writeParts(lab.host().files(), folder, parts);
    }

    /** A COPY that cannot begin must not make statements of the rows behind it (D3). */
    @Test
    void rowsAreNeverReadAsStatements() {
        Path dump = lab.home().resolve("rows.sql");
        Lab.shell("gzip -dc '" + lab.dump().path() + "' | sed -e 's/^COPY public.meta (id/COPY public.meta (gone, id/'"
                + " -e '/^COPY public.meta /a CREATE ROLE pwned SUPERUSER LOGIN;' > '" + dump + "'");
        Plan plan = RestorePlan.made(
                RestoreRequest.of(lab.target(), dump).by(Map.of(RestoreRequest.SKIPPING, "yes")),
                Plan.runIdAt(lab.host().environment().clock().instant(), RecoveryFlow.RESTORE));
        Run run = lab.done(plan);
        assertThat(run.problem().map(Problem::id)).contains("recovery-load");
        assertThat(Lab.shell("cat '" + run.folder() + "/log.txt'"))
                .contains("column \"gone\"")
                .as("what a server says to a row, which it must not have been given")
                .doesNotContain("syntax error", "transaction is aborted", "permission denied");
    }

    /** The whole of a file taken for rows: psql takes no command from it. Its own last word would end it before. */
    @Test
    void commandsForPsqlAmongTheRowsAreNotRun() {
        Path dump = lab.home().resolve("commands.sql");
        Lab.shell("gzip -dc '" + lab.dump().path() + "' | grep -v '^.unrestrict ' > '" + dump
                + "'; printf '%s\\n' '\\! touch " + RAN + "' 'SELECT 1;' >> '" + dump + "'");
        Plan plan = RestorePlan.made(
                RestoreRequest.of(lab.target(), lab.dump().path()),
                Plan.runIdAt(lab.host().environment().clock().instant(), RecoveryFlow.RESTORE));
        Path folder = plan.home().resolve("hikae/runs").resolve(plan.runId());
        Run run = lab.run(plan, "load", () -> {
            DumpParts parts = Manifest.readParts(lab.host().files(), folder);
            long size = Long.parseLong(Lab.shell("stat -c %s '" + dump + "'"));
            DumpParts all = new DumpParts(
                    parts.encoding(), parts.rowsFrom(), size, parts.before(), parts.rows(), List.of(), List.of());
            write(folder, all);
            Lab.shell("gzip -c '" + dump + "' > '" + folder.resolve("dump.new") + "' && mv '"
                    + folder.resolve("dump.new") + "' '" + folder.resolve("dump") + "'");
            // and the walls before this one, which would notice, are told a lie
            Files.State now = lab.host().files().look(folder.resolve("dump")).orElseThrow();
            new RunNotes(lab.host().files(), folder).put(Note.PINNED, now.size() + " " + now.modified());
            Lab.shell("sum=$(sha256sum '" + folder + "/dump' | cut -d ' ' -f 1) && sed -i"
                    + " 's/\"sha256\":\"[0-9a-f]*\"/\"sha256\":\"'$sum'\"/' '" + folder + "/manifest.json'");
        });
        assertThat(run.problem().map(Problem::id)).contains("recovery-load");
        assertThat(String.valueOf(run.problem().orElseThrow().args())).contains("backslash commands are restricted");
    }

    @Test
    void aRehearsalHasTheSameWall() {
        DumpStatement hostile = statement(StatementKind.TABLE, "CREATE ROLE pwned SUPERUSER LOGIN");
        Plan plan = RehearseCommand.plan(lab.host(), lab.present(), lab.dump());
        Run run = loaded(plan, parts -> with(parts, hostile, NOTHING));
        assertThat(run.problem().map(Problem::id)).contains("recovery-load");
        assertThat(String.valueOf(run.problem().orElseThrow().args())).contains("must be superuser");
    }

    @Test
    void theRoleIsThereOnlyDuringTheLoadAndTheDatabaseBelongsToWhomItDid() {
        String user = lab.misskey().fact("DB_USER");
        String owned = "ALTER DATABASE \"" + lab.misskey().fact("DB_NAME") + "\" OWNER TO ";
        lab.query("postgres", "CREATE ROLE somebody");
        try {
            lab.query("postgres", owned + "somebody");
            Run run = lab.run(lab.plan(), "check-staging", () -> {
                assertThat(lab.query("postgres", "SELECT rolname FROM pg_roles WHERE rolname LIKE 'hikae%'"))
                        .isEmpty();
                assertThat(lab.owner("datname LIKE 'hikae%'")).isEqualTo("somebody");
            });
            assertThat(run.problem()).isEmpty();
            assertThat(lab.query("SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class WHERE relnamespace ="
                            + " 'public'::regnamespace"))
                    .isEqualTo(user);
            assertThat(lab.owner("datname = current_database()")).isEqualTo("somebody");
            lab.hikae("restore", "undo", "--confirm", lab.misskey().fact("HOST"));
        } finally {
            lab.tidy();
            lab.query("postgres", owned + "\"" + user + "\"");
            lab.query("postgres", "DROP ROLE somebody");
        }
    }

    @Test
    void aServerThatLetsTheRoleNotInIsToldSoWithItsRule() {
        String hba = lab.query("postgres", "SHOW hba_file");
        String container = lab.misskey().fact("DB_CONTAINER");
        String only = "sed -i.hikae -e 's/^host all all all /host all "
                + lab.misskey().fact("DB_USER") + " all /' " + hba;
        Lab.docker("exec", container, "sh", "-c", only);
        try {
            lab.query("postgres", "SELECT pg_reload_conf()");
            Run run = lab.done(lab.plan());
            assertThat(run.problem().map(Problem::id)).contains("recovery-load-login");
            assertThat(String.valueOf(run.problem().orElseThrow().args())).contains("pg_hba.conf", "hikae_load_");
        } finally {
            Lab.docker("exec", container, "sh", "-c", "mv " + hba + ".hikae " + hba);
            lab.query("postgres", "SELECT pg_reload_conf()");
        }
    }

    /** As every follower of the blog post has it: pg_dump 18 of a server 15. */
    @Test
    void aDumpOfANewerPgDumpIsRestoredWithoutTheSettingsThatTheServerDoesNotKnow() {
        Path dump = lab.home().resolve("eighteen.sql");
        Lab.shell("gzip -dc '" + lab.dump().path()
                + "' | sed -e 's/^-- Dumped by pg_dump version .*/-- Dumped by pg_dump"
                + " version 18.1/' -e 's/^SET lock_timeout = 0;/&\\nSET transaction_timeout = 0;/' > '" + dump + "'");
        assertThat(Lab.shell("grep -c transaction_timeout '" + dump + "'")).isEqualTo("1");
        String rows = lab.rows();
        assertThat(lab.read("restore", dump.toString(), "--dry-run")).contains("transaction_timeout");
        lab.hikae("restore", dump.toString(), "--confirm", lab.misskey().fact("HOST"));
        assertThat(lab.rows()).isEqualTo(rows);
        lab.hikae("restore", "undo", "--confirm", lab.misskey().fact("HOST"));
    }
}
