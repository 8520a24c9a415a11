package hikae.backup.compose;

import static hikae.backup.Samples.bytes;
import static hikae.backup.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hikae.backup.RandomCompose;
import hikae.backup.Samples;
import hikae.backup.settings.BackupSettings;
import hikae.text.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeSpliceTest {
    private static final int CASES = 2_000;
    private static final Map<ComposeKey, String> SIX_HOURLY = Map.of(ComposeKey.SCHEDULE, "0 */6 * * *");

    private static String spliced(String file, Map<ComposeKey, String> wanted) {
        return text(BackupCompose.splice(bytes(file), "compose.yml", wanted));
    }

    private static ProblemException refusal(String file, Map<ComposeKey, String> wanted) {
        return catchThrowableOfType(ProblemException.class, () -> spliced(file, wanted));
    }

    private static String service(String environment) {
        return "services:\n  db-backup:\n    environment:" + environment;
    }

    @Test
    void changesOneLineOfItsOwnFile() {
        String before = text(BackupCompose.fresh(Samples.settings()));
        assertThat(spliced(before, SIX_HOURLY)).isEqualTo(before.replace("\"0 4 * * *\"", "\"0 */6 * * *\""));
    }

    @Test
    void givesTheSameBytesWhenNothingIsAsked() {
        byte[] before = BackupCompose.fresh(Samples.settings());
        assertThat(BackupCompose.splice(before, "compose.yml", BackupCompose.values(Samples.settings())))
                .isEqualTo(before);
    }

    @Test
    void changesEveryValueItKnows() {
        BackupSettings other = Samples.settings("na$me", "o'neil\"", "30 3 * * 0");
        byte[] changed = BackupCompose.splice(
                BackupCompose.fresh(Samples.settings()), "compose.yml", BackupCompose.values(other));
        assertThat(changed).isEqualTo(BackupCompose.fresh(other));
    }

    /** The style stays where it can hold the value. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SCHEDULE: 0 4 * * *|SCHEDULE: 0 */6 * * *",
                "SCHEDULE: '@daily' # mine|SCHEDULE: '0 */6 * * *' # mine",
                "SCHEDULE: \"@daily\"|SCHEDULE: \"0 */6 * * *\"",
                "SCHEDULE:|SCHEDULE: \"0 */6 * * *\"",
                "SCHEDULE: # none|SCHEDULE: \"0 */6 * * *\" # none",
                "SCHEDULE: ~|SCHEDULE: 0 */6 * * *",
                "\"SCHEDULE\" :  @x|",
                "- SCHEDULE=0 4 * * *|- SCHEDULE=0 */6 * * *",
                "- SCHEDULE=\"0 4 * * *\"|- SCHEDULE=0 */6 * * *",
                "- 'SCHEDULE=@daily'   # x|- 'SCHEDULE=0 */6 * * *'   # x",
                "- SCHEDULE|- SCHEDULE=0 */6 * * *",
                "{SCHEDULE: '@daily', TZ: UTC}|{SCHEDULE: '0 */6 * * *', TZ: UTC}",
                "{TZ: UTC}|{TZ: UTC, SCHEDULE: \"0 */6 * * *\"}",
                "[TZ=UTC]|[TZ=UTC, \"SCHEDULE=0 */6 * * *\"]"
            })
    void keepsTheStyleWhereItCan(String before, String after) {
        String place = before.startsWith("{") || before.startsWith("[") ? " " : "\n      ";
        if (after == null) {
            assertThat(refusal(service(place + before), SIX_HOURLY)).isNotNull();
        } else {
            assertThat(spliced(service(place + before + "\n"), SIX_HOURLY)).isEqualTo(service(place + after + "\n"));
            assertThat(spliced(service(place + before), SIX_HOURLY)).isEqualTo(service(place + after));
        }
    }

    /** A plain text that YAML would take for something else gets quotes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* * * * *|\"* * * * *\"",
                "@daily|\"@daily\"",
                "0,30 4 * * *|\"0,30 4 * * *\"",
                "30 3 * * 0|30 3 * * 0",
                "a$b c|\"a$$b c\"",
                "0123|\"0123\"",
                "2025-11-23|\"2025-11-23\"",
                "yes|\"yes\""
            })
    void quotesWhatWouldNotMeanItself(String value, String written) {
        assertThat(spliced(service("\n      SCHEDULE: 0 4 * * *\n"), Map.of(ComposeKey.SCHEDULE, value)))
                .isEqualTo(service("\n      SCHEDULE: " + written + "\n"));
    }

    @Test
    void putsAMissingValueBesideItsNeighbours() {
        String before = service("\r\n        TZ: UTC # zone\r\n        BACKUP_KEEP_DAYS: 7\r\n        X: y");
        assertThat(spliced(before, Map.of(ComposeKey.KEEP_WEEKS, "5")))
                .isEqualTo(before.replace("DAYS: 7\r\n", "DAYS: 7\r\n        BACKUP_KEEP_WEEKS: \"5\"\r\n"));
        assertThat(spliced(before, SIX_HOURLY)).isEqualTo(before + "\r\n        SCHEDULE: \"0 */6 * * *\"");
    }

    @Test
    void putsAMissingItemIntoAList() {
        String before = service("\n    -   TZ=UTC # zone\n    -   X=y\n  other: {}\n");
        assertThat(spliced(before, Map.of(ComposeKey.KEEP_DAYS, "5")))
                .isEqualTo(before.replace("zone\n", "zone\n    -   \"BACKUP_KEEP_DAYS=5\"\n"));
    }

    @Test
    void keepsAByteOrderMarkAndCountsWideCharactersRight() {
        String before = "\uFEFF# \uD83D\uDE00 \uD842\uDFB7 \u3042\n" + service("\n      SCHEDULE: '@daily'\n");
        assertThat(spliced(before, SIX_HOURLY)).isEqualTo(before.replace("@daily", "0 */6 * * *"));
    }

    @Test
    void changesTheNetworksRealName() {
        String network = service(" {TZ: UTC}\n    networks: [n]\nnetworks:\n  n:\n    external: true # x\n");
        assertThat(spliced(network, Map.of(ComposeKey.NETWORK, "new_net")))
                .isEqualTo(network + "    name: \"new_net\"\n");
        String old = service(" {TZ: UTC}\n    networks: {n: {}}\nnetworks:\n  n:\n    external: {name: old_net}\n");
        assertThat(spliced(old, Map.of(ComposeKey.NETWORK, "new_net")))
                .isEqualTo(old.replace("old_net", "\"new_net\""));
    }

    /** Y16: what is shared is never rewritten. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n      SCHEDULE: &s '@daily'\n      X: *s\n",
                "\n      X: &s '@daily'\n      SCHEDULE: *s\n",
                "\n      SCHEDULE: !!str '@daily'\n",
                "\n      SCHEDULE: |-\n        @daily\n",
                "\n      SCHEDULE: [a]\n",
                " &e\n      SCHEDULE: '@daily'\n  other:\n    environment: *e\n",
                " &e\n      SCHEDULE: '@daily'\n  other:\n    environment:\n      <<: *e\n      TZ: UTC\n",
                "\n",
                " x\n",
                " {}\n"
            })
    void refusesWhatIsSharedOrHasNoPlace(String environment) {
        ProblemException refused = refusal(service(environment), SIX_HOURLY);
        assertThat(refused.problem().id()).isIn("compose-shared-value", "compose-no-place");
        assertThat(refused.problem().args().get(0).toString()).startsWith("compose.yml:");
    }

    @Test
    void refusesAValueThatIsMergedIn() {
        String file = "x-e: &e {SCHEDULE: '@daily'}\n" + service("\n      <<: *e\n");
        assertThat(refusal(file, SIX_HOURLY).problem().id()).isEqualTo("compose-shared-value");
    }

    @Test
    void changesOnlyTheAskedLinesOfTwoThousandRandomFiles() {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            RandomCompose file = RandomCompose.make(random);
            Map<ComposeKey, String> wanted = RandomCompose.wanted(random);
            byte[] after = BackupCompose.splice(file.bytes(), "compose.yml", wanted);
            PresentService read = BackupCompose.read(after, "compose.yml");
            assertThat(read.values()).as("seed %d", seed).containsAllEntriesOf(wanted);
            assertThat(RandomCompose.others(text(after), wanted))
                    .as("seed %d", seed)
                    .isEqualTo(RandomCompose.others(text(file.bytes()), wanted));
            assertThat(lineCount(after) - lineCount(file.bytes()))
                    .as("seed %d", seed)
                    .isEqualTo(wanted.keySet().stream().filter(file::lacks).count());
        }
    }

    private static long lineCount(byte[] file) {
        return List.of(text(file).split("\n", -1)).size();
    }
}
