package hikae.instance.compose;

import static hikae.instance.EnvFiles.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.instance.EnvFiles;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectNameTest {
    @ParameterizedTest
    @CsvSource({
        "misskey, misskey",
        "misskey.example.com, misskeyexamplecom",
        "_mk-1, mk-1",
        "-mk, mk",
        "Misskey_A, misskey_a",
        "ミスキーmk, mk",
        "Éclair, clair"
    })
    void comesFromTheDirectory(String directory, String name) {
        assertThat(of(directory, "", Optional.empty())).isEqualTo(name);
    }

    @Test
    void comesFromTheKeyBeforeTheDirectory() {
        assertThat(of("misskey", "", Optional.of("My.Name"))).isEqualTo("myname");
        assertThat(of("misskey", "", Optional.of(""))).isEqualTo("misskey");
    }

    @Test
    void comesFromTheEnvFileBeforeAll() {
        assertThat(of("misskey", "COMPOSE_PROJECT_NAME='mk-2'\n", Optional.of("key")))
                .isEqualTo("mk-2");
        assertThat(of("misskey", "COMPOSE_PROJECT_NAME=\n", Optional.empty())).isEqualTo("misskey");
    }

    @Test
    void takesTheShellBeforeTheEnvFile() {
        var environment = EnvFiles.environment("COMPOSE_PROJECT_NAME=file\n", name -> Optional.of("shell"));

        assertThat(ProjectName.of("x", environment, Optional.empty()).text()).isEqualTo("shell");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Misskey", "mk.x", "_mk", "ミスキー"})
    void refusesAVariableThatComposeRefuses(String value) {
        assertThat(refusal(() -> of("misskey", "COMPOSE_PROJECT_NAME=" + value, Optional.empty())))
                .isEqualTo("project-name-invalid COMPOSE_PROJECT_NAME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ミスキー", "__", "..."})
    void refusesADirectoryOfWhichNothingIsLeft(String directory) {
        assertThat(refusal(() -> of(directory, "", Optional.empty()))).isEqualTo("project-name-empty " + directory);
    }

    private static String of(String directory, String dotEnv, Optional<String> key) {
        return ProjectName.of(directory, EnvFiles.environment(dotEnv, name -> Optional.empty()), key)
                .toString();
    }
}
