package hikae.instance.database;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.Docker;
import hikae.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The migrations of a real image's files. */
@Tag("lab")
class ImageMigrationsLabTest {
    @TempDir
    Path home;

    @Test
    void readsTheNamesOfTheClassesOutOfTheImage() throws IOException {
        Set<String> names = Files.readAllLines(Path.of("src/test/lab/parts/migrations.txt")).stream()
                .map(line -> line.split(" ")[1])
                .collect(Collectors.toSet());
        Docker docker = Lab.host(home).docker();
        assertThat(ImageMigrations.of(docker, "misskey/misskey:2025.10.2")).isEqualTo(names);
        assertThat(Lab.docker("ps", "-aq", "--filter", "label=hikae.role=look")).isEmpty();
    }

    @Test
    void isEmptyWhereThereIsNoMisskeyOrNoImage() {
        Docker docker = Lab.host(home).docker();
        assertThat(ImageMigrations.of(docker, "redis:7-alpine")).isEmpty();
        assertThat(ImageMigrations.of(docker, "hikae.invalid/none:1")).isEmpty();
    }
}
