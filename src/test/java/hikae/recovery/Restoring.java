package hikae.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.backup.dumps.BackupFolder;
import hikae.backup.dumps.Dump;
import hikae.backup.dumps.Verification;
import hikae.backup.home.BackupDirectory;
import hikae.backup.home.BackupDirectoryReader;
import hikae.host.Environment;
import hikae.host.Host;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import hikae.recovery.plan.RestoreFacts;
import hikae.recovery.plan.RestorePlan;
import hikae.recovery.plan.RestoreRequest;
import hikae.recovery.plan.RestoreSurvey;
import hikae.recovery.run.HelperContainers;
import hikae.recovery.run.RecoveryFlow;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.run.RunNotes;
import hikae.recovery.run.SharedPsqlContainer;
import hikae.recovery.server.PsqlContainer;
import hikae.work.Plan;
import hikae.work.Run;
import hikae.work.Runner;
import hikae.work.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Misskey of the lab that is set up, and restores of it with something happening between two steps. A class of tests
 * that registers one as an extension has it from before the first to after the last.
 */
public final class Restoring implements BeforeAllCallback, AfterEachCallback, AfterAllCallback, AutoCloseable {
    private final Path home;
    private Optional<LabInstance> misskey = Optional.empty();

    private Restoring(Path home) {
        this.home = home;
    }

    /** Starts one with a few notes and its first backup. */
    public static Restoring start(Path home, String... arguments) {
        Restoring restoring = new Restoring(home);
        restoring.setUp(arguments);
        return restoring;
    }

    /** One to be registered; each test must leave no container lent, and what it keeps is dropped. */
    public static Restoring forAll() {
        try {
            return new Restoring(Files.createTempDirectory("hikae-restoring"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        setUp();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        tidy();
        assertThat(lent()).isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
        Lab.shell("rm -rf -- '" + home + "'");
    }

    private void setUp(String... arguments) {
        misskey = Optional.of(LabInstance.plain(arguments));
        hikae("setup", "--no-rehearsal", "--dir", misskey().directory().toString());
    }

    /** Remembers the backup service as it is for {@link #setUpAgain}. */
    void keep() {
        misskey().setUpOnce(() -> {});
    }

    /** Its backup service and the directory as {@link #keep} has found them. */
    void setUpAgain() {
        misskey().forgetBackup();
        misskey().setUpOnce(() -> {
            throw new AssertionError("was not kept");
        });
        hikae("verify"); // of a copied backup nobody knows yet that it is good
    }

    public LabInstance misskey() {
        return misskey.orElseThrow();
    }

    /** The home of who types the commands. */
    public Path home() {
        return home;
    }

    public Host host() {
        return Lab.host(home);
    }

    /** The program with nobody there; fails unless it ends well. */
    public Program.Ended hikae(String... words) {
        Program.Ended ended = tried(words);
        if (ended.status() != 0) {
            throw new AssertionError(ended.status() + " " + ended.out() + ended.err());
        }
        return ended;
    }

    /** The same, however it ends. */
    public Program.Ended tried(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--json");
        return run(all);
    }

    /** What it says to a reader. */
    public String read(String... words) {
        Program.Ended ended = run(List.of(words));
        return ended.out() + ended.err();
    }

    private Program.Ended run(List<String> words) {
        List<String> all = new ArrayList<>(words);
        if (!all.contains("--dir")) {
            all.addAll(List.of("--backup-dir", misskey().backup().toString()));
        }
        all.addAll(List.of("--no-input", "--yes"));
        Environment environment = Lab.environment(home, Map.of());
        return Program.run(environment, all.toArray(String[]::new));
    }

    public BackupDirectory present() {
        return new BackupDirectoryReader(host(), true).read(misskey().backup(), "");
    }

    public RestoreTarget target() {
        return RestoreTarget.of(present());
    }

    /** The youngest good backup. */
    public Dump dump() {
        BackupFolder folder =
                new Verification(host(), present().directory(), present().backups()).folder();
        return folder.youngestGood().orElseThrow();
    }

    /** What a look at everything finds. */
    public RestoreFacts observed() {
        try (SharedPsqlContainer on = new SharedPsqlContainer()) {
            return new RestoreSurvey(host(), target()).at(dump(), "look", on);
        }
    }

    /** A restore of the youngest backup. */
    public Plan plan() {
        return RestorePlan.made(
                RestoreRequest.of(target(), dump().path()),
                Plan.runIdAt(host().environment().clock().instant(), RecoveryFlow.RESTORE));
    }

    /** Does a plan with something happening before one of its steps. */
    public Run run(Plan plan, String before, Runnable happens) {
        return done(happening(plan, before, happens));
    }

    /** A plan with something happening before one of its steps. */
    public Plan happening(Plan plan, String before, Runnable happens) {
        List<Step> steps = new ArrayList<>();
        for (Step step : plan.steps()) {
            if (step.id().equals(before)) {
                steps.add(new Happening(before, happens));
            }
            steps.add(step);
        }
        return new Plan(plan.flow(), plan.home(), plan.runId(), steps, plan.onFailure(), plan.input(), plan.tidying());
    }

    /** Does a plan. */
    public Run done(Plan plan) {
        return done(host(), plan);
    }

    /** Does a plan on a host of the test's own. */
    public Run done(Host on, Plan plan) {
        Run run = new Runner(on).start(plan);
        try {
            run.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return run;
    }

    /** The notes of a run. */
    public RunNotes notes(Run run) {
        return new RunNotes(host().files(), run.folder());
    }

    /** A client of the live server. */
    public PsqlContainer client() {
        return PsqlContainer.start(host(), target().way(), "test", target().home(), List.of());
    }

    /** One value of the live database. */
    public String query(String sql) {
        return query(misskey().fact("DB_NAME"), sql);
    }

    public String query(String database, String sql) {
        List<String> words = List.of("-XAt", "-U", misskey().fact("DB_USER"), "-d", database, "-c", sql);
        return Lab.psql(misskey().fact("DB_CONTAINER"), words, "");
    }

    /** Whose a database is. */
    public String owner(String which) {
        return query("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE " + which);
    }

    /** More notes, as users write them after a backup. */
    public void write(int notes) {
        misskey()
                .sql("INSERT INTO note SELECT (jsonb_populate_record(n, jsonb_build_object('id', 'z' || lpad(to_hex("
                        + "(extract(epoch from clock_timestamp()) * 1000)::bigint % 4294967296 + g), 8, '0') || g % 10,"
                        + " 'uri', NULL))).* FROM (SELECT one FROM note one LIMIT 1) s(n), generate_series(1, " + notes
                        + ") g");
    }

    /** Every row and sequence of the live database, told by table. */
    public String rows() {
        return misskey().fingerprint(misskey().fact("DB_NAME"));
    }

    public long notes() {
        return Long.parseLong(query("SELECT count(*) FROM note"));
    }

    /** Databases with names of ours. */
    public List<String> ours() {
        return query("postgres", "SELECT datname FROM pg_database WHERE datname LIKE 'hikae%' ORDER BY 1")
                .lines()
                .toList();
    }

    /** What restores have kept. */
    public List<String> kept() {
        return ours().stream().filter(name -> name.startsWith("hikae_kept")).toList();
    }

    /** Containers that bear our label and this backup directory. */
    public List<String> lent() {
        return HelperContainers.all(host(), misskey().backup()).stream()
                .map(one -> one.name())
                .toList();
    }

    /** Takes kept databases away, so that each test begins alike. */
    public void tidy() {
        for (String name : ours()) {
            query("postgres", "DROP DATABASE \"" + name + "\"");
        }
    }

    @Override
    public void close() {
        misskey.ifPresent(LabInstance::close);
    }
}
