package hikae.setup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Given;
import hikae.ask.Interview;
import hikae.demo.DemoHost;
import hikae.flow.Session;
import hikae.host.Files;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Problem;
import hikae.ui.Navigation;
import hikae.work.Change;
import hikae.work.ExitCode;
import hikae.work.Preview;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdoptTest {
    private static final Path BACKUP = Path.of("/home/admin/misskey-backup");
    private static final String PASSWORD = "made-up-for-the-demo";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-11-23T05:05:00Z"), ZoneId.of("Asia/Tokyo"));

    /** As people have it, but with the environment as a map, which is all that the made-up server can start. */
    private static final String BY_HAND = """
            services:
              db-backup:
                image: prodrigestivill/postgres-backup-local # 公式の手順どおり
                restart: always
                networks: [net]
                volumes:
                  - ./backups:/backups
                environment:
                  # 日本時間
                  SCHEDULE: 30 3 * * *
                  TZ: Asia/Tokyo
                  POSTGRES_HOST: db
                  POSTGRES_DB: misskey
                  POSTGRES_USER: misskey
                  POSTGRES_PASSWORD: made-up-for-the-demo # docker.env
                  BACKUP_KEEP_DAYS: 9
            networks:
              net:
                external: true
                name: misskey_internal_network
            """;

    private final DemoHost host = new DemoHost(CLOCK);

    @BeforeEach
    void lies() {
        write("compose.yml", BY_HAND);
        write("backups/last/misskey-20251122-033000.sql.gz", "a dump");
    }

    @Test
    void itIsNamedPointByPointAndMendedOnce() {
        EnterOnly face = new EnterOnly();
        assertThat(setup(face, Map.of())).contains(ExitCode.DONE);
        assertThat(face.pages).contains("adopt");
        assertThat(text("compose.yml"))
                .contains("image: \"prodrigestivill/postgres-backup-local:15-alpine\" # 公式の手順どおり\n")
                .contains("SCHEDULE: 30 3 * * *\n")
                .contains("BACKUP_KEEP_DAYS: 9\n")
                .contains("POSTGRES_PASSWORD_FILE: /run/secrets/db_password # docker.env\n")
                .contains("hikae.role: \"backup\"")
                .doesNotContain(PASSWORD);
        assertThat(text("secrets/db_password")).isEqualTo(PASSWORD);
        assertThat(text("backups/last/misskey-20251122-033000.sql.gz")).isEqualTo("a dump");
        assertThat(face.reports.get(0).lines().stream().map(line -> line.text().key()))
                .contains("report.adopted");

        Map<Path, byte[]> before = host.memory().all();
        EnterOnly again = new EnterOnly();
        assertThat(setup(again, Map.of())).contains(ExitCode.DONE);
        assertThat(again.pages).doesNotContain("adopt");
        assertThat(again.previews).isEmpty();
        assertThat(changed(before)).allMatch(path -> path.endsWith("unfinished.json"));
        assertThat(host.docker().containers()).hasSize(4);
    }

    /** It called a directory new that was there; only its mode changes. */
    @Test
    void aDirectoryThatIsThereIsNotCalledNew() {
        Path backups = BACKUP.resolve("backups");
        host.files().permit(backups, 0755);
        EnterOnly face = new EnterOnly();

        setup(face, Map.of());

        List<Change> changes = face.previews.get(0).changes();
        assertThat(changes)
                .noneMatch(change -> change instanceof Change.DirectoryChange made
                        && made.path().equals(backups))
                .anyMatch(change -> change instanceof Change.NoteChange note
                        && note.note().key().equals("step.set-mode.note")
                        && note.note().args().contains(backups));
    }

    @Test
    void thePageNamesEachDefectWithItsConsequence() {
        Map<String, List<Line>> lines = new HashMap<>();
        EnterOnly face = new EnterOnly()
                .typing(interview -> lines.put(interview.page().id(), interview.lines()))
                .saying(Navigation.LEAVE);
        setup(face, Map.of());
        assertThat(lines.getOrDefault("adopt", List.of()).stream()
                        .map(line -> line.text().key()))
                .containsSubsequence(
                        "problem.defect-image-untagged",
                        "problem.defect-image-untagged.hint",
                        "problem.defect-password",
                        "problem.defect-password-open",
                        "problem.defect-restart-always",
                        "problem.defect-grace",
                        "problem.defect-dumps-open");
    }

    @Test
    void theReviewShowsTheDifferenceWithoutThePassword() {
        EnterOnly face = new EnterOnly().saying(Navigation.LEAVE);
        assertThat(setup(face, Map.of())).contains(ExitCode.LEFT);
        Preview preview = face.previews.get(0);
        List<String> shown = preview.files().stream()
                .flatMap(file -> file.lines().stream())
                .map(line -> line.sign() + line.text())
                .toList();
        assertThat(shown)
                .contains("-      POSTGRES_PASSWORD: ********")
                .contains("+    restart: unless-stopped")
                .noneMatch(line -> line.contains(PASSWORD));
        assertThat(preview.changes().stream()
                        .filter(Change.NoteChange.class::isInstance)
                        .map(change -> ((Change.NoteChange) change).note().key()))
                .contains("preview.adopt.mend", "preview.adopt.copy");
        assertThat(text("compose.yml")).isEqualTo(BY_HAND);
    }

    @Test
    void aNoLeavesEveryByte() {
        Map<Path, byte[]> before = host.memory().all();
        EnterOnly face = new EnterOnly();
        assertThat(setup(face, Map.of("adopt", "no"))).contains(ExitCode.LEFT);
        assertThat(problems(face)).containsExactly("adopt-declined");
        assertThat(changed(before)).allMatch(path -> path.endsWith("unfinished.json"));
        assertThat(host.docker().containers()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-compose.yml", "compose.yaml", "docker-compose.yaml"})
    void aFileKeepsItsName(String name) {
        host.files().remove(BACKUP.resolve("compose.yml"));
        write(name, BY_HAND);
        EnterOnly face = new EnterOnly();
        Given given = new Given(Map.of(), true, false, true, false, Optional.empty());
        assertThat(new SetupCommand(new Session(host, face, given), false).run())
                .contains(ExitCode.DONE);
        assertThat(text(name)).contains("hikae.role");
        assertThat(host.files().look(BACKUP.resolve("compose.yml"))).isEmpty();
        EnterOnly again = new EnterOnly();
        new SetupCommand(new Session(host, again, given), false).run();
        assertThat(again.previews).isEmpty();
    }

    @Test
    void twoFilesOrOneOverAnotherAreRefused() {
        write("docker-compose.yml", BY_HAND);
        EnterOnly face = new EnterOnly();
        setup(face, Map.of());
        assertThat(problems(face)).containsExactly("compose-two-files");
        host.files().remove(BACKUP.resolve("docker-compose.yml"));
        write("compose.override.yml", "services: {}\n");
        EnterOnly again = new EnterOnly();
        setup(again, Map.of());
        assertThat(problems(again)).containsExactly("compose-override");
    }

    @Test
    void whatCannotBeMendedIsRefusedBeforeTheQuestionsAboutIt() {
        write("compose.yml", BY_HAND.replace("    restart: always", "    user: postgres"));
        Map<Path, byte[]> before = host.memory().all();
        EnterOnly face = new EnterOnly();
        setup(face, Map.of());
        assertThat(problems(face)).containsExactly("adopt-user");
        assertThat(face.refusals.get(0).problem().orElseThrow().args().get(0).toString())
                .isEqualTo(BACKUP + "/compose.yml:4:11");
        assertThat(changed(before)).allMatch(path -> path.endsWith("unfinished.json"));
    }

    @Test
    void aScheduleThatNeverWorkedIsAskedForAndNotKept() {
        write("compose.yml", BY_HAND.replace("30 3 * * *", "0 4 * * 7"));
        EnterOnly face = new EnterOnly();
        setup(face, Map.of());
        assertThat(face.pages).endsWith("schedule");
        assertThat(problems(face)).allMatch(id -> id.startsWith("schedule-"));
        assertThat(text("compose.yml")).contains("0 4 * * 7");
    }

    @Test
    void anotherDirectoryIsFoundByItsFiles() {
        List<Path> all = List.copyOf(host.memory().all().keySet());
        all.stream().filter(path -> path.startsWith(BACKUP)).forEach(host.files()::remove);
        Path other = BACKUP.resolveSibling("db-backup");
        host.files().write(other.resolve("compose.yml"), BY_HAND.getBytes(StandardCharsets.UTF_8), Files.PUBLIC);
        String[] suggested = {""};
        EnterOnly face = new EnterOnly()
                .typing(interview -> suggested[0] = backupDirectory(interview, suggested[0]))
                .saying(Navigation.LEAVE);
        setup(face, Map.of());
        assertThat(suggested[0]).isEqualTo(other.toString());
    }

    private static String backupDirectory(Interview interview, String known) {
        return interview.page().id().equals("place")
                ? interview.text(interview.fields().get(0))
                : known;
    }

    private Optional<ExitCode> setup(EnterOnly face, Map<String, String> answers) {
        return new SetupCommand(
                        new Session(host, face, new Given(answers, true, false, false, false, Optional.empty())), false)
                .run();
    }

    private static List<String> problems(EnterOnly face) {
        return face.refusals.stream()
                .map(Finding::problem)
                .map(problem -> problem.map(Problem::id).orElse("-"))
                .toList();
    }

    private void write(String name, String text) {
        host.files().write(BACKUP.resolve(name), text.getBytes(StandardCharsets.UTF_8), Files.PUBLIC);
    }

    private String text(String name) {
        return new String(host.files().read(BACKUP.resolve(name), 1 << 20), StandardCharsets.UTF_8);
    }

    private List<Path> changed(Map<Path, byte[]> before) {
        return host.memory().all().entrySet().stream()
                .filter(entry -> !Arrays.equals(entry.getValue(), before.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }
}
