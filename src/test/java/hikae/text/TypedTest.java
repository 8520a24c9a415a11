package hikae.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TypedTest {
    private static final String COMPOSE = "docker compose";

    @AfterEach
    void reset() {
        Typed.useUsual();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Run hikae setup: it makes it anew. | Run /opt/h/hikae setup: it makes it anew.",
                "Use another: hikae backup | Use another: /opt/h/hikae backup",
                "Run the same command with sudo: sudo hikae | Run the same command with sudo: sudo /opt/h/hikae",
                "the label hikae.role: backup | the label hikae.role: backup",
                "in /etc/hikae and ~/hikae | in /etc/hikae and ~/hikae",
                "Hikae reads it | Hikae reads it"
            })
    void theProgramIsNamedByItsPathWhereItsNameIsNotEnough(String written, String typed) {
        Typed.use("/opt/h/hikae", "/opt/h/hikae", () -> COMPOSE);

        assertThat(Typed.in(written)).isEqualTo(typed);
    }

    @Test
    void whatTheShellFindsAndSudoDoesNotIsNamedByItsPathBehindSudoAlone() {
        Typed.use("hikae", "/usr/local/bin/hikae", () -> COMPOSE);

        assertThat(Typed.in("hikae status, or sudo hikae")).isEqualTo("hikae status, or sudo /usr/local/bin/hikae");
    }

    @Test
    void theComposeThatIsHereIsNamed() {
        Typed.use("hikae", "hikae", () -> "docker-compose");

        assertThat(Typed.in("cd x && docker compose up -d --force-recreate"))
                .isEqualTo("cd x && docker-compose rm -sf && docker-compose up -d");
        assertThat(Typed.in("See: docker compose logs {web}")).isEqualTo("See: docker-compose logs web");
    }

    @Test
    void misskeysProjectIsNamedWithItsFilesAndServices() {
        Typed.use(new Typed.Misskey(List.of("-f", "/srv/my mk/a.yml"), List.of("app", "queue"), "postgres"));

        assertThat(Typed.in("{mk} logs {web}, {mk} restart {misskey}, {mk} up -d {db}; docker compose ps"))
                .isEqualTo("docker compose -f '/srv/my mk/a.yml' logs app,"
                        + " docker compose -f '/srv/my mk/a.yml' restart app queue,"
                        + " docker compose -f '/srv/my mk/a.yml' up -d postgres; docker compose ps");
    }

    /** No text has a mark that nobody fills in, and each that names Misskey's project does so in both languages. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void everyTextIsTypedToItsEnd(Language language) {
        Typed.use(new Typed.Misskey(List.of("-f", "odd.yml"), List.of("app"), "postgres"));
        Messages words = Messages.in(language);

        for (String key : words.keys()) {
            assertThat(words.get(key)).as(key).doesNotContainPattern("\\{(mk|web|misskey|db)}");
            assertThat(words.get(key).contains("odd.yml"))
                    .as(key)
                    .isEqualTo(Messages.in(language == Language.EN ? Language.JA : Language.EN)
                            .get(key)
                            .contains("odd.yml"));
        }
    }
}
