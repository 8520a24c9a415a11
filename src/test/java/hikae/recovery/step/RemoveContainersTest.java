package hikae.recovery.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.backup.home.BackupDirectoryReader;
import hikae.host.ContainerSpec;
import hikae.host.Docker;
import hikae.recovery.MadeUpServer;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.run.RunContext;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Misskey's containers are taken away, also those of services that nobody has in a compose file any more. */
class RemoveContainersTest {
    private static final String MISSKEY = "misskey/misskey:2025.10.2";

    private final MadeUpServer server = new MadeUpServer();
    private final RunContext context = new RunContext(withWorker("queue"), "20251123-140500-restore", false);
    private final List<String> said = new ArrayList<>();

    @Test
    void aWorkerThatComposeDoesNotKnowAnyMoreIsTakenAwayByItself() {
        String worker = left("queue", MISSKEY);

        takeAway();

        assertThat(services()).containsExactly("redis");
        assertThat(server.host.docker().container(worker)).isEmpty();
        assertThat(said).contains("Container misskey-web-1  Removed", "Container " + worker + "  Removed");
    }

    @Test
    void labelsAloneMakeNothingMisskeys() {
        String other = left("queue", "example/other:1");

        assertThatThrownBy(this::takeAway)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().id()).isEqualTo("recovery-container-unclear"));
        assertThat(server.host.docker().container(other)).isPresent();
        assertThat(services()).contains("web", "db", "redis");
    }

    @Test
    void whatIsOfAnotherProjectStays() {
        String other =
                lent(Map.of("com.docker.compose.project", "other", "com.docker.compose.service", "queue"), MISSKEY);

        takeAway();

        assertThat(server.host.docker().container(other)).isPresent();
    }

    /** As a set-up has noted it when that worker was in the compose file. */
    private RestoreTarget withWorker(String worker) {
        Map<String, String> noted = RestoreTarget.of(
                        new BackupDirectoryReader(server.host, false).read(MadeUpServer.HOME, ""))
                .input();
        noted.put("workers", worker);
        return RestoreTarget.of(noted);
    }

    private void takeAway() {
        new RemoveContainers(context, false).run(server.host, new Progress() {
            @Override
            public void advanced(long done, long total, Message unit) {}

            @Override
            public void said(String line) {
                said.add(line);
            }

            @Override
            public void clocked(Message name, Instant since, Optional<Instant> until) {}

            @Override
            public void found(Finding finding) {}
        });
    }

    private List<String> services() {
        return server.host.docker().containers().stream()
                .filter(one -> one.project().filter("misskey"::equals).isPresent())
                .flatMap(one -> one.service().stream())
                .sorted()
                .toList();
    }

    /** A container of a service that was in the compose file once. */
    private String left(String service, String image) {
        return lent(Map.of("com.docker.compose.project", "misskey", "com.docker.compose.service", service), image);
    }

    private String lent(Map<String, String> labels, String image) {
        Docker docker = server.host.docker();
        String id = docker.runDetached(new ContainerSpec(
                image, "misskey_internal_network", List.of(), true, List.of(), List.of(), Map.of(), labels, 0));
        return docker.container(id).orElseThrow().name();
    }
}
