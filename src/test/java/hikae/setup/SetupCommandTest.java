package hikae.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.ask.Field;
import hikae.ask.Given;
import hikae.ask.Interview;
import hikae.backup.container.ScheduleGuard;
import hikae.backup.settings.BackupLayout;
import hikae.demo.DemoHost;
import hikae.flow.Session;
import hikae.host.Docker;
import hikae.host.Files;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.ui.Navigation;
import hikae.work.ExitCode;
import hikae.work.Preview;
import hikae.work.Report;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SetupCommandTest {
    private static final Path BACKUP = Path.of("/home/admin/misskey-backup");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-11-23T05:05:00Z"), ZoneId.of("Asia/Tokyo"));

    private final DemoHost host = new DemoHost(CLOCK);

    @Test
    void u15EnterAloneLeadsToARunningProvedService() {
        EnterOnly face = new EnterOnly();
        assertThat(setup(face, Map.of())).contains(ExitCode.DONE);
        assertThat(face.pages)
                .containsExactly(
                        "instance",
                        "place",
                        "network",
                        "database",
                        "timezone",
                        "schedule",
                        "retention",
                        "storage",
                        "rehearsal");
        assertThat(face.reports.get(0).facts()).containsEntry("schedule", "0 4 * * *");
        assertThat(text("compose.yml"))
                .contains("SCHEDULE")
                .contains("0 4 * * *")
                .contains("Asia/Tokyo");
        assertThat(text("secrets/db_password")).isEqualTo("made-up-for-the-demo");
        assertThat(mode("secrets/db_password")).isEqualTo(Files.PRIVATE);
        assertThat(mode("")).isEqualTo(Files.PRIVATE_DIRECTORY);
        assertThat(backupContainer()).isPresent();
    }

    @Test
    void u14u16NothingIsWrittenBeforeYes() {
        Map<Path, byte[]> before = host.memory().all();
        EnterOnly face = new EnterOnly().saying(Navigation.LEAVE);
        assertThat(setup(face, Map.of())).contains(ExitCode.LEFT);
        assertThat(changed(before)).allMatch(path -> path.endsWith("unfinished.json"));
        assertThat(backupContainer()).isEmpty();
    }

    @Test
    void u16TheReviewShowsEveryFileThatIsWrittenAndNoSecret() {
        EnterOnly face = new EnterOnly();
        setup(face, Map.of());
        Preview preview = face.previews.get(0);
        List<Path> shown = preview.files().stream().map(Preview.FileDiff::path).toList();
        List<Path> written = host.memory().all().keySet().stream()
                .filter(path -> path.startsWith(BACKUP))
                .filter(path -> !path.startsWith(BACKUP.resolve("hikae")) || path.endsWith(BackupLayout.HOOK))
                .filter(path -> !path.startsWith(BACKUP.resolve("backups"))) // the container's
                .toList();
        assertThat(shown).containsExactlyInAnyOrderElementsOf(written);
        assertThat(preview.toString()).doesNotContain("made-up-for-the-demo");
        assertThat(preview.files().stream()
                        .flatMap(file -> file.lines().stream())
                        .map(line -> line.text()))
                .noneMatch(line -> line.contains("made-up-for-the-demo"));
    }

    @Test
    void theSameAnswersAgainChangeNothing() {
        setup(new EnterOnly(), Map.of());
        Map<Path, byte[]> before = host.memory().all();
        EnterOnly again = new EnterOnly();
        assertThat(setup(again, Map.of())).contains(ExitCode.DONE);
        assertThat(again.previews).isEmpty();
        assertThat(again.reports.get(0).id()).isEqualTo("unchanged");
        assertThat(changed(before)).allMatch(path -> path.endsWith("unfinished.json"));
    }

    @Test
    void theContainerGetsAHookThatItCanRun() {
        setup(new EnterOnly(), Map.of());
        assertThat(host.files().read(BACKUP.resolve(BackupLayout.HOOK), 1 << 20))
                .isEqualTo(ScheduleGuard.file());
        assertThat(mode(BackupLayout.HOOK)).isEqualTo(Files.PROGRAM);
        assertThat(text("compose.yml")).contains("source: \"./hikae/hook\"");
    }

    @Test
    void aHookThatCannotBeRunAnyMoreIsMended() {
        setup(new EnterOnly(), Map.of());
        host.files().write(BACKUP.resolve(BackupLayout.HOOK), ScheduleGuard.file(), Files.PUBLIC);
        EnterOnly again = new EnterOnly();
        assertThat(setup(again, Map.of())).contains(ExitCode.DONE);
        assertThat(mode(BackupLayout.HOOK)).isEqualTo(Files.PROGRAM);
        assertThat(again.previews.get(0).changes().toString()).contains("--force-recreate");
    }

    /** As the other things that a new file has: beside the first value that is changed, not of itself. */
    @Test
    void anOlderSetupGetsTheHookWithTheNextChange() {
        setup(new EnterOnly(), Map.of());
        String now = text("compose.yml");
        String old =
                now.replaceFirst("(?s)      # Looks at the database before.*?read_only: true\n(?=    environment)", "");
        assertThat(old).isNotEqualTo(now);
        host.files().write(BACKUP.resolve("compose.yml"), old.getBytes(StandardCharsets.UTF_8), Files.PUBLIC);
        host.files().remove(BACKUP.resolve(BackupLayout.HOOK));

        assertThat(setup(new EnterOnly(), Map.of())).contains(ExitCode.DONE);
        assertThat(text("compose.yml")).isEqualTo(old);
        assertThat(host.files().look(BACKUP.resolve(BackupLayout.HOOK))).isEmpty();

        assertThat(setup(new EnterOnly(), Map.of("schedule", "0 5 * * *"))).contains(ExitCode.DONE);
        assertThat(text("compose.yml")).contains("/hooks/50-hikae");
        assertThat(mode(BackupLayout.HOOK)).isEqualTo(Files.PROGRAM);
    }

    /** Docker could make no place for the hook in it, and the container that runs would be gone for good. */
    @Test
    void aReadOnlyDirectoryOverTheHooksIsSaidBeforeAnythingIsDone() {
        setup(new EnterOnly(), Map.of());
        String mounted = text("compose.yml")
                .replace(
                        "      # Looks at the database before",
                        "      - \"./mine:/hooks:ro\"\n      # Looks at the database before");
        assertThat(mounted).contains("/hooks:ro");
        host.files().write(BACKUP.resolve("compose.yml"), mounted.getBytes(StandardCharsets.UTF_8), Files.PUBLIC);
        host.files().makeDirectory(BACKUP.resolve("mine"), 0755);
        Map<Path, byte[]> before = host.memory().all();

        EnterOnly again = new EnterOnly();
        setup(again, Map.of("schedule", "0 5 * * *"));
        assertThat(problems(again)).contains("hook-no-room");
        assertThatThrownBy(() -> schedule(new EnterOnly(), Map.of("schedule", "0 5 * * *")))
                .isInstanceOf(ProblemException.class)
                .hasMessage("hook-no-room");
        assertThat(changed(before)).allMatch(path -> path.endsWith("unfinished.json"));

        host.files().write(BACKUP.resolve("mine/50-hikae"), new byte[0], Files.PUBLIC);
        assertThat(schedule(new EnterOnly(), Map.of("schedule", "0 5 * * *"))).contains(ExitCode.DONE);
    }

    @Test
    void copiesOfOldSecretsAreNamedAndDeletedAndNothingElse() {
        setup(new EnterOnly(), Map.of());
        List<Path> old = Stream.of("db_password.20250101-000000.bak", "r2_secret_access_key.20250101-000000-2.bak")
                .map(BACKUP.resolve("secrets")::resolve)
                .toList();
        List<Path> others = Stream.of("compose.yml.20250101-000000.bak", "secrets/mine.20250101-000000.bak")
                .map(BACKUP::resolve)
                .toList();
        Stream.concat(old.stream(), others.stream())
                .forEach(file -> host.files().write(file, new byte[] {'x'}, Files.PRIVATE));

        EnterOnly face = new EnterOnly();
        assertThat(setup(face, Map.of())).contains(ExitCode.DONE);

        assertThat(old).allSatisfy(file -> {
            assertThat(face.previews.get(0).changes().toString()).contains(file.toString());
            assertThat(host.files().look(file)).isEmpty();
        });
        assertThat(others)
                .allSatisfy(file -> assertThat(host.files().look(file)).isPresent());
    }

    @Test
    void aSetupEndsWithARehearsalWhichIsNotRepeated() {
        EnterOnly face = new EnterOnly();
        setup(face, Map.of());
        assertThat(face.reports.get(0).facts()).containsEntry("rehearsed", true);
        assertThat(face.previews.get(0).changes().toString()).contains("setup.rehearse.note");
        EnterOnly again = new EnterOnly();
        setup(again, Map.of());
        assertThat(again.pages).doesNotContain("rehearsal");
    }

    @Test
    void aDeclinedRehearsalIsWarnedOfAndAskedForAgain() {
        EnterOnly face = new EnterOnly();
        assertThat(setup(face, Map.of("rehearse", "no"))).contains(ExitCode.DONE);
        assertThat(face.reports.get(0).facts()).containsEntry("rehearsed", false);
        assertThat(face.reports.get(0).lines().toString()).contains("setup-unrehearsed");
        EnterOnly again = new EnterOnly();
        assertThat(setup(again, Map.of())).contains(ExitCode.DONE);
        assertThat(again.previews.get(0).files()).isEmpty();
        assertThat(again.reports.get(0).facts()).containsEntry("changed", false).containsEntry("rehearsed", true);
    }

    @Test
    void backFromTheReviewLeadsToTheLastQuestion() {
        EnterOnly face = new EnterOnly().saying(Navigation.BACK, Navigation.NEXT);
        assertThat(setup(face, Map.of())).contains(ExitCode.DONE);
        assertThat(face.pages).endsWith("rehearsal", "rehearsal");
    }

    @Test
    void aHandEditedFileKeepsItsCommentsWhenTheScheduleChanges() {
        setup(new EnterOnly(), Map.of());
        String edited = text("compose.yml").replace("services:", "# mine, do not touch\nservices:");
        host.files().write(BACKUP.resolve("compose.yml"), edited.getBytes(StandardCharsets.UTF_8), Files.PUBLIC);
        EnterOnly face = new EnterOnly();
        Optional<ExitCode> exit = schedule(face, Map.of("schedule", "30 3 * * *"));
        assertThat(exit).contains(ExitCode.DONE);
        assertThat(text("compose.yml")).isEqualTo(edited.replace("0 4 * * *", "30 3 * * *"));
        assertThat(face.previews.get(0).files()).hasSize(1);
    }

    /** A set-up of 0.1.0 may name the database as Misskey: a restore would stop it. */
    @Test
    void aWrongLabelIsMendedWhenTheSetupIsRunAgain() {
        setup(new EnterOnly(), Map.of());
        String right = text("compose.yml");
        String wrong = right.replace("hikae.misskey.web: \"web\"", "hikae.misskey.web: \"db\"");
        host.files().write(BACKUP.resolve("compose.yml"), wrong.getBytes(StandardCharsets.UTF_8), Files.PUBLIC);

        assertThat(setup(new EnterOnly(), Map.of())).contains(ExitCode.DONE);

        assertThat(wrong).isNotEqualTo(right);
        assertThat(text("compose.yml")).isEqualTo(right);
    }

    @Test
    void aFolderThatIsNotOursIsLeftAlone() {
        byte[] foreign = "services: {}\n".getBytes(StandardCharsets.UTF_8);
        host.files().write(BACKUP.resolve("docker-compose.yml"), foreign, Files.PUBLIC);
        Map<Path, byte[]> before = host.memory().all();
        EnterOnly face = new EnterOnly();
        assertThat(setup(face, Map.of())).contains(ExitCode.LEFT);
        assertThat(problems(face)).containsExactly("backup-directory-foreign");
        assertThat(changed(before)).allMatch(path -> path.endsWith("unfinished.json"));
    }

    @Test
    void aDirectoryThatHoldsSomethingElseIsRefused() {
        host.files().write(Path.of("/srv/data/PG_VERSION"), new byte[] {'1'}, Files.PUBLIC);
        EnterOnly face = new EnterOnly();
        setup(face, Map.of("backup_dir", "/srv/data"));
        assertThat(problems(face)).containsExactly("backup-directory-in-use");
    }

    @Test
    void aNetworkThatIsNotThereIsRefusedByName() {
        EnterOnly face = new EnterOnly();
        setup(face, Map.of("network", "nope"));
        assertThat(problems(face)).containsExactly("network-unknown");
    }

    @Test
    void misskeysOwnDirectoryIsRefusedAsTheBackupDirectory() {
        EnterOnly face = new EnterOnly();
        setup(face, Map.of("backup_dir", "/home/admin/misskey"));
        assertThat(problems(face)).containsExactly("backup-directory-hopeless");
        assertThat(face.refusals.get(0).suspect()).contains("backup_dir");
    }

    @Test
    void aWrongPasswordHoldsThePageAndKeepsTheAnswers() {
        EnterOnly face = new EnterOnly().typing(on("database", "password", "wrong"));
        assertThat(setup(face, Map.of())).contains(ExitCode.LEFT);
        assertThat(problems(face)).containsExactly("login-refused-typed");
        assertThat(backupContainer()).isEmpty();
    }

    @Test
    void aScheduleThatNeverFiresIsRefused() {
        EnterOnly face = new EnterOnly();
        setup(face, Map.of("schedule", "0 4 30 2 *"));
        assertThat(problems(face)).containsExactly("schedule-never");
    }

    @Test
    void aScheduleThatIsTooDenseNeedsAWord() {
        EnterOnly face = new EnterOnly();
        setup(face, Map.of("schedule", "*/5 * * * *"));
        assertThat(problems(face)).containsExactly("schedule-often-confirm");
        EnterOnly again = new EnterOnly().typing(on("schedule", "schedule_often", "often"));
        assertThat(setup(again, Map.of("schedule", "*/5 * * * *"))).contains(ExitCode.DONE);
    }

    @Test
    void aRehearsalThatIsDeclinedIsToldAlsoWhereNothingElseIsToBeDone() {
        setup(new EnterOnly(), Map.of("rehearse", "no"));
        EnterOnly again = new EnterOnly();
        assertThat(setup(again, Map.of("rehearse", "no"))).contains(ExitCode.DONE);
        Report report = again.reports.get(0);
        assertThat(report.id()).isEqualTo("unchanged");
        assertThat(report.lines())
                .contains(Line.explained(Finding.warning(Problem.of("setup-unrehearsed")))
                        .get(0));
        assertThat(report.facts()).containsEntry("rehearsed", false);
    }

    @Test
    void filesOnlyStartsNothing() {
        EnterOnly face = new EnterOnly();
        Given given = new Given(Map.of(), true, false, true, false, Optional.empty());
        assertThat(new SetupCommand(new Session(host, face, given), false).run())
                .contains(ExitCode.DONE);
        assertThat(backupContainer()).isEmpty();
        assertThat(text("compose.yml")).contains("SCHEDULE");
    }

    @Test
    void u14ADryRunWritesNothing() {
        Map<Path, byte[]> before = host.memory().all();
        EnterOnly face = new EnterOnly();
        Given given = new Given(Map.of(), true, true, false, false, Optional.empty());
        assertThat(new SetupCommand(new Session(host, face, given), false).run())
                .contains(ExitCode.DONE);
        assertThat(changed(before)).isEmpty();
        assertThat(face.reports.get(0).id()).isEqualTo("dry-run");
    }

    @Test
    void u11AnInterruptedSetupIsTakenUpAtItsPage() {
        EnterOnly first = new EnterOnly()
                .typing(on("timezone", "timezone", "Europe/Berlin"))
                .saying(Navigation.LEAVE);
        setup(first, Map.of());
        EnterOnly second = new EnterOnly();
        new SetupCommand(new Session(host, second, Given.nothing()), true).run();
        assertThat(text("compose.yml")).contains("Europe/Berlin");
        assertThat(new UnfinishedSetup(host).read()).isEmpty();
    }

    @Test
    void u11NoSecretIsKeptWithUnfinishedAnswers() {
        EnterOnly face = new EnterOnly()
                .typing(on("database", "password", "made-up-for-the-demo"))
                .saying(Navigation.LEAVE);
        setup(face, Map.of());
        String kept = new String(
                host.files().read(Path.of("/home/admin/.local/state/hikae/unfinished.json"), 1 << 16),
                StandardCharsets.UTF_8);
        assertThat(kept).contains("page").doesNotContain("made-up-for-the-demo");
    }

    @Test
    void theSecretIsOnlyInItsFileAndInTheCopyOfMisskeysOwn() {
        setup(new EnterOnly(), Map.of());
        host.memory().all().forEach((path, bytes) -> {
            if (path.startsWith(DemoHost.MISSKEY)) {
                return;
            }
            if (path.endsWith("secrets/db_password") || path.startsWith(BACKUP.resolve("instance"))) {
                assertThat(host.files().look(path).orElseThrow().mode()).isEqualTo(Files.PRIVATE);
            } else {
                assertThat(new String(bytes, StandardCharsets.UTF_8))
                        .as("%s", path)
                        .doesNotContain("made-up-for-the-demo");
            }
        });
    }

    private Optional<ExitCode> setup(EnterOnly face, Map<String, String> answers) {
        Given given = new Given(answers, false, false, false, false, Optional.empty());
        return new SetupCommand(new Session(host, face, given), false).run();
    }

    private Optional<ExitCode> schedule(EnterOnly face, Map<String, String> answers) {
        Given given = new Given(answers, false, false, false, false, Optional.empty());
        return new ScheduleCommand(new Session(host, face, given)).run();
    }

    private static Consumer<Interview> on(String page, String field, String text) {
        return interview -> {
            for (Field<?> one : interview.page().id().equals(page) ? interview.fields() : List.<Field<?>>of()) {
                if (one.id().equals(field)) {
                    interview.type(one, text);
                }
            }
        };
    }

    private static List<String> problems(EnterOnly face) {
        return face.refusals.stream()
                .flatMap((Finding finding) -> finding.problem().stream())
                .map(Problem::id)
                .toList();
    }

    private List<Path> changed(Map<Path, byte[]> before) {
        Map<Path, byte[]> now = new HashMap<>(host.memory().all());
        now.entrySet().removeIf(e -> Arrays.equals(before.get(e.getKey()), e.getValue()));
        return List.copyOf(now.keySet());
    }

    private Optional<Docker.Container> backupContainer() {
        return host.docker().containers().stream()
                .filter(one -> one.name().contains("db-backup"))
                .findFirst();
    }

    private int mode(String name) {
        Path path = name.isEmpty() ? BACKUP : BACKUP.resolve(name);
        return host.files().look(path).orElseThrow().mode();
    }

    private String text(String name) {
        return new String(host.files().read(BACKUP.resolve(name), 1 << 20), StandardCharsets.UTF_8);
    }
}
