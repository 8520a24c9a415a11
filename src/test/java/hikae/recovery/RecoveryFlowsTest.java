package hikae.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.flow.Session;
import hikae.ui.FrontEnd;
import hikae.work.ExitCode;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The flows of a recovery on the made-up server. */
class RecoveryFlowsTest {
    private static final Map<String, String> CONFIRMED = Map.of("confirm", "example.com");

    private final MadeUpServer server = new MadeUpServer();

    private Optional<ExitCode> rehearse() {
        return server.run(
                Map.of(),
                (face, given) -> new RehearseCommand(new Session(server.host, face, given), Optional.empty()).run());
    }

    private Optional<ExitCode> restore(Map<String, String> answers) {
        return server.run(
                answers,
                (face, given) -> new RestoreCommand(new Session(server.host, face, given), Optional.empty()).run());
    }

    private Optional<ExitCode> undo(Map<String, String> answers) {
        return server.run(answers, (face, given) -> new KeptCommand(new Session(server.host, face, given)).undo());
    }

    @Test
    void aRehearsalComparesAndLeavesNothing() {
        int before = server.host.docker().containers().size();
        assertThat(rehearse()).as(server.err()).contains(ExitCode.DONE);
        assertThat(server.out()).contains("Rehearsal passed", "Newest note");
        assertThat(server.host.docker().containers()).hasSize(before);
    }

    @Test
    void aRestoreKeepsTheDatabaseBeforeAndUndoGoesBack() {
        assertThat(restore(CONFIRMED)).as(server.err()).contains(ExitCode.DONE);
        assertThat(server.out()).contains("Restored", "hikae_kept_20251123_050700_", "hikae restore undo");
        assertThat(undo(CONFIRMED)).as(server.err()).contains(ExitCode.DONE);
        assertThat(server.out()).contains("The earlier database serves again");
    }

    private static final String RESTORED = "rows note 1\nrows user 2\nrows counted\n";

    /** What the database before held is no measure for the one that was put in its place. */
    @Test
    void afterARestoreTheNextBackupIsComparedWithWhatWasRestored() {
        Path note = MadeUpServer.HOME.resolve("backups/hikae-rows");
        server.host.files().write(note, "rows note 407\nrows user 12\nrows counted\n".getBytes(UTF_8), 0644);
        rehearse();
        assertThat(server.host.files().read(note, 100)).isNotEmpty();
        restore(CONFIRMED);
        assertThat(server.host.files().read(note, 100)).asString(UTF_8).isEqualTo(RESTORED);

        server.host.files().replace(note, "rows note 407\nrows user 12\nrows counted\n".getBytes(UTF_8));
        undo(CONFIRMED);
        assertThat(server.host.files().read(note, 100)).asString(UTF_8).isEqualTo(RESTORED);
    }

    @Test
    void withoutTheHostNameNothingBegins() {
        assertThat(restore(Map.of())).contains(ExitCode.WRONG_USE);
        assertThat(restore(Map.of("confirm", "example.org"))).contains(ExitCode.WRONG_USE);
        assertThat(server.err()).contains("To begin, type exactly: example.com");
    }

    /** The screen that asks would name the very flag that was typed. */
    @Test
    void withTheFlagNothingIsAskedThatItAnswersOnATerminalEither() {
        Path dump = server.host
                .files()
                .list(MadeUpServer.HOME.resolve("backups/last"))
                .get(0);
        server.host.docker().stop("misskey-db-1", Duration.ZERO);
        Map<String, String> answers = Map.of("confirm", "example.com", "lost_cluster", "yes");
        Optional<ExitCode> exit = server.run(
                answers,
                (face, given) -> new RestoreCommand(
                                new Session(server.host, attended(face), given), Optional.of(dump.toString()))
                        .run());
        assertThat(exit).as(server.err()).contains(ExitCode.DONE);
        assertThat(server.out()).contains("Restored", "hikae_kept_");
    }

    private static FrontEnd attended(FrontEnd face) {
        InvocationHandler handler = (proxy, method, words) -> switch (method.getName()) {
            case "attended" -> true;
            case "choose" -> throw new AssertionError("asked: " + words[0]);
            default -> method.invoke(face, words);
        };
        Class<?>[] types = {FrontEnd.class};
        return (FrontEnd) Proxy.newProxyInstance(RecoveryFlowsTest.class.getClassLoader(), types, handler);
    }

    @Test
    void whereNothingWasKeptThereIsNothingToGoBackTo() {
        assertThatThrownBy(() -> undo(CONFIRMED)).hasMessageContaining("nothing-kept");
    }

    @Test
    void theStateTellsTheLastRestoreAndWhatIsKept() {
        restore(CONFIRMED);
        Optional<ExitCode> exit = server.run(
                Map.of("--json", ""),
                (face, given) -> new RestoreStatusCommand(new Session(server.host, face, given)).show());
        assertThat(exit).contains(ExitCode.DONE);
        assertThat(server.out())
                .contains("\"state\":\"none\"", "\"last_offline_seconds\":", "\"name\":\"hikae_kept_20251123_");
    }

    @Test
    void theTimelinesAreCountedBeforeTheyAreRemoved() {
        Optional<ExitCode> exit = server.run(
                Map.of(), (face, given) -> new TimelinesCommand(new Session(server.host, face, given)).run());
        assertThat(exit).contains(ExitCode.DONE);
        assertThat(server.err()).contains("1,274 lists (example.com:list:*Timeline*) are removed");
        assertThat(server.err())
                .contains("1,274 cached answers (example.com:kvcache:*, example.com:singlecache:*) are removed");
        assertThat(server.out()).contains("1,274 timeline lists removed", "1,274 cached answers removed");
    }
}
