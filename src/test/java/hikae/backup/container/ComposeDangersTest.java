package hikae.backup.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.backup.Samples;
import hikae.backup.Silent;
import hikae.backup.compose.BackupCompose;
import hikae.demo.DemoHost;
import hikae.host.Compose;
import hikae.host.Files;
import hikae.host.Host;
import hikae.lab.ChangedHost;
import hikae.text.ProblemException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys by which whoever writes a compose.yml becomes root when root starts it (S5). */
class ComposeDangersTest {
    private static final Path HOME = Path.of("/srv/misskey-backup");
    private static final Path FILE = HOME.resolve("compose.yml");

    private final DemoHost host = new DemoHost(Clock.systemUTC());

    private List<String> dangers(String text) {
        host.files().write(FILE, text.getBytes(StandardCharsets.UTF_8), Files.PUBLIC);
        return ComposeRisk.look(host, HOME, false).keys();
    }

    /** Our own file, with one more key of the service. */
    private static String with(String lines) {
        String ours = new String(BackupCompose.fresh(Samples.settings()), StandardCharsets.UTF_8);
        return ours.replace("    restart:", lines.replaceAll("(?m)^", "    ") + "\n    restart:");
    }

    @Test
    void whatWeWroteOurselvesIsNone() {
        assertThat(dangers(with(""))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "privileged: true | db-backup: privileged: true",
                "privileged: yes | db-backup: privileged: true",
                "pid: host | db-backup: pid: host",
                "ipc: host | db-backup: ipc: host",
                "uts: host | db-backup: uts: host",
                "cgroup: host | db-backup: cgroup: host",
                "userns_mode: host | db-backup: userns_mode: host",
                "network_mode: host | db-backup: network_mode: host",
                "network_mode: container:x | db-backup: network_mode: container:x",
                "pid: service:web | db-backup: pid: service:web",
                "devices: [/dev/sda] | db-backup: devices: /dev/sda",
                "device_cgroup_rules: [a *:* rwm] | db-backup: device_cgroup_rules: a *:* rwm",
                "volumes_from: [web] | db-backup: volumes_from: web",
                "user: root | db-backup: user: root",
                "build: . | db-backup: build: .",
                "build: {context: /} | db-backup: build: ...",
                "runtime: mine | db-backup: runtime: mine",
                "cgroup_parent: / | db-backup: cgroup_parent: /",
                "use_api_socket: true | db-backup: use_api_socket: true",
                "provider: {type: model} | db-backup: provider: ...",
                "post_start: [{command: x}] | db-backup: post_start: ...",
                "extends: {file: /x.yml} | db-backup: extends: ...",
                "env_file: ../other.env | db-backup: env_file: ../other.env",
                "env_file: [{path: /etc/x}] | db-backup: env_file: /etc/x",
            })
    void aKeyOfTheServiceIsNamed(String key, String named) {
        assertThat(dangers(with(key))).containsExactly(named);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/:/hostroot | /",
                "/var/run/docker.sock:/var/run/docker.sock:ro | /var/run/docker.sock",
                "/etc:/etc | /etc",
                "./..:/up | /srv",
                "./backups/../../x:/x | /srv/x",
                "~/.ssh:/ssh | ~/.ssh",
                "${ROOT}:/x | ${ROOT}",
                "{type: bind, source: /proc, target: /x} | /proc",
                "{type: bind, src: /sys, target: /x} | /sys",
            })
    void aDirectoryOfTheHostIsNamed(String mount, String named) {
        String item = mount.startsWith("{") ? mount : "\"" + mount + "\"";
        String text = with("").replace("    volumes:\n", "    volumes:\n      - " + item + "\n");
        assertThat(dangers(text)).containsExactly("db-backup: volumes: " + named);
    }

    @Test
    void placesInTheDirectoryAndNamedVolumesAreNone() {
        String text = with("").replace(
                        "    volumes:\n",
                        "    volumes:\n      - ./more:/more\n      - ./a$$b:/dollar\n      - kept:/kept\n      - /anonymous\n");
        assertThat(dangers(text + "volumes:\n  kept: {}\n")).isEmpty();
    }

    @Test
    void ourCapabilityIsNoneAndAnotherIsNamed() {
        String text = with("").replace("      - \"DAC_OVERRIDE\"\n", "      - DAC_OVERRIDE\n      - SYS_ADMIN\n");
        assertThat(dangers(text)).containsExactly("db-backup: cap_add: SYS_ADMIN");
    }

    @ParameterizedTest
    @CsvSource({"seccomp:unconfined", "apparmor=unconfined", "label:disable", "no-new-privileges:false"})
    void aGuardThatIsTakenOffIsNamed(String option) {
        String text = with("").replace("      - \"no-new-privileges:true\"\n", "      - \"" + option + "\"\n");
        assertThat(dangers(text)).containsExactly("db-backup: security_opt: " + option);
    }

    @Test
    void whatStandsOutsideOfTheServiceIsNamedToo() {
        String more = """

                  other:
                    image: alpine
                    privileged: true
                volumes:
                  all:
                    driver_opts: {type: none, o: bind, device: /}
                  far: {driver: evil}
                secrets:
                  shadow: {file: /etc/shadow}
                configs:
                  here: {file: ./x}
                include: [/else.yml]
                networks:
                """;
        String text = with("").replace("\nnetworks:\n", more);
        assertThat(dangers(text))
                .containsExactly(
                        "include: /else.yml",
                        "services: other",
                        "volumes: all: device: /",
                        "volumes: far: driver: evil",
                        "secrets: shadow: file: /etc/shadow");
    }

    /** Compose fills in what the text alone does not say. */
    @Test
    void whatComposeMakesOfItCountsAsWell() {
        host.files().write(FILE, with("").getBytes(StandardCharsets.UTF_8), Files.PUBLIC);
        String model = "{\"services\":{\"db-backup\":{\"privileged\":true,\"pid\":\"host\",\"user\":null,"
                + "\"volumes\":[{\"type\":\"bind\",\"source\":\"/srv/misskey-backup/backups\"},"
                + "{\"type\":\"bind\",\"source\":\"/root\"}]}}}";
        Host asked = saying(model);
        assertThat(ComposeRisk.look(asked, HOME, true).keys())
                .containsExactly("db-backup: privileged: true", "db-backup: pid: host", "db-backup: volumes: /root");
        assertThat(ComposeRisk.look(asked, HOME, false).keys()).isEmpty();
    }

    @Test
    void whatComposeCouldNotBeAskedIsKnown() {
        host.files().write(FILE, with("").getBytes(StandardCharsets.UTF_8), Files.PUBLIC);
        assertThat(ComposeRisk.look(saying("{}"), HOME, true).understood()).isTrue();
        assertThat(ComposeRisk.look(saying("no JSON"), HOME, true).understood()).isFalse();
        assertThat(ComposeRisk.look(saying("{}"), HOME, false).understood()).isFalse();
    }

    @Test
    void otherFilesThatAVariableNamesAreADanger() {
        host.files().write(FILE, with("").getBytes(StandardCharsets.UTF_8), Files.PUBLIC);
        host.files().write(HOME.resolve(".env"), "COMPOSE_FILE=/else.yml\n".getBytes(StandardCharsets.UTF_8), 0600);
        assertThat(ComposeRisk.look(saying("{}"), HOME, true).keys()).containsExactly(".env: COMPOSE_FILE: /else.yml");
    }

    /** What another file names may be on another server, and Compose fetches it as root at once. */
    @Test
    void composeIsNotAskedAboutOtherFilesThatSomebodyElseNames() {
        String including = with("").replace("\nnetworks:\n", "\ninclude: [\"oci://x.example/y\"]\nnetworks:\n");
        host.files().write(FILE, including.getBytes(StandardCharsets.UTF_8), Files.PUBLIC);
        Host asked = saying("{}");
        Files hostile = (Files) Proxy.newProxyInstance(
                Files.class.getClassLoader(),
                new Class<?>[] {Files.class},
                (proxy, method, words) -> method.getName().equals("otherWriter")
                        ? Optional.of("mallory")
                        : method.invoke(host.files(), words));
        Host owned = new ChangedHost(
                host.environment(), hostile, host.docker(), asked.compose(), host.postgres(), host.web());

        assertThat(ComposeRisk.look(asked, HOME, true).understood()).isTrue();
        assertThat(ComposeRisk.look(owned, HOME, true).understood()).isFalse();
        assertThat(ComposeRisk.look(owned, HOME, true).keys()).containsExactly("include: oci://x.example/y");
    }

    private Host saying(String model) {
        Compose real = host.compose();
        Compose asked = (Compose) Proxy.newProxyInstance(
                Compose.class.getClassLoader(),
                new Class<?>[] {Compose.class},
                (proxy, method, words) ->
                        method.getName().equals("model") ? Optional.of(model) : method.invoke(real, words));
        return new ChangedHost(host.environment(), host.files(), host.docker(), asked, host.postgres(), host.web());
    }

    @Test
    void aReferenceThatMeansTheWholeDiskIsRefused() {
        StringBuilder text = new StringBuilder(with("")).append("x-0: &a0 [a, a, a, a, a, a, a, a, a, a]\n");
        for (int i = 1; i < 16; i++) {
            text.append("x-" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + ", *a" + (i - 1) + "]\n");
        }
        assertThatThrownBy(() -> dangers(text.toString()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("compose-shared-value");
    }

    @Test
    void whatWasNotShownIsNotStarted() {
        host.files().write(FILE, with("").getBytes(StandardCharsets.UTF_8), Files.PUBLIC);
        ComposeRisk shown = ComposeRisk.look(host, HOME, false);
        StartService start = new StartService(HOME, false, "docker compose up", "db-backup", shown);
        host.files().write(FILE, with("privileged: true").getBytes(StandardCharsets.UTF_8), Files.PUBLIC);
        assertThatThrownBy(() -> start.run(host, new Silent()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("compose-danger-new");
        assertThat(host.docker().containers()).noneMatch(one -> one.name().contains("backup"));
    }
}
