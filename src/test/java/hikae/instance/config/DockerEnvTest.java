package hikae.instance.config;

import static hikae.instance.EnvFiles.read;
import static hikae.instance.EnvFiles.refusal;
import static hikae.instance.EnvFiles.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import hikae.instance.EnvFiles;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The grammar of Compose 2, row by row as measured. */
class DockerEnvTest {
    private static final Map<String, String> SHELL = Map.of("OUT", "outer", "EMPTY", "");

    @ParameterizedTest(name = "{0}")
    @MethodSource("accepted")
    void readsAsComposeDoes(String row, String file, Map<String, String> expected) {
        assertThat(values(read(file, SHELL))).as(row).isEqualTo(expected);
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                row("a byte order mark", "\uFEFFA=x\n", "A", "x"),
                row("CRLF, also after quotes", "A=x\r\nB='y'\r\nC=z\r\n", "A", "x", "B", "y", "C", "z"),
                row("blank lines and comments", "\n \n# c\n   # d\nA=x\n#e", "A", "x"),
                row("export and blanks", "export A=x\n  B  =  y\nexport\tC = z", "A", "x", "B", "y", "C", "z"),
                row("a colon", "A: x\nB : 'y'\n", "A", "x", "B", "y"),
                row("names in any script", "名前=x\nA.b-c[0]_=y\n9A=z", "名前", "x", "A.b-c[0]_", "y", "9A", "z"),
                row("nothing", "A=\nB=\"\"\nC=''\n", "A", "", "B", "", "C", ""),
                row("a name alone, set outside", "OUT\nMISSING\nEMPTY\n", "OUT", "outer", "EMPTY", ""),
                row("a name alone at the very end", "A=x\nOUT", "A", "x"),
                row(
                        "a comment after a blank",
                        "A=pass#word #c\nB= #x\nC=a\t#b\nD=a\u3000#b",
                        "A",
                        "pass#word",
                        "B",
                        "#x",
                        "C",
                        "a\t#b",
                        "D",
                        "a\u3000#b"),
                row("trimmed at both ends", "A= \t x \t \nB=\u3000x\u3000\n", "A", "x", "B", "\u3000x"),
                row("quotes inside", "A=a\"b\"c\nB=it's\n", "A", "a\"b\"c", "B", "it's"),
                row(
                        "backslashes, not quoted",
                        "A=a\\nb\nB=a\\\\b\nC=a\\#b\n",
                        "A",
                        "a\\nb",
                        "B",
                        "a\\\\b",
                        "C",
                        "a\\#b"),
                row("escapes in double quotes", "A=\"a\\n\\t\\r\\\"\\\\b\"\n", "A", "a\n\t\r\"\\b"),
                row("more escapes", "A=\"\\a\\b\\f\\v\\c\\x\\d\"\n", "A", "\u0007\b\f\u000B\\c\\x\\d"),
                row("octal escapes", "A=\"\\0101\\012\\0\\0777\\0389\\01234\"", "A", "A\\12\\\\777\\389S4"),
                row("double quotes over lines", "A=\"x\ny\"\nB=z\n", "A", "x\ny", "B", "z"),
                row(
                        "single quotes are literal",
                        "A='a\\n$OUT\\'b\\\\'\nB='x\ny'\n",
                        "A",
                        "a\\n$OUT'b\\\\",
                        "B",
                        "x\ny"),
                row("a comment after a quote", "A=\"v\" # c\nB='v'#c\n", "A", "v", "B", "v"),
                row(
                        "text after a quote is the next statement",
                        "A=\"v\"trail\nB=\"w\"C=x\n",
                        "A",
                        "v",
                        "B",
                        "w",
                        "C",
                        "x"),
                row(
                        "variables",
                        "A=1$OUT-${OUT}2\nB=\"$OUT\"\nC=p$word\n",
                        "A",
                        "1outer-outer2",
                        "B",
                        "outer",
                        "C",
                        "p"),
                row("doubled dollars", "A=p$$w\nB=\"p$$w\"\nC='p$$w'\n", "A", "p$w", "B", "p$w", "C", "p$$w"),
                row("a backslash before a dollar", "A=p\\$OUT\nB=\"p\\$OUT\"\n", "A", "p\\outer", "B", "p$OUT"),
                row(
                        "a dollar alone",
                        "A=a$1b\nB=a$!b\nC=a$(id)\nD=a$\n",
                        "A",
                        "a$1b",
                        "B",
                        "a$!b",
                        "C",
                        "a$(id)",
                        "D",
                        "a$"),
                row("a default", "A=${X:-d}${EMPTY:-e}${EMPTY-f}${OUT:-g}\nB=${X-h}\n", "A", "deouter", "B", "h"),
                row("an alternative", "A=${X:+a}${EMPTY:+b}${EMPTY+c}${OUT:+d}\n", "A", "cd"),
                row("a required name", "A=${OUT:?no}${EMPTY?no}\n", "A", "outer"),
                row("defaults inside defaults", "A=${X:-a${Y:-b}c}d${OUT}\nB=${X:-{}}\n", "A", "abcdouter", "B", "{}"),
                row("names read above", "A=x\nB=${A}y$C\nC=z\n", "A", "x", "B", "xy", "C", "z"),
                row("the outside first", "OUT=inner\nB=$OUT\n", "OUT", "inner", "B", "outer"),
                row("the last of two", "A=x\nA=y\n", "A", "y"),
                row("export alone in its line", "export\nA=x\n", "A", "x"),
                row("a name that begins with export", "exportA=x\nexport=y\n", "exportA", "x", "export", "y"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesWhatComposeRefuses(String row, String file, String expected) {
        assertThat(refusal(() -> read(file, SHELL))).as(row).isEqualTo(expected);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("a character", "A=x\nB!C=y\n", "env-key-character 2:2"),
                Arguments.of("a quoted name", "'A'=x\n", "env-key-character 1:1"),
                Arguments.of("a combining mark in a name", "か\u3099=x\n", "env-key-character 1:2"),
                Arguments.of("a blank in a name", "A=x\n  B C=y\n", "env-key-space 2:4"),
                Arguments.of("a blank in a name alone", "B C\n", "env-key-space 1:2"),
                Arguments.of("a quote never closed", "A=x\nB=  \"y\nC=z\n", "env-quote-open 2:5"),
                Arguments.of("an escaped closing quote", "A='x\\'\n", "env-quote-open 1:3"),
                Arguments.of("no name in the braces", "A=${}\n", "env-braces 1:3"),
                Arguments.of("a brace never closed", "A=x${b\n", "env-braces 1:3"),
                Arguments.of("a digit in the braces", "A=\"${1}\"\n", "env-braces 1:3"),
                Arguments.of("a required name", "A=${X:?text}\n", "env-required 1:3"),
                Arguments.of("a required name that is empty", "A=${EMPTY:?}\n", "env-required 1:3"),
                Arguments.of("a brace inside a default", "A=${X:-${b}\n", "env-braces 1:3"));
    }

    @Test
    void saysWhereEachKeyStands() {
        var entries = read("A=1\n\n# c\nB=\"2\n3\"\nA=4\n").entries();

        assertThat(entries)
                .extracting(DockerEnv.Entry::key, DockerEnv.Entry::line)
                .containsExactly(tuple("A", 6), tuple("B", 4));
    }

    @Test
    void neverShowsAValue() {
        DockerEnv env = EnvFiles.withPassword("canary");

        assertThat(env + " " + env.entries() + env.candidates(DockerEnv.PASSWORD) + env.statements()
                        + EnvWarnings.of(env) + DatabaseEnv.of(env))
                .doesNotContain("canary")
                .doesNotContain("misskey");
    }

    private static Arguments row(String name, String file, String... pairs) {
        Map<String, String> expected = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            expected.put(pairs[i], pairs[i + 1]);
        }
        return Arguments.of(name, file, expected);
    }
}
