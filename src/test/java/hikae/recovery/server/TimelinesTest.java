package hikae.recovery.server;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.demo.DemoHost;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.instance.config.RedisSettings;
import hikae.lab.ChangedHost;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which keys of Redis are taken for what Misskey makes again: this machine's shell, and a redis-cli with a file of keys. */
class TimelinesTest {
    private static final List<String> KEYS = List.of(
            "mk.test:list:homeTimeline:9abc",
            "mk.test:list:antennaTimeline:9abc",
            "mk.test:list:roleTimeline:9abc",
            "mk.test:kvcache:userBlocking:9abc",
            "mk.test:kvcache:userFollowings:9abc",
            "mk.test:singlecache:localEmojis",
            "mk.test:notificationTimeline:9abc",
            "mk.test:queue:deliver:wait",
            "mk.test:morecache:x:1",
            "other.test:singlecache:localEmojis");

    private static final String REDIS = """
            #!/bin/bash
            keys=$(dirname "$0")/keys
            shift 4
            case $1 in
              PING) echo PONG ;;
              --scan) while read -r key; do [[ $key != $3 ]] || echo "$key"; done <"$keys" ;;
              UNLINK) shift; for key; do grep -vxF -e "$key" "$keys" >"$keys.new"; mv "$keys.new" "$keys"; done; echo $# ;;
            esac
            """;

    @TempDir
    Path home;

    private Host host = new DemoHost(Clock.fixed(Instant.EPOCH, ZoneId.of("UTC")));

    @BeforeEach
    void write() throws IOException {
        Files.write(home.resolve("keys"), KEYS);
        Path program = Files.writeString(home.resolve("redis-cli"), REDIS);
        Files.setPosixFilePermissions(program, fromString("rwxr-xr-x"));
        Docker docker = (Docker) Proxy.newProxyInstance(
                Docker.class.getClassLoader(),
                new Class<?>[] {Docker.class},
                (proxy, method, arguments) -> here((List<?>) arguments[1]));
        host = new ChangedHost(host.environment(), host.files(), docker, host.compose(), host.postgres(), host.web());
    }

    private Docker.Result here(List<?> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command.stream().map(String::valueOf).toList());
        builder.environment().put("PATH", home + ":" + System.getenv("PATH"));
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Docker.Result(process.exitValue(), said, errors);
    }

    private Timelines of(Timelines.Kind kind) {
        return new Timelines("redis", new RedisSettings("redis", 6379, 0, "mk.test", false), kind);
    }

    /** Custom emojis of this server are kept for 30 minutes, too: one that is deleted goes on showing. */
    @Test
    void whatIsCachedIsRemovedAndNothingThatIsNowhereElse() throws IOException {
        assertThat(of(Timelines.Kind.CACHES).count(host)).isEqualTo(3);
        assertThat(of(Timelines.Kind.CACHES).clear(host)).isEqualTo(3);
        assertThat(of(Timelines.Kind.LISTS).clear(host)).isEqualTo(1);
        assertThat(Files.readAllLines(home.resolve("keys")))
                .containsExactly(
                        "mk.test:list:antennaTimeline:9abc",
                        "mk.test:list:roleTimeline:9abc",
                        "mk.test:notificationTimeline:9abc",
                        "mk.test:queue:deliver:wait",
                        "mk.test:morecache:x:1",
                        "other.test:singlecache:localEmojis");
    }

    @Test
    void whatIsRemovedIsNamedBefore() {
        assertThat(of(Timelines.Kind.CACHES).shown()).isEqualTo("mk.test:kvcache:*, mk.test:singlecache:*");
    }
}
