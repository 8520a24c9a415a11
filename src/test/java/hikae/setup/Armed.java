package hikae.setup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.lab.Lab;
import hikae.lab.LabInstance;
import hikae.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Looks with docker and psql, not with our own eyes, whether a backup service is what was promised. */
record Armed(LabInstance misskey, Path directory) {
    Armed(LabInstance misskey) {
        this(misskey, misskey.backup());
    }

    /** Fails unless it runs, on Misskey's network, with this schedule in Tokyo's time, and can log in. */
    void assertSo(String schedule) {
        String id = misskey.backupContainer();
        assertThat(Lab.docker("inspect", "-f", "{{.State.Status}} {{.RestartCount}}", id))
                .isEqualTo("running 0");
        assertThat(Lab.docker("inspect", "-f", "{{range .NetworkSettings.Networks}}{{.NetworkID}} {{end}}", id))
                .isEqualTo(Lab.docker("network", "inspect", "-f", "{{.Id}}", misskey.fact("NETWORK")));
        assertThat(Lab.docker("inspect", "-f", "{{.Config.Image}}", id))
                .isEqualTo("prodrigestivill/postgres-backup-local:" + misskey.fact("PG_MAJOR") + "-alpine");
        assertThat(Json.object(Lab.docker("exec", id, "curl", "-s", "http://localhost:8080/"))
                        .orElseThrow())
                .containsEntry("Schedule", schedule);
        assertThat(Lab.docker("exec", id, "sh", "-c", "echo $TZ; date +%z")).isEqualTo("Asia/Tokyo\n+0900");
        assertThat(Lab.docker("exec", id, "sh", "-c", """
                export PGPASSWORD="$(cat "$POSTGRES_PASSWORD_FILE")"
                exec psql -Xwqt -h "$POSTGRES_HOST" -U "$POSTGRES_USER" -d "$POSTGRES_DB" -c 'select count(*) from "user"'
                """).strip()).matches("[1-9]\\d*");
        assertModes();
    }

    private void assertModes() {
        assertThat(modes("")).isEqualTo("rwx------");
        assertThat(modes("secrets")).isEqualTo("rwx------");
        assertThat(modes("secrets/db_password")).isEqualTo("rw-------");
    }

    private String modes(String name) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name)));
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }
}
