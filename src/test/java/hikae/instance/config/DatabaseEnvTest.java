package hikae.instance.config;

import static hikae.instance.EnvFiles.read;
import static hikae.instance.EnvFiles.refusal;
import static hikae.instance.EnvFiles.warnings;
import static hikae.instance.EnvFiles.withPassword;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.instance.EnvFiles;
import hikae.text.Language;
import hikae.text.Messages;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Odd passwords under their numbers, and the files that Misskey itself has shipped. */
class DatabaseEnvTest {
    @Test
    void w08RefusesControlCharacters() {
        assertThat(refusal(() -> DatabaseEnv.of(withPassword("ab\u001Bc")))).isEqualTo("env-control 3:19");
        assertThat(refusal(() -> DatabaseEnv.of(withPassword("\"ab\\tc\"")))).isEqualTo("env-control 3:19");
        assertThat(refusal(() -> DatabaseEnv.of(withPassword("ab\u0085c")))).isEqualTo("env-control 3:19");
    }

    @Test
    void w09SaysWhereAnInvisibleCharacterIs() {
        DockerEnv env = withPassword("ab\u200Bc");

        assertThat(EnvWarnings.of(env))
                .singleElement()
                .satisfies(message -> assertThat(Messages.in(Language.EN).say(message))
                        .contains("invisible character at position 3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ｐａｓｓ", "' lead'", "a\u00A0b", "か\u3099", "🐱pass"})
    void w11AcceptsUnusualPasswordsAndSaysSo(String written) {
        DockerEnv env = withPassword(written);

        assertThat(DatabaseEnv.of(env).password().reveal()).isNotEmpty();
        assertThat(warnings(env)).contains("env.unusual 3:19");
    }

    @Test
    void w11AcceptsAThousandCharacters() {
        DockerEnv env = withPassword("x".repeat(1000));

        assertThat(DatabaseEnv.of(env).password().reveal()).hasSize(1000);
        assertThat(warnings(env)).containsExactly("env.unusual 3:19");
    }

    @Test
    void readsEveryHistoricalExampleOfMisskey() {
        String example = """
                # db settings
                POSTGRES_PASSWORD=example-misskey-pass
                # DATABASE_PASSWORD=${POSTGRES_PASSWORD}
                POSTGRES_USER=example-misskey-user
                # DATABASE_USER=${POSTGRES_USER}
                POSTGRES_DB=misskey
                # DATABASE_DB=${POSTGRES_DB}
                DATABASE_URL="postgres://${POSTGRES_USER}:${POSTGRES_PASSWORD}@db:5432/${POSTGRES_DB}"
                """;
        String quoted = example.replaceAll("(?m)^(POSTGRES_\\w+)=(.*)$", "$1=\"$2\"");

        assertThat(DatabaseEnv.of(read(example))).isEqualTo(DatabaseEnv.of(read(quoted)));
        assertThat(EnvFiles.values(read(example)))
                .containsEntry("DATABASE_URL", "postgres://example-misskey-user:example-misskey-pass@db:5432/misskey");
        assertThat(warnings(read(example))).containsExactly("env.example-password 2:19");
    }

    @Test
    void readsBytesOfAnyLengthInNoTime() {
        byte[] big = ("A=" + "x".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8);

        assertThat(DockerEnv.parse(big, "big", name -> Optional.empty())
                        .get("A")
                        .map(s -> s.reveal().length()))
                .contains(1_000_000);
    }
}
