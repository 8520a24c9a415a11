package hikae.status.check;

import static hikae.status.Sight.said;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.backup.dumps.Counted;
import hikae.backup.dumps.Rows;
import hikae.host.Docker;
import hikae.status.MadeUpDumps;
import hikae.status.Repair;
import hikae.status.Sight;
import hikae.status.Status;
import hikae.status.StatusReport;
import hikae.status.check.dumps.LastRun;
import hikae.text.Language;
import hikae.ui.Plain;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is amiss with Misskey and its database, though backups are made of it. */
class DatabaseChecksTest {
    private static final String EMPTIED = "rows note 0\nrows user 0\nrows counted\n";

    private static Status status(UnaryOperator<Sight> change) {
        return Status.of(change.apply(new Sight()).seen());
    }

    private static String headline(UnaryOperator<Sight> change) {
        return new Plain(Language.EN).one(StatusReport.headline(status(change)));
    }

    /** Its newest backup holds so many notes, and 40 users. */
    private static Sight holding(Sight sight, long notes) {
        sight.dumps.clear();
        sight.dumps.add(MadeUpDumps.good(Duration.ofHours(6), 1_000_000, notes));
        return sight;
    }

    private static Sight emptied(Sight sight) {
        sight.inside = Sight.inside(EMPTIED);
        sight.guarded = true;
        return holding(sight, 407);
    }

    @Test
    void anEmptiedDatabaseIsSaidBeforeTheNextBackup() {
        assertThat(Sight.reds(DatabaseChecksTest::emptied)).containsExactly("database-shrunk");
        String said = new Plain(Language.EN)
                .one(status(DatabaseChecksTest::emptied).reds().get(0).finding().what());
        assertThat(said).contains("from about 407 notes to 0", "from about 40 users to 0", "Mon 24 Nov 2025 04:00");
        assertThat(headline(DatabaseChecksTest::emptied)).isEqualTo("1 thing needs you.");
    }

    @Test
    void aWholeOrNewOneIsNotTalkedOf() {
        String whole = "rows note 400\nrows user 40\nrows counted\n";
        assertThat(said(new DatabaseShrunk(), s -> holding(s, 407).with(x -> x.inside = Sight.inside(whole))))
                .isEqualTo("silent");
        assertThat(said(
                        new DatabaseShrunk(),
                        s -> holding(s, 3)
                                .with(x -> x.inside = Sight.inside("rows note 1\nrows user 40\nrows counted\n"))))
                .isEqualTo("silent");
        assertThat(said(new DatabaseShrunk(), s -> holding(s, 407))).isEqualTo("silent"); // nobody could count
    }

    /** The note that the hook or a restore has made since counts, and of two the younger. */
    @Test
    void whatWasNotedSinceCounts() {
        assertThat(said(
                        new DatabaseShrunk(),
                        s -> emptied(s)
                                .with(x -> x.noted = Optional.of(new Counted(
                                        new Rows(0, 0), Sight.NOW.minusHours(1).toInstant())))))
                .isEqualTo("silent");
        assertThat(said(
                        new DatabaseShrunk(),
                        s -> emptied(s)
                                .with(x -> x.noted = Optional.of(new Counted(
                                        new Rows(0, 0), Sight.NOW.minusHours(9).toInstant())))))
                .isEqualTo("database-shrunk");
    }

    @Test
    void nothingIsAdvisedThatWouldPushTheGoodOnesOut() {
        UnaryOperator<Sight> late = s -> emptied(s).with(x -> x.now = Sight.NOW.plusDays(3));
        assertThat(Sight.reds(late)).contains("database-shrunk").doesNotContain("age");
        assertThat(Repair.of(status(late))).doesNotContain(Repair.BACKUP, Repair.FORGET);
    }

    @Test
    void whereNothingHoldsTheScheduleBackThatIsToBeDone() {
        assertThat(said(new DatabaseShrunk(), s -> emptied(s).with(x -> x.guarded = false)))
                .isEqualTo("database-shrunk-unguarded");
        assertThat(report(s -> s)).contains("All is well", "Nothing looks at the database");
        assertThat(report(s -> s.with(x -> x.guarded = true))).doesNotContain("Nothing looks at the database");
    }

    @Test
    void aScheduledRunThatWasHeldBackSaysWhy() {
        String port =
                "port {\"Running\":{},\"Last\":{\"Exit_status\":1,\"Stdout\":\"\",\"Stderr\":\"hikae: the database has"
                        + " shrunk: notes 407 -> 0\\nrun-parts: /hooks/50-hikae exited with return code 1\\nhook error\","
                        + "\"ExitTime\":\"2025-11-24T09:00:00+09:00\"},\"Schedule\":\"0 4 * * *\"}\n";
        assertThat(said(new LastRun(), s -> s.with(x -> x.inside = Sight.inside(port))))
                .isEqualTo("status-run-held-back");
    }

    @Test
    void aMisskeyThatIsDownIsNotWell() {
        assertThat(said(new MisskeyServes(), s -> s)).isEqualTo("silent");
        assertThat(said(new MisskeyServes(), s -> s.with(x -> x.webState = "exited")))
                .isEqualTo("status-misskey-stopped");
        assertThat(said(new MisskeyServes(), s -> s.with(x -> x.webHealth = Optional.of("unhealthy"))))
                .isEqualTo("status-misskey-unhealthy");
        assertThat(said(new MisskeyServes(), s -> s.with(x -> x.webHealth = Optional.of("starting"))))
                .isEqualTo("silent");
        assertThat(headline(s -> s.with(x -> x.webHealth = Optional.of("unhealthy"))))
                .doesNotContain("All is well");
    }

    @Test
    void aDatabaseThatFailsItsHealthCheckIsNotWell() {
        assertThat(said(new DatabaseHealthy(), s -> s)).isEqualTo("silent");
        assertThat(said(new DatabaseHealthy(), s -> s.with(x -> x.databaseHealth = Optional.of("unhealthy"))))
                .isEqualTo("status-database-unhealthy");
    }

    @Test
    void anotherCollationIsNamedAndIsNoRefusal() {
        String warned = "login 0 150018\ncollation 2.31 2.36\n";
        assertThat(said(new CollationSame(), s -> s.with(x -> x.inside = Sight.inside(warned))))
                .isEqualTo("status-collation");
        assertThat(said(new DatabaseAnswers(), s -> s.with(x -> x.inside = Sight.inside(warned))))
                .isEmpty();
        assertThat(said(new CollationSame(), s -> s.with(x -> x.inside = Sight.inside("collation 2.31 -\n"))))
                .isEqualTo("status-collation-unknown");
        assertThat(said(new CollationSame(), s -> s)).isEqualTo("silent");
    }

    private static String report(UnaryOperator<Sight> change) {
        return String.join("\n", new Plain(Language.EN).report(StatusReport.of(status(change), Language.EN)));
    }

    @Test
    void uploadsThatNothingCopiesAreSaidAsAdviceAndAreNoAlarm() {
        String said = report(s -> s.with(x -> x.inside = Sight.inside("uploads here\n")));
        assertThat(said).contains("All is well", "copy /srv/misskey/files to another place");
        assertThat(report(s -> s)).doesNotContain("/srv/misskey/files");
    }

    @Test
    void aScheduleThatNothingRunsIsNotCalledActive() {
        UnaryOperator<Sight> off = s -> s.with(x -> x.state = "exited");
        String line = new ScheduleActive()
                .look(off.apply(new Sight()).seen())
                .map(finding -> new Plain(Language.EN).one(finding.what()))
                .orElse("");
        assertThat(line).isNotEmpty().doesNotContain("active");
        assertThat(status(off).nextRun()).isEmpty();
    }

    @Test
    void withAWarningNotAllIsWell() {
        Docker.Mount nameless = new Docker.Mount(
                "volume", "0123456789abcdef".repeat(4), "/volumes/x/_data", "/var/lib/postgresql/data");
        assertThat(headline(s -> s.with(x -> x.databaseMounts = List.of(nameless))))
                .isEqualTo("The backups are well; 1 thing to look at.");
        assertThat(headline(s -> s)).startsWith("All is well");
    }
}
