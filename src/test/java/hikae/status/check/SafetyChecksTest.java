package hikae.status.check;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.backup.container.ComposeRisk;
import hikae.backup.container.ImageRecord;
import hikae.host.Docker;
import hikae.status.CheckResult;
import hikae.status.Repair;
import hikae.status.Sight;
import hikae.status.Status;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Language;
import hikae.text.Problem;
import hikae.ui.Plain;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Rights that a compose.yml gives away (S5), and images that are not what they were (P2 6). */
class SafetyChecksTest {
    private static final String OLD = "sha256:01d";
    private static final String NEW = "sha256:2e3";
    private static final String DIGEST = "prodrigestivill/postgres-backup-local@sha256:d1";

    private static Optional<Finding> finding(Check check, Consumer<Sight> change) {
        return check.look(new Sight().with(change).seen());
    }

    private static String said(Optional<Finding> finding) {
        assertThat(finding.orElseThrow().level()).isEqualTo(Finding.Level.WARNING);
        return new Plain(Language.EN).one(finding.get().problem().orElseThrow().sentence());
    }

    private static StatusSnapshot.Images images(String recorded, String tagged) {
        Optional<ImageRecord> record =
                Optional.of(recorded).filter(id -> !id.isEmpty()).map(id -> new ImageRecord("x", id, List.of(DIGEST)));
        return new StatusSnapshot.Images(record, Optional.of(tagged).filter(id -> !id.isEmpty()));
    }

    @Test
    void whatComposeYmlGivesAwayIsNamed() {
        Path file = Path.of("/srv/misskey-backup/compose.yml");
        List<String> keys = List.of("db-backup: privileged: true", "db-backup: volumes: /");
        assertThat(said(finding(
                        new ComposeHarmless(),
                        s -> s.risk = new ComposeRisk(file, keys, Optional.of("mallory"), true))))
                .contains("/srv/misskey-backup/compose.yml", "privileged: true, db-backup: volumes: /");
        assertThat(finding(new ComposeHarmless(), s -> {})).isEmpty();
    }

    @Test
    void whatComposeDidNotSayIsNotCalledChecked() {
        Path file = Path.of("/srv/misskey-backup/compose.yml");
        Finding unknown = finding(
                        new ComposeHarmless(), s -> s.risk = new ComposeRisk(file, List.of(), Optional.empty(), false))
                .orElseThrow();
        assertThat(unknown.isNo()).isFalse();
        assertThat(new Plain(Language.EN).one(unknown.what())).contains("was not checked");
    }

    @Test
    void anImageThatIsTheOneItWasSaysNothing() {
        assertThat(finding(new ImageSame(), s -> {
                    s.containerImageId = OLD;
                    s.images = images(OLD, OLD);
                }))
                .isEmpty();
        assertThat(finding(new ImageSame(), s -> {
                    s.containerImageId = OLD;
                    s.images = images("", "");
                }))
                .isEmpty();
    }

    @Test
    void anotherImageThanTheOneThatWasSetUpIsNamed() {
        assertThat(said(finding(new ImageSame(), s -> {
                    s.containerImageId = NEW;
                    s.images = images(OLD, NEW);
                })))
                .contains(NEW, DIGEST);
    }

    @Test
    void aNameThatMovedIsNamedThoughNothingRunsYet() {
        assertThat(said(finding(new ImageSame(), s -> {
                    s.containerImageId = OLD;
                    s.images = images(OLD, NEW);
                })))
                .contains(NEW, OLD, "15-alpine");
    }

    /** Nothing is advised that would take away the one that runs, and for the one that does not there is one reason. */
    @Test
    void aHookWithoutAPlaceIsSaidBeforeItsContainerIsMadeAnew() {
        Optional<Problem> why = Optional.of(Problem.of("hook-no-room", "compose.yml:40", "./hooks", "50-hikae"));
        Status running = Status.of(new Sight()
                .with(s -> {
                    s.hookless = why;
                    s.schedule = "0 5 * * *";
                })
                .seen());
        assertThat(running.reds()).extracting(CheckResult::id).containsExactly("hook", "schedule");
        assertThat(Repair.of(running)).isEmpty();
        assertThat(Sight.reds(s -> s.with(it -> {
                    it.hookless = why;
                    it.container = false;
                })))
                .containsExactly("hook");
    }

    /** The next new container would get another one, and an empty Misskey would start. */
    @Test
    void dataInAVolumeWithoutANameIsNamed() {
        String data = "/var/lib/postgresql/data";
        Docker.Mount nameless = new Docker.Mount("volume", "0123456789abcdef".repeat(4), "/volumes/x/_data", data);
        Docker.Mount named = new Docker.Mount("volume", "misskey_db", "/volumes/misskey_db/_data", data);
        Docker.Mount bound = new Docker.Mount("bind", "", "/srv/misskey/db", data);

        assertThat(said(finding(new DataNamed(), s -> s.databaseMounts = List.of(nameless))))
                .contains("db", "/srv/misskey");
        assertThat(finding(new DataNamed(), s -> s.databaseMounts = List.of(named)))
                .isEmpty();
        assertThat(finding(new DataNamed(), s -> s.databaseMounts = List.of(bound)))
                .isEmpty();
        assertThat(Status.of(new Sight()
                                .with(s -> s.databaseMounts = List.of(nameless))
                                .seen())
                        .warnings())
                .extracting(CheckResult::id)
                .contains("data-volume");
    }
}
