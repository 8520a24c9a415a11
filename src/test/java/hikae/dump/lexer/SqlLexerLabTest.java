package hikae.dump.lexer;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.lab.Lab;
import hikae.lab.LabInstance;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What psql runs as a command is what the lexer takes for one, in texts of every kind of quote and comment,
 * opened and closed at random: a dump must not be able to hide a command from the one and show it to the other.
 */
@Tag("lab")
class SqlLexerLabTest {
    private static final int TEXTS = 250;
    private static final int COMMANDS = 60;

    private static final List<String> PIECES = List.of(
            "'",
            "'",
            "\"",
            "E'",
            "e'",
            "N'",
            "U&'",
            "U&\"",
            "$$",
            "$a$",
            "$a$",
            "$1",
            "$",
            "a$b$",
            "$é$",
            "$$$",
            "--",
            "/*",
            "*/",
            "/",
            "*",
            "-",
            "\\'",
            "\\\\'",
            "''",
            "(",
            ")",
            ";",
            "[",
            "]",
            "\n",
            "\n",
            " ",
            "\t",
            "\r",
            "\f",
            "x",
            "begin",
            "end",
            "case",
            "create function f",
            "create or replace procedure",
            "begin atomic ",
            "1",
            "_E'",
            "é",
            "::",
            ":x",
            ":'x'",
            "\"\"",
            "'\n'",
            "E'a'\n'",
            "E'a' -- c\n '",
            "E'a' - '",
            "E'a'/**/'",
            "<--",
            "<-- \n",
            "@/*",
            "||'",
            "\nend",
            " end;");

    @TempDir
    Path directory;

    @Test
    void takesForCommandsWhatPsqlRuns() throws IOException {
        for (int seed = 0; seed < TEXTS; seed++) {
            Files.writeString(directory.resolve("%03d.sql".formatted(seed)), text(new Random(seed)));
        }
        String[] byPsql = run().split("== ");
        assertThat(byPsql).hasSize(TEXTS + 1);
        int commands = 0;
        for (int seed = 0; seed < TEXTS; seed++) {
            Set<String> run = found(byPsql[seed + 1], "(?m)^(M\\d+_)");
            commands += run.size();
            assertThat(taken(text(new Random(seed)))).as("seed %d", seed).isEqualTo(run);
        }
        assertThat(commands).isGreaterThan(TEXTS);
    }

    private String run() {
        try (LabInstance misskey = LabInstance.plain()) {
            String login = "-U " + misskey.fact("DB_USER") + " -d " + misskey.fact("DB_NAME");
            String each =
                    "for f in /tmp/lexer/*; do echo \"== \"; psql -XAtq " + login + " -f $f 2>/dev/null; done; true";
            return Lab.shell("tar -C " + directory + " -c . | docker exec -i " + misskey.fact("DB_CONTAINER")
                    + " sh -c 'mkdir /tmp/lexer && tar -C /tmp/lexer -x && " + each + "'");
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < COMMANDS; i++) {
            for (int k = random.nextInt(5); k > 0; k--) {
                String piece = PIECES.get(random.nextInt(PIECES.size()));
                boolean number = !text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1));
                text.append(number ? " " : "").append(piece); // psql's versions differ in 1E'
            }
            text.append(random.nextInt(3) == 0 ? " " : "")
                    .append("\\echo M")
                    .append(i)
                    .append("_\n");
        }
        return text.toString();
    }

    private static Set<String> taken(String text) {
        Set<String> commands = new TreeSet<>();
        SqlLexer lexer = new SqlLexer(new SqlListener() {
            @Override
            public void statement(RawStatement statement) {}

            @Override
            public void comment(String comment, long line) {}

            @Override
            public void command(String command, long line) {
                commands.addAll(found(command, "^\\\\echo (M\\d+_)"));
            }

            @Override
            public void zeroByte(long line) {}

            @Override
            public void carriageReturn(long line) {}

            @Override
            public int blocksBehindLine() {
                return 0;
            }

            @Override
            public Charset charset() {
                return StandardCharsets.ISO_8859_1;
            }

            @Override
            public boolean standardStrings() {
                return true;
            }
        });
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        lexer.read(bytes, 0, bytes.length);
        return commands;
    }

    private static Set<String> found(String text, String pattern) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
