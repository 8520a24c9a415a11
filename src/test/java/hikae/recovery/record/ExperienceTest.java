package hikae.recovery.record;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.demo.MemoryFiles;
import hikae.host.Docker;
import hikae.recovery.record.Experience.Past;
import hikae.text.Language;
import hikae.ui.Plain;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long it will take is told from what took how long here. */
class ExperienceTest {
    private static final Path HOME = Path.of("/b");

    @Test
    void aLoadIsTakenByItsSize() {
        Past past = new Past(1_000_000, Duration.ofSeconds(10));
        assertThat(load(past, 2_000_000)).contains(Duration.ofSeconds(20));
        assertThat(load(past, 500_000)).contains(Duration.ofSeconds(5));
        assertThat(load(past, 1)).as("never nothing").contains(Duration.ofSeconds(1));
    }

    /** The rehearsal of a tiny dump said "about 0 s" of one of a gigabyte. */
    @Test
    void byOneThatIsMuchSmallerNothingIsTold() {
        Past tiny = new Past(20_000, Duration.ofMillis(300));
        assertThat(load(tiny, 1_000_000_000)).isEmpty();
        assertThat(new Experience(
                                List.of(tiny, new Past(900_000_000, Duration.ofSeconds(90))),
                                Optional.empty(),
                                Optional.empty())
                        .load(1_000_000_000L))
                .contains(Duration.ofSeconds(100));
    }

    @Test
    void offlineIsCountedFromALastAnswerToTheNextOne() {
        Path run = HOME.resolve("hikae/runs/20261122-000000-restore");
        MemoryFiles files = new MemoryFiles(Clock.systemUTC(), 1);
        String times = "\"offline_since\":\"2026-11-22T00:00:00Z\",\"switched_at\":\"2026-11-22T00:00:02Z\","
                + "\"online_at\":\"2026-11-22T00:00:15Z\"";
        note(files, run, times + ",\"answered_before\":\"answers\"");
        assertThat(Experience.of(files, HOME).last().flatMap(PastRestore::offline))
                .contains(Duration.ofSeconds(15));
        assertThat(new Plain(Language.EN).one(Experience.of(files, HOME).away()))
                .contains("15 s");
        for (String silent : List.of("silent", "unseen")) {
            note(files, run, times + ",\"answered_before\":\"" + silent + "\"");
            assertThat(Experience.of(files, HOME).last())
                    .as("since when it was off is not known")
                    .isEmpty();
        }
    }

    /** As Misskey's log has it; before the first restore nothing else tells. */
    @Test
    void withoutARestoreMisskeysLastStartTells() {
        Instant began = Instant.parse("2026-11-22T00:00:00Z");
        String log = """
                2026-11-22T00:00:01.5Z INFO *  [core boot] Welcome to Misskey!
                2026-11-22T00:00:14.25Z DONE *  [core boot] Now listening on port 3000 on https://example.com
                2026-11-22T00:00:15Z DONE *  [core boot] Now listening on port 3000 on https://example.com
                """;
        assertThat(seeing(began, log).started()).contains(Duration.ofMillis(14_250));
        assertThat(seeing(began, log).away().key()).isEqualTo("recovery.away.started");
        for (String other : List.of("", "Now listening on port 3000\n", "2026-11-22T00:00:01Z Welcome\n")) {
            assertThat(seeing(began, other).away().key()).isEqualTo("recovery.away.unknown");
        }
    }

    private static Experience seeing(Instant began, String log) {
        Class<?>[] types = {Docker.class};
        Docker docker = (Docker)
                Proxy.newProxyInstance(ExperienceTest.class.getClassLoader(), types, (proxy, method, words) -> log);
        Docker.Container web = new Docker.Container(
                "1",
                "misskey-web-1",
                "misskey",
                "running",
                Optional.empty(),
                began,
                0,
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                "always",
                "sha256:1");
        return new Experience(List.of(), Optional.empty(), Optional.empty()).seeing(docker, Optional.of(web));
    }

    private static void note(MemoryFiles files, Path run, String notes) {
        files.writeOurs(run.resolve("notes.json"), ("{" + notes + "}\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Duration> load(Past past, long bytes) {
        return new Experience(List.of(past), Optional.empty(), Optional.empty()).load(bytes);
    }
}
