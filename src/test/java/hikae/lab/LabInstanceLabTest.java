package hikae.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By what tests of recovery see that nothing is missing and nothing was changed. */
@Tag("lab")
class LabInstanceLabTest {
    @TempDir
    Path home;

    private static LabInstance misskey;

    @BeforeAll
    static void start() {
        misskey = LabInstance.plain("--notes", "6000");
    }

    @AfterAll
    static void stop() {
        misskey.close();
    }

    private static String fingerprint() {
        return misskey.fingerprint(misskey.fact("DB_NAME"));
    }

    @Test
    void moreNotesAreOfTheSameShapeAndYoungerThanAllBefore() {
        assertThat(misskey.query("SELECT count(*), count(DISTINCT id) FROM note"))
                .isEqualTo("6000|6000");
        String newest = misskey.query("SELECT max(id) FROM note");
        misskey.notes(300);
        misskey.notes(1);
        assertThat(misskey.query(
                        "SELECT count(*), min(length(id)), max(length(id)) FROM note WHERE id > '" + newest + "'"))
                .isEqualTo("301|16|16");
        assertThat(misskey.query(
                        "SELECT count(*) FROM note n LEFT JOIN \"user\" u ON u.id = n.\"userId\" WHERE u.id IS NULL"))
                .isEqualTo("0");
    }

    @Test
    void theFingerprintSeesOneLetterOfOneRow() {
        String before = fingerprint();
        assertThat(before.lines()).hasSizeGreaterThan(24);
        assertThat(before).contains("public.note|", "public.migrations_id_seq|");
        misskey.sql("UPDATE note SET text = text || '.' WHERE id = (SELECT min(id) FROM note WHERE text IS NOT NULL)");
        String after = fingerprint();
        assertThat(after.lines()).filteredOn(line -> !before.contains(line)).hasSize(1);
        misskey.sql(
                "UPDATE note SET text = left(text, -1) WHERE id = (SELECT min(id) FROM note WHERE text IS NOT NULL)");
        assertThat(fingerprint()).isEqualTo(before);
        misskey.sql("SELECT nextval('migrations_id_seq')");
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void aDumpIsTheSameAsTheNextButForWhatIsChanged() {
        Path dump = home.resolve("dump.sql.gz");
        Lab.shell("docker exec " + misskey.fact("DB_CONTAINER") + " pg_dump -U '" + misskey.fact("DB_USER")
                + "' -d misskey | gzip -1 > '" + dump + "'");
        assertThat(misskey.differs(dump, "misskey")).isEmpty();
        misskey.sql("UPDATE meta SET name = 'other'");
        assertThat(misskey.differs(dump, "misskey")).contains("> x").contains("other");
    }
}
