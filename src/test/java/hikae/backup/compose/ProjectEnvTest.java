package hikae.backup.compose;

import static hikae.backup.Samples.bytes;
import static hikae.backup.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hikae.text.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectEnvTest {
    private static String naming(String project, String file) {
        return text(ProjectEnv.naming(project, bytes(file), ".env"));
    }

    @Test
    void writesANewFile() {
        assertThat(naming("misskey-backup", "")).isEqualTo("COMPOSE_PROJECT_NAME=misskey-backup\n");
    }

    @Test
    void readsTheProjectBack() {
        assertThat(ProjectEnv.project(bytes("COMPOSE_PROJECT_NAME=\"x\"\n"), ".env"))
                .contains("x");
        assertThat(ProjectEnv.project(bytes("A=b\n"), ".env")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "A=1|A=1~COMPOSE_PROJECT_NAME=new~",
                "A=1~|A=1~COMPOSE_PROJECT_NAME=new~",
                "# x~COMPOSE_PROJECT_NAME=old # mine~B=\"c d\"~|# x~COMPOSE_PROJECT_NAME=new # mine~B=\"c d\"~",
                "  export COMPOSE_PROJECT_NAME = 'old'~|  export COMPOSE_PROJECT_NAME = new~",
                "COMPOSE_PROJECT_NAME=~|COMPOSE_PROJECT_NAME=new~",
                "COMPOSE_PROJECT_NAME=a~COMPOSE_PROJECT_NAME=b|COMPOSE_PROJECT_NAME=a~COMPOSE_PROJECT_NAME=new",
                "COMPOSE_PROJECT_NAME=new~#|COMPOSE_PROJECT_NAME=new~#"
            })
    void changesOnlyItsOwnKey(String before, String after) {
        assertThat(naming("new", before.replace('~', '\n'))).isEqualTo(after.replace('~', '\n'));
        assertThat(naming("new", before.replace("~", "\r\n")).replace("\r\n", "\n"))
                .isEqualTo(after.replace('~', '\n'));
    }

    @Test
    void refusesAValueOverSeveralLines() {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> naming("new", "A=1\nCOMPOSE_PROJECT_NAME='a\nb'\n"));
        assertThat(refused.problem().id()).isEqualTo("backup-project-line");
        assertThat(refused.problem().args().get(0)).isEqualTo(".env:2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "-a", "a b", "a\nb", "サーバー"})
    void refusesWhatIsNoProjectName(String project) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> naming(project, ""));
        assertThat(refused.problem().id()).isEqualTo("backup-project-name");
    }
}
