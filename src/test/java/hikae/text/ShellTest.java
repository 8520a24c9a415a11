package hikae.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/srv/misskey-backup",
                "",
                " ",
                "x;touch PWNED;.sql.gz",
                "it's",
                "$HOME `id` $(id) \\ \" ! * ? [a] ~ # & | < > ( ) { }",
                "a\nb",
                "\n",
                "tab\tand'quote\\and\u001bescape",
                "控え",
                "e\u0301\u202e\u200b",
                "-rf"
            })
    void aShellReadsTheWordAsItWas(String text) throws IOException {
        Process bash = new ProcessBuilder("bash", "-c", "printf %s " + Shell.word(text)).start();
        String got = new String(bash.getInputStream().readAllBytes(), UTF_8);

        // printf takes a word that begins with a dash for an option, but not behind its format
        assertThat(got).isEqualTo(text);
        assertThat(TextWidth.safe(Shell.word(text)))
                .as("what is copied from a screen")
                .isEqualTo(Shell.word(text));
    }

    @Test
    void whatIsPlainStaysPlain() {
        assertThat(Shell.word("/srv/misskey-backup/a.yml")).isEqualTo("/srv/misskey-backup/a.yml");
        assertThat(Shell.word("")).isEqualTo("''");
    }
}
