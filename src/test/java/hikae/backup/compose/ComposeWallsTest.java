package hikae.backup.compose;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.backup.Samples;
import hikae.backup.container.ComposeTree;
import hikae.instance.yaml.YamlTree;
import hikae.text.Json;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service may do and how much it may take (P2 6). */
class ComposeWallsTest {
    private static final List<String> WALLS =
            List.of("cap_drop", "cap_add", "security_opt", "read_only", "tmpfs", "pids_limit", "mem_limit", "logging");

    private static String fresh() {
        return Samples.text(BackupCompose.fresh(Samples.settings()));
    }

    /** As Hikae 0.1.0 made it. */
    private static String old() {
        Pattern walls = Pattern.compile("    # No more rights than.*?(?=    # The network Misskey)", Pattern.DOTALL);
        Pattern hook = Pattern.compile("      # Looks at the database before.*?(?=    environment:)", Pattern.DOTALL);
        String old = hook.matcher(walls.matcher(fresh()).replaceFirst("")).replaceFirst("");
        assertThat(old).doesNotContain("cap_drop", "pids_limit", "logging", "hook");
        return old;
    }

    private static Map<String, Object> service(String text) {
        Map<String, Object> tree = ComposeTree.of(YamlTree.parse(Samples.bytes(text), "compose.yml"));
        return Json.map(Json.map(tree.get("services")).get("db-backup"));
    }

    private static String walled(String text) {
        return Samples.text(BackupCompose.walled(Samples.bytes(text), "compose.yml"));
    }

    @Test
    void aNewServiceHasNoMoreRightsThanABackupNeeds() {
        Map<String, Object> service = service(fresh());
        assertThat(service).containsKeys(WALLS.toArray(String[]::new));
        assertThat(service)
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("cap_add", List.of("DAC_OVERRIDE"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"))
                .containsEntry("read_only", "true");
    }

    @Test
    void anOlderOneGetsTheSameAndIsOtherwiseAsItWas() {
        String now = walled(old());
        assertThat(service(now)).isEqualTo(service(fresh()));
        assertThat(now.lines().filter(line -> !old().contains(line + "\n"))).allMatch(line -> line.startsWith("    "));
        old().lines().forEach(line -> assertThat(now).contains(line));
        assertThat(walled(now)).isEqualTo(now);
    }

    @Test
    void anOlderOneIsOursAndSound() {
        PresentService read = BackupCompose.read(Samples.bytes(old()), "compose.yml");
        assertThat(read.isOurs()).isTrue();
        assertThat(read.problems()).isEmpty();
        assertThat(read.values()).isEqualTo(BackupCompose.values(Samples.settings()));
    }

    @Test
    void whatTheOperatorHasSetStays() {
        String text = old().replace("    restart:", "    pids_limit: 9\n    logging: {driver: journald}\n    restart:");
        assertThat(service(walled(text)))
                .containsEntry("pids_limit", "9")
                .containsEntry("logging", Map.of("driver", "journald"))
                .containsEntry("cap_drop", List.of("ALL"));
    }

    /** Nobody knows what somebody's own program needs. */
    @ParameterizedTest
    @ValueSource(strings = {"command: /mine.sh", "entrypoint: [/mine.sh]", "user: root", "cap_add: [SYS_TIME]"})
    void aProgramOfTheirOwnKeepsItsRights(String key) {
        Map<String, Object> service = service(walled(old().replace("    restart:", "    " + key + "\n    restart:")));
        assertThat(service)
                .doesNotContainKeys("cap_drop", "read_only", "mem_limit")
                .containsKeys("security_opt", "pids_limit", "logging");
    }

    @Test
    void aHookOfTheirOwnKeepsItsRightsToo() {
        String text = old().replace("    volumes:\n", "    volumes:\n      - ./hooks:/hooks:ro\n");
        assertThat(service(walled(text))).doesNotContainKeys("cap_drop", "read_only");
        assertThat(walled(text)).doesNotContain("50-hikae");
    }

    @Test
    void theLookAtTheDatabaseIsWrittenInTheFormThatTheFileHas() {
        assertThat(walled("version: \"3.8\"\n" + old())).contains("- ./hikae/hook:/hooks/50-hikae:ro");
        String flow = old().replaceFirst(
                        "(?s)    volumes:.*?(?=    environment:)",
                        "    volumes: [\"./backups:/backups\", \"./secrets/db_password:/run/secrets/db_password:ro\"]\n");
        assertThat(walled(flow)).contains("target: /hooks/50-hikae, read_only: true}");
    }

    @Test
    void aFileOfAnOldEditionGetsOnlyWhatThatKnows() {
        assertThat(service(walled("version: \"3.8\"\n" + old())))
                .containsKeys("cap_drop", "read_only", "logging")
                .doesNotContainKeys("pids_limit", "mem_limit");
    }
}
