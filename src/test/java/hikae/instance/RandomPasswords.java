package hikae.instance;

import hikae.instance.config.EnvGrammar;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Passwords from a seed, full of what is special to env files, YAML and shells, and ways to write them. */
public final class RandomPasswords {
    private static final List<String> PIECES = List.of(
            "$",
            "$$",
            "${",
            "}",
            "${A}",
            "$OUT",
            "${OUT:-x}",
            "#",
            " #",
            "\\",
            "\\\\",
            "\"",
            "'",
            " ",
            "  ",
            "=",
            ":",
            ": ",
            "- ",
            "&a",
            "*a",
            "!",
            "%",
            "@",
            "`",
            "|",
            ">",
            "[",
            "]",
            "{",
            ",",
            "?",
            "~",
            "null",
            "yes",
            "0123",
            "1e3",
            "\\n",
            "\\t",
            "\\0101",
            "パスワード",
            "　",
            "é",
            "e\u0301",
            "🐱",
            "\u00A0",
            "\u200B",
            "a",
            "B",
            "7",
            "word",
            "pass");

    private final Random random;

    public RandomPasswords(long seed) {
        this.random = new Random(seed);
    }

    /** The next one, never empty. */
    public String next() {
        StringBuilder password = new StringBuilder();
        int pieces = 1 + random.nextInt(12);
        for (int i = 0; i < pieces; i++) {
            boolean plain = random.nextInt(3) == 0;
            password.append(plain ? String.valueOf((char) (' ' + random.nextInt(95))) : piece());
        }
        return password.toString();
    }

    private String piece() {
        return PIECES.get(random.nextInt(PIECES.size()));
    }

    /** Without quotes; empty if these characters would not survive it. */
    public static Optional<String> plain(String password) {
        boolean whole = EnvGrammar.stripTrailing(password).equals(password)
                && !password.isEmpty()
                && !EnvGrammar.isBlank(password.charAt(0))
                && "\"'".indexOf(password.charAt(0)) < 0
                && !password.contains(" #")
                && !password.startsWith("#"); // after "A=" it would do, but not after "A= "
        return whole ? Optional.of(password.replace("$", "$$")) : Optional.empty();
    }

    /** In single quotes; empty if an odd run of backslashes stands before a quote or the end. */
    public static Optional<String> single(String password) {
        boolean whole = !(password + "'").matches("(?s).*(?<!\\\\)\\\\(?:\\\\\\\\)*'.*");
        return whole ? Optional.of("'" + password.replace("'", "\\'") + "'") : Optional.empty();
    }

    /** In double quotes. */
    public static Optional<String> doubled(String password) {
        String escaped = password.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$");
        return Optional.of("\"" + escaped + "\"");
    }
}
