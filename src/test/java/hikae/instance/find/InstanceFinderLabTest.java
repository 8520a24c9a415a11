package hikae.instance.find;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.host.Host;
import hikae.instance.Instance;
import hikae.instance.LoginCandidate;
import hikae.instance.NetworkChoice;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import hikae.text.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of Misskey the lab can make, all on one host, and what is recognised but cannot be set up. */
@Tag("lab")
class InstanceFinderLabTest {
    private static final Map<String, LabInstance> KINDS = new TreeMap<>();

    @TempDir
    Path home;

    @BeforeAll
    static void start() {
        List<String> kinds = List.of(
                "plain", "dragonfly", "named-volume", "container-name", "project-name", "pg18-layout", "pgroonga");
        List<LabInstance> started = kinds.parallelStream()
                .map(kind -> LabInstance.plain("--kind", kind))
                .toList();
        for (int i = 0; i < started.size(); i++) {
            KINDS.put(kinds().get(i), started.get(i));
        }
    }

    static List<String> kinds() {
        return List.of(
                "plain", "dragonfly", "named-volume", "container-name", "project-name", "pg18-layout", "pgroonga");
    }

    @AfterAll
    static void stop() {
        KINDS.values().parallelStream().forEach(LabInstance::close);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "dragonfly", "named-volume", "container-name", "project-name", "pg18-layout", "pgroonga"
            })
    void recognisesByItsContainersAndByItsFilesAlike(String kind) {
        LabInstance misskey = misskey(kind);
        Instance live = find(Optional.empty()).at(misskey.directory()).orElseThrow();
        assertSame(live, misskey);
        assertThat(live.isLive()).isTrue();
        assertThat(live.networks().get(0).id())
                .isEqualTo(Lab.docker("network", "inspect", "-f", "{{.Id}}", misskey.fact("NETWORK")));

        Host blind = Lab.host(home, Map.of("DOCKER_HOST", "unix://" + home.resolve("nowhere.sock")));
        Discovery files = new InstanceFinder(blind).find(Optional.of(misskey.directory()));
        assertThat(files.engine()).map(Problem::id).contains("docker-stopped");
        Instance quiet = files.at(misskey.directory()).orElseThrow();
        assertSame(quiet, misskey);
        assertThat(quiet.isLive()).isFalse();
        assertThat(quiet.networks().get(0).id()).isEmpty();
    }

    private static void assertSame(Instance found, LabInstance misskey) {
        assertThat(found.project()).isEqualTo(misskey.project());
        assertThat(found.databaseName()).isEqualTo(misskey.fact("DB_NAME"));
        assertThat(found.logins()).extracting(LoginCandidate::user).containsOnly(misskey.fact("DB_USER"));
        assertThat(found.logins())
                .extracting(login -> login.password().reveal())
                .containsOnly(misskey.password());
        assertThat(found.major()).isEqualTo(Integer.parseInt(misskey.fact("PG_MAJOR")));
        assertThat(found.address()).contains(misskey.fact("HOST"));
        assertThat(found.database().name()).isEqualTo("db");
        assertThat(found.web().name()).isEqualTo("web");
        NetworkChoice best = found.networks().get(0);
        assertThat(best.name()).isEqualTo(misskey.fact("NETWORK"));
        assertThat(best.alias()).isEqualTo("db");
        assertThat(best.labelled()).isTrue();
        assertThat(best.internal()).isTrue();
        assertThat(best.shared()).isTrue();
    }

    @Test
    void severalOnOneHostAreAllThereAndNothingElseIs() {
        List<Path> all = KINDS.values().stream().map(LabInstance::directory).toList();
        Discovery found = find(Optional.empty());
        assertThat(found.instances()).extracting(Instance::directory).containsExactlyInAnyOrderElementsOf(all);
        assertThat(found.refused()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "dragonfly", "named-volume", "container-name", "project-name", "pg18-layout", "pgroonga"
            })
    void isSetUpAndProvedWhereItsDirectoryIsNamed(String kind) {
        LabInstance misskey = misskey(kind);
        Program.Ended ended = hikae(
                "setup",
                "--no-input",
                "--yes",
                "--json",
                "--dir",
                misskey.directory().toString());
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.json())
                .containsEntry("backup_dir", misskey.backup().toString())
                .containsEntry("checks_failed", 0L);
        Lab.docker("exec", misskey.backupContainer(), "/backup.sh");
        assertThat(misskey.backup().resolve("backups/last/misskey-latest.sql.gz"))
                .exists();
    }

    @Test
    void u37OfSeveralNoneIsGuessed() {
        Program.Ended ended = hikae("setup", "--no-rehearsal", "--no-input", "--yes");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("hikae setup --dir /");
        KINDS.values()
                .forEach(misskey ->
                        assertThat(ended.err()).contains(misskey.directory().toString()));
    }

    @Test
    void u37ADatabaseThatDoesNotRunIsNotSetUpButSaidToBeStopped() {
        LabInstance misskey = misskey("pgroonga");
        misskey.forgetBackup();
        misskey.compose("stop -t 2 db");
        try {
            Program.Ended ended = hikae(
                    "setup",
                    "--no-input",
                    "--yes",
                    "--json",
                    "--dir",
                    misskey.directory().toString());
            assertThat(ended.status()).isEqualTo(3);
            assertThat(ended.problem()).isEqualTo("database-stopped");
            assertThat(misskey.backup()).doesNotExist();
        } finally {
            misskey.compose("start db");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"db", "web"})
    void aStoppedServiceChangesNothingButThatItDoesNotRun(String service) {
        LabInstance misskey = misskey("plain");
        misskey.compose("stop -t 2 " + service);
        try {
            Instance found = find(Optional.empty()).at(misskey.directory()).orElseThrow();
            assertSame(found, misskey);
            assertThat(found.isLive()).isEqualTo(service.equals("web"));
        } finally {
            misskey.compose("start " + service);
        }
    }

    @Test
    void withoutItsContainersItIsFoundByItsDirectory() {
        LabInstance misskey = misskey("dragonfly");
        misskey.compose("stop -t 2");
        misskey.compose("rm -f");
        try {
            assertThat(find(Optional.empty()).at(misskey.directory())).isEmpty();
            Instance found = find(Optional.of(misskey.directory()))
                    .at(misskey.directory())
                    .orElseThrow();
            assertSame(found, misskey);
        } finally {
            misskey.compose("up -d");
        }
    }

    @Test
    void u37AMisskeyThatComposeDidNotMakeIsRefusedWithTheReason() {
        String name = "by-hand-" + System.nanoTime();
        Lab.docker("create", "--name", name, "misskey/misskey:2025.10.2");
        try {
            Discovery found = find(Optional.empty());
            assertThat(found.refused()).containsExactly(Problem.of("instance-not-compose", name));
            assertThat(found.instances()).hasSize(KINDS.size());
        } finally {
            Lab.docker("rm", name);
        }
    }

    @Test
    void whatIsRefusedElsewhereIsNotTheReasonForTheNamedDirectory() {
        String name = "by-hand-" + System.nanoTime();
        Lab.docker("create", "--name", name, "misskey/misskey:2025.10.2");
        try {
            Discovery found = find(Optional.of(home));
            assertThat(found.refused().get(0)).isEqualTo(Problem.of("instance-not-there", home));
        } finally {
            Lab.docker("rm", name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.5", "localhost", "postgres.example.com"})
    void aDatabaseThatIsElsewhereIsRefusedByFileAndLine(String address) {
        LabInstance misskey = misskey("plain");
        String text = misskey.read(".config/default.yml");
        String changed = text.replace("  host: db\n", "  host: " + address + "\n");
        int line = new ArrayList<>(changed.lines().toList()).indexOf("  host: " + address) + 1;
        misskey.write(".config/default.yml", changed);
        try {
            Problem refused = find(Optional.empty()).refused().get(0);
            assertThat(refused.id()).isEqualTo("database-elsewhere");
            assertThat(refused.args().get(0).toString())
                    .startsWith(misskey.directory().resolve(".config/default.yml") + ":" + line + ":");
            assertThat(find(Optional.empty()).at(misskey.directory())).isEmpty();
        } finally {
            misskey.write(".config/default.yml", text);
        }
    }

    private static LabInstance misskey(String kind) {
        return Objects.requireNonNull(KINDS.get(kind));
    }

    private Program.Ended hikae(String... arguments) {
        return Program.run(Lab.environment(home, Map.of()), arguments);
    }

    private Discovery find(Optional<Path> given) {
        return new InstanceFinder(Lab.host(home)).find(given);
    }
}
