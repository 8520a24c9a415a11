package hikae.instance.config;

import static hikae.instance.EnvFiles.candidates;
import static hikae.instance.EnvFiles.password;
import static hikae.instance.EnvFiles.read;
import static hikae.instance.EnvFiles.refusal;
import static hikae.instance.EnvFiles.warnings;
import static hikae.instance.EnvFiles.withPassword;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hikae.instance.EnvFiles;
import hikae.text.Language;
import hikae.text.Messages;
import hikae.text.ProblemException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The odd env files of the collection of bad inputs, each under its number. */
class DockerEnvRowsTest {
    private static final String USER_AND_DB = "POSTGRES_USER=mk\nPOSTGRES_DB=misskey\n";

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# POSTGRES_PASSWORD=x\n#\n"})
    void e03ListsTheThreeKeysOfAnEmptyFile(String file) {
        assertThat(refusal(() -> DatabaseEnv.of(read(file)))).isEqualTo("env-keys-missing .config/docker.env");
    }

    @Test
    void e03NamesTheKeyThatIsMissing() {
        var thrown = catchThrowableOfType(ProblemException.class, () -> DatabaseEnv.of(read(USER_AND_DB)));

        assertThat(EnvFiles.sentence(thrown.problem())).isEqualTo(".config/docker.env does not set POSTGRES_PASSWORD.");
    }

    @Test
    void e04AcceptsAByteOrderMarkAndSaysSo() {
        DockerEnv env = read("\uFEFFPOSTGRES_PASSWORD=abc\n");

        assertThat(password(env)).isEqualTo("abc");
        assertThat(warnings(env)).containsExactly("env.bom 1:1");
    }

    @Test
    void e05AcceptsWindowsLineEndsAndSaysSo() {
        DockerEnv env = read("A=b\nPOSTGRES_PASSWORD=abc\r\nPOSTGRES_USER='mk'\r\n");

        assertThat(candidates(env)).containsExactly("abc");
        assertThat(warnings(env)).startsWith("env.crlf 2:22").doesNotContain("env.trimmed 2:22");
    }

    @Test
    void e06RefusesAByteThatIsNotUtf8() {
        byte[] shiftJis = {'A', '=', '1', '\n', 'P', '=', 'x', (byte) 0x83, (byte) 0x7E, '\n'};

        assertThat(refusal(() -> DockerEnv.parse(shiftJis, "docker.env", name -> Optional.empty())))
                .isEqualTo("text-not-utf8 2:4");
    }

    @Test
    void e06RefusesACharacterCutInHalf() {
        byte[] cut = {'P', '=', (byte) 0xE3, (byte) 0x81};

        assertThat(refusal(() -> DockerEnv.parse(cut, "docker.env", name -> Optional.empty())))
                .isEqualTo("text-not-utf8 1:3");
    }

    @Test
    void e07RefusesNul() {
        assertThat(refusal(() -> withPassword("a\0b"))).isEqualTo("text-nul 3:20");
    }

    @Test
    void e08CutsAtABlankAndHashAndSaysSo() {
        DockerEnv env = withPassword("ab #cd");

        assertThat(candidates(env)).containsExactly("ab", "ab #cd");
        assertThat(warnings(env)).containsExactly("env.hash 3:22");
    }

    @Test
    void e09KeepsAHashInsideTheValue() {
        assertThat(password(withPassword("ab#cd"))).isEqualTo("ab#cd");
        assertThat(password(withPassword("#abc"))).isEqualTo("#abc");
        assertThat(warnings(withPassword("ab#cd"))).isEmpty();
        assertThat(candidates(withPassword("ab#cd"))).containsExactly("ab#cd", "ab");
    }

    @Test
    void e10ReplacesAVariableAndKeepsTheLiteralAsACandidate() {
        DockerEnv env = withPassword("pa$word");

        assertThat(candidates(env)).containsExactly("pa", "pa$word");
        assertThat(warnings(env)).containsExactly("env.dollar 3:21");
    }

    @Test
    void e11ReplacesAVariableInBraces() {
        DockerEnv env = withPassword("pa${word}x");

        assertThat(candidates(env)).containsExactly("pax", "pa${word}x");
        assertThat(warnings(env)).containsExactly("env.dollar 3:21");
    }

    @Test
    void e12HalvesDoubledDollars() {
        DockerEnv env = withPassword("pa$$word");

        assertThat(candidates(env)).containsExactly("pa$word", "pa$$word");
        assertThat(warnings(env)).containsExactly("env.dollar 3:21");
    }

    @Test
    void e13KeepsADollarInSingleQuotes() {
        DockerEnv env = withPassword("'pa$word'");

        assertThat(candidates(env)).containsExactly("pa$word", "'pa$word'");
        assertThat(warnings(env)).containsExactly("env.quotes 3:19");
    }

    @Test
    void e14TakesQuotesAway() {
        assertThat(candidates(withPassword("\"abc 123\""))).containsExactly("abc 123", "\"abc 123\"");
        assertThat(candidates(withPassword("\"a\\\"b\""))).containsExactly("a\"b", "\"a\\\"b\"");
        assertThat(candidates(withPassword("'it\\'s'"))).containsExactly("it's", "it\\'s", "'it\\'s'");
        assertThat(warnings(withPassword("\"abc 123\""))).containsExactly("env.quotes 3:19");
    }

    @Test
    void e15NamesTheOpeningQuote() {
        assertThat(refusal(() -> read("POSTGRES_PASSWORD=\"abc\nPOSTGRES_USER=mk\nPOSTGRES_DB=misskey\n")))
                .isEqualTo("env-quote-open 1:19");
    }

    @Test
    void e16RefusesALineBreakInAValue() {
        assertThat(refusal(() -> DatabaseEnv.of(withPassword("\"ab\ncd\"")))).isEqualTo("env-newline 3:19");
        assertThat(refusal(() -> DatabaseEnv.of(withPassword("\"ab\\ncd\"")))).isEqualTo("env-newline 3:19");
    }

    @Test
    void e17TrimsBlanksAndSaysSo() {
        DockerEnv env = withPassword(" \tabc \t");

        assertThat(candidates(env)).containsExactly("abc", " \tabc \t");
        assertThat(warnings(env)).containsExactly("env.spaces 3:18", "env.trimmed 3:24");
    }

    @Test
    void e17OffersWhatComposeOneMadeOfAFullWidthBlank() {
        assertThat(candidates(withPassword("\u3000ab"))).containsExactly("\u3000ab", "ab");
    }

    @Test
    void e18AcceptsBlanksAroundTheSign() {
        DockerEnv env = read("POSTGRES_PASSWORD = abc\n");

        assertThat(password(env)).isEqualTo("abc");
        assertThat(warnings(env)).containsExactly("env.spaces 1:19");
    }

    @Test
    void e19AcceptsExportAndIndentation() {
        DockerEnv env = read("export POSTGRES_PASSWORD=abc\n  POSTGRES_USER=mk\n");

        assertThat(EnvFiles.values(env))
                .containsEntry("POSTGRES_PASSWORD", "abc")
                .containsEntry("POSTGRES_USER", "mk");
        assertThat(warnings(env)).containsExactly("env.export 1:8", "env.indent 2:3");
    }

    @Test
    void e20TakesTheLastOfTwoAndNamesBothLines() {
        DockerEnv env = read("POSTGRES_PASSWORD=old\nA=b\nPOSTGRES_PASSWORD=new\n");

        assertThat(password(env)).isEqualTo("new");
        assertThat(EnvWarnings.of(env))
                .singleElement()
                .satisfies(
                        message -> assertThat(Messages.in(Language.EN).say(message))
                                .isEqualTo(
                                        ".config/docker.env:1:1: POSTGRES_PASSWORD is set again in line 3. The last one counts."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "''", "$UNSET"})
    void e21RefusesAnEmptyValue(String written) {
        assertThat(refusal(() -> DatabaseEnv.of(withPassword(written)))).isEqualTo("env-empty 3:19");
    }

    @Test
    void e22RefusesANameWithoutASign() {
        assertThat(refusal(() -> DatabaseEnv.of(read(USER_AND_DB + "POSTGRES_PASSWORD\n"))))
                .isEqualTo("env-no-equals 3:1");
        assertThat(refusal(() -> DatabaseEnv.of(read(USER_AND_DB + "POSTGRES_PASSWORD"))))
                .isEqualTo("env-no-equals 3:1");
    }

    @Test
    void e22LeavesOtherNamesWithoutASignAlone() {
        assertThat(refusal(() -> DatabaseEnv.of(read("TZ\n" + USER_AND_DB + "POSTGRES_PASSWORD=a\nLANG"))))
                .isEqualTo("accepted");
    }

    @Test
    void e23AcceptsAColonAndSaysSo() {
        DockerEnv env = read("POSTGRES_PASSWORD: abc\n");

        assertThat(candidates(env)).containsExactly("abc");
        assertThat(warnings(env)).containsExactly("env.colon 1:18");
    }

    @Test
    void e24RefusesAFullWidthSignAndSaysZenkaku() {
        var thrown = catchThrowableOfType(ProblemException.class, () -> read("POSTGRES_PASSWORD＝abc\n"));

        assertThat(Messages.in(Language.JA).say(thrown.problem().sentence()))
                .isEqualTo(".config/docker.env:1:18 の等号が全角です。");
    }

    @Test
    void e25RefusesTextAfterTheClosingQuoteOfOneOfTheThree() {
        assertThat(refusal(() -> DatabaseEnv.of(withPassword("\"abc\"def")))).isEqualTo("env-text-after-quote 3:24");
        assertThat(refusal(() -> DatabaseEnv.of(withPassword("'abc'  # c\nTZ='a'b"))))
                .isEqualTo("accepted");
    }

    @Test
    void e26KeepsBackslashes() {
        assertThat(candidates(withPassword("a\\b\\n"))).containsExactly("a\\b\\n");
        assertThat(warnings(withPassword("a\\b\\n"))).isEmpty();
    }

    @Test
    void e27NeverRunsACommand() {
        assertThat(password(withPassword("`id`"))).isEqualTo("`id`");
        assertThat(password(withPassword("$(id)"))).isEqualTo("$(id)");
    }

    @Test
    void e28TakesTheDefaultAndSaysSo() {
        DockerEnv env = withPassword("${X:-d}");

        assertThat(candidates(env)).containsExactly("d", ":-d}", "${X:-d}");
        assertThat(warnings(env)).containsExactly("env.dollar 3:19");
    }

    @Test
    void e29SuggestsTheNameInCapitals() {
        assertThat(refusal(() -> DatabaseEnv.of(read(USER_AND_DB + "postgres_password=abc\n"))))
                .isEqualTo("env-key-case 3:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example-misskey-pass", "'example-misskey-pass'", "example-cherrypick-pass"})
    void e30SaysThatTheExampleIsStillUsed(String written) {
        assertThat(warnings(withPassword(written))).contains("env.example-password 3:19");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POSTGRES_PASSWORD_FILE", "POSTGRES_USER_FILE", "POSTGRES_DB_FILE"})
    void e32ExplainsThatTheValueIsInAnotherFile(String key) {
        assertThat(refusal(() -> DatabaseEnv.of(read(USER_AND_DB + key + "=/run/secrets/x\n"))))
                .isEqualTo("env-password-file 3:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a b", "'a b'"})
    void e33RefusesAListOfDatabases(String written) {
        assertThat(refusal(() ->
                        DatabaseEnv.of(read("POSTGRES_USER=mk\nPOSTGRES_PASSWORD=abc\nPOSTGRES_DB=" + written + "\n"))))
                .isEqualTo("env-database-list 3:13");
    }

    @Test
    void e34RefusesTheBackupImagesWordForNotSet() {
        assertThat(refusal(() -> DatabaseEnv.of(withPassword("**None**")))).isEqualTo("env-none 3:19");
    }
}
