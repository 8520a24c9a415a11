package hikae.recovery.server;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.Docker;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskSpaceTest {
    private static final long MB = 1L << 20;

    /** Database 2.5 times the SQL and 30 MB, with a third more; WAL nine tenths of it unless it is recycled; 512 MB. */
    @ParameterizedTest
    @CsvSource({"100, 1024, false, 1128", "100, 64, false, 972", "100, 64, true, 1128", "4000, 1024, false, 15087"})
    void rule02RoomIsDemandedForTheDatabaseItsLogAndOthers(long sql, long wal, boolean keeps, long needed) {
        assertThat(DiskSpace.needed(sql * MB, wal * MB, keeps) / MB).isEqualTo(needed);
    }

    @Test
    void rule02ADiskThatBecomesShortMeanwhileIsSeenInTheAnswerOfAnyClient() {
        String answer = "/dev/vda1 100 1 %d 99%% /hikae-data";
        assertThat(DiskSpace.isShort(String.format(answer, 512 * 1024 - 1))).isTrue();
        assertThat(DiskSpace.isShort(String.format(answer, 512 * 1024))).isFalse();
        assertThat(DiskSpace.isShort("")).isFalse();
        assertThat(DiskSpace.isShort("{\"query\":\"SELECT 1 LIMIT 5 \"}")).isFalse();
    }

    @Test
    void isOnTheMountThatHoldsTheDataAndNotOnOneBesideIt() {
        Docker.Mount other = new Docker.Mount("bind", "", "/mnt/old", "/var/lib/postgresql/old");
        Docker.Mount data = new Docker.Mount("volume", "misskey_db", "/var/lib/docker/x", "/var/lib/postgresql/data");

        assertThat(DiskSpace.of(database(other, data))).isEqualTo(new DiskSpace(Optional.of("misskey_db")));
        assertThat(DiskSpace.of(database())).isEqualTo(new DiskSpace(Optional.empty()));
    }

    private static Docker.Container database(Docker.Mount... mounts) {
        return new Docker.Container(
                "1",
                "misskey-db-1",
                "postgres:15",
                "running",
                Optional.empty(),
                Instant.EPOCH,
                0,
                Map.of(),
                Map.of(),
                List.of(),
                List.of(mounts),
                "always",
                "sha256:1");
    }
}
