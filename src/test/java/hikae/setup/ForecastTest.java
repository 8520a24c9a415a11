package hikae.setup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.Files;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a setup says of sizes and disks. */
class ForecastTest {
    /** It said 2.5 MB of a dump of 96 KB: nearly all of a small database is what an empty one has, too. */
    @Test
    void anEmptyDatabaseIsNextToNothingInADump() {
        assertThat(RetentionPage.expected(20_000_000)).isLessThan(200_000);
        assertThat(RetentionPage.expected(7_500_000)).isEqualTo(100_000);
        assertThat(RetentionPage.expected(1_900_000_000)).isBetween(230_000_000L, 240_000_000L);
    }

    @Test
    void backupsOnAnotherFileSystemAreNotOnTheSameDisk() {
        Files files = files(Map.of("/m", "2049", "/b", "2049", "/mounted", "66", "/mounted/backups", "77"));
        assertThat(isOnSameDisk(files, "/b")).isTrue();
        assertThat(isOnSameDisk(files, "/mounted")).isFalse();
        assertThat(isOnSameDisk(files(Map.of("/m", "66", "/mounted", "66", "/mounted/backups", "77")), "/mounted"))
                .as("the dumps are mounted on their own")
                .isFalse();
        assertThat(isOnSameDisk(files, "/nowhere")).as("nothing is known").isTrue();
    }

    private static boolean isOnSameDisk(Files files, String backups) {
        return SetupReport.isOnSameDisk(files, List.of(backups + "/backups", backups), "/m");
    }

    private static Files files(Map<String, String> devices) {
        Class<?>[] types = {Files.class};
        return (Files) Proxy.newProxyInstance(
                ForecastTest.class.getClassLoader(),
                types,
                (proxy, method, words) -> Optional.ofNullable(devices.get(String.valueOf((Path) words[0])))
                        .map(device -> new Files.State(
                                Files.Kind.DIRECTORY, 0, 0700, 0, Instant.EPOCH, Instant.EPOCH, device + ":1", 1)));
    }
}
