package hikae.instance.config;

import hikae.instance.config.EnvStatement.Form;
import hikae.instance.yaml.SourceText;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an env file as Docker Compose 2.24 and later does. A file is a run of statements, not of lines: a quoted
 * value may span lines, and what follows a closing quote is the next statement. The rules were measured with
 * compose-go 2.0 to 2.9; {@code DockerEnvOracleTest} compares with Compose itself.
 */
public final class EnvGrammar {
    private static final Pattern EXPORT = Pattern.compile("export[\\t\\n\\f\\r ]+");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:([abcfnrtv$\"\\\\])|0(\\d{0,3}))");
    private static final String NAMED_ESCAPES = "abfnrtv";
    private static final String NAMED_VALUES = "\u0007\b\f\n\r\t\u000B";

    private final SourceText source;
    private final String text;
    private final Function<String, Optional<String>> environment;
    private final Map<String, String> known = new HashMap<>();
    private final List<EnvStatement> statements = new ArrayList<>();

    private EnvGrammar(SourceText source, Function<String, Optional<String>> environment) {
        this.source = source;
        this.text = source.text();
        this.environment = environment;
    }

    /**
     * Every statement, in the order of the file.
     *
     * @param environment what Compose itself was started with: its shell and the project's {@code .env}
     * @throws ProblemException where Compose refuses the file
     */
    static List<EnvStatement> read(SourceText source, Function<String, Optional<String>> environment) {
        EnvGrammar grammar = new EnvGrammar(source, environment);
        int at = grammar.nextStatement(0);
        while (at < grammar.text.length()) {
            at = grammar.nextStatement(grammar.statement(at));
        }
        return List.copyOf(grammar.statements);
    }

    private int nextStatement(int from) {
        int at = skip(from, EnvGrammar::isSpace);
        while (at < text.length() && text.charAt(at) == '#') {
            at = skip(source.lineEnd(at), EnvGrammar::isSpace);
        }
        return at;
    }

    /** Reads the statement that begins at {@code at}; answers where the next one may begin. */
    private int statement(int at) {
        Matcher export = EXPORT.matcher(text).region(at, text.length());
        int keyAt = export.lookingAt() ? skip(at + "export".length(), EnvGrammar::isBlank) : at;
        int sign = keyEnd(keyAt);
        String key = stripTrailing(text.substring(keyAt, sign));
        if (key.indexOf(' ') >= 0) {
            throw ProblemException.of("env-key-space", source.place(keyAt + key.indexOf(' ')));
        }
        if (sign == text.length() || text.charAt(sign) == '\n') {
            return bare(key, keyAt, sign);
        }
        int valueAt = skip(sign + 1, EnvGrammar::isBlank);
        EnvStatement read = value(key, keyAt, sign, valueAt);
        statements.add(read);
        read.value().ifPresent(value -> known.put(key, value.reveal()));
        return read.end();
    }

    private int bare(String key, int keyAt, int end) {
        boolean lineEnded = end < text.length(); // without it Compose does not even look
        Optional<String> given = lineEnded && !key.isEmpty() ? environment.apply(key) : Optional.empty();
        given.ifPresent(value -> known.put(key, value));
        if (!key.isEmpty()) {
            int nameEnd = keyAt + key.length();
            statements.add(new EnvStatement(key, keyAt, nameEnd, nameEnd, nameEnd, Form.BARE, given.map(Secret::new)));
        }
        return Math.min(end + 1, text.length());
    }

    /** The offset of the sign or line end after the name at {@code from}. */
    private int keyEnd(int from) {
        int at = from;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (c == '=' || c == ':' || c == '\n') {
                return at;
            }
            if (!isBlank(c) && !isKeyCharacter(c)) {
                String id = c == '\uFF1D' ? "env-full-width-equals" : "env-key-character";
                throw ProblemException.of(id, source.place(at));
            }
            at += Character.charCount(c);
        }
        return at;
    }

    private EnvStatement value(String key, int keyAt, int sign, int valueAt) {
        char first = valueAt < text.length() ? text.charAt(valueAt) : '\n';
        if (first == '"' || first == '\'') {
            return quoted(key, keyAt, sign, valueAt);
        }
        int end = source.lineEnd(valueAt);
        String line = text.substring(valueAt, end);
        int comment = line.indexOf(" #");
        String plain = stripTrailing(comment < 0 ? line : line.substring(0, comment));
        return new EnvStatement(key, keyAt, sign, valueAt, end, Form.PLAIN, secret(fill(plain, valueAt)));
    }

    private EnvStatement quoted(String key, int keyAt, int sign, int open) {
        char quote = text.charAt(open);
        StringBuilder inside = new StringBuilder();
        boolean escape = false;
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote && !escape) {
                Form form = quote == '"' ? Form.DOUBLE : Form.SINGLE;
                String value = quote == '"' ? fill(unescape(inside.toString()), open) : inside.toString();
                return new EnvStatement(key, keyAt, sign, open, i + 1, form, secret(value));
            }
            if (c == '\\' && !escape) {
                escape = true;
                continue;
            }
            inside.append(escape && c != quote ? "\\" : "").append(c);
            escape = false;
        }
        throw ProblemException.of("env-quote-open", source.place(open), key);
    }

    private static Optional<Secret> secret(String value) {
        return Optional.of(new Secret(value));
    }

    private String fill(String value, int at) {
        return EnvTemplate.fill(value, this::lookup, () -> source.place(at));
    }

    private Optional<String> lookup(String name) {
        return environment.apply(name).or(() -> Optional.ofNullable(known.get(name)));
    }

    /** The escapes that Compose knows in double quotes; any other backslash stays. */
    static String unescape(String value) {
        return ESCAPE.matcher(value).replaceAll(match -> Matcher.quoteReplacement(escaped(match.group())));
    }

    private static String escaped(String sequence) {
        char c = sequence.charAt(1);
        if (c == '0') {
            return octal(sequence.substring(2));
        }
        return c == '$' ? "$$" : c == 'c' ? "\\c" : named(c);
    }

    /** What {@code \n}, {@code \t} and their like stand for; any other character stands for itself. */
    static String named(char c) {
        int at = NAMED_ESCAPES.indexOf(c);
        return String.valueOf(at < 0 ? c : NAMED_VALUES.charAt(at));
    }

    /** Exactly three octal digits up to 377; anything else stays, but loses its zero, as in Compose. */
    private static String octal(String digits) {
        boolean valid = digits.matches("[0-3][0-7]{2}");
        return valid ? String.valueOf((char) Integer.parseInt(digits, 8)) : "\\" + digits;
    }

    private int skip(int from, IntPredicate what) {
        int at = from;
        while (at < text.length() && what.test(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static boolean isKeyCharacter(int c) {
        int type = Character.getType(c);
        boolean number = type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
        return Character.isLetter(c) || number || "_.-[]".indexOf(c) >= 0;
    }

    /** Go's idea of a blank inside a line. */
    public static boolean isBlank(int c) {
        return c == '\t' || c == '\u000B' || c == '\f' || c == '\r' || c == ' ' || c == 0x85 || c == 0xA0;
    }

    /** Go's {@code unicode.IsSpace}. */
    static boolean isSpace(int c) {
        return c == '\n' || isBlank(c) || Character.isSpaceChar(c);
    }

    public static String stripTrailing(String line) {
        int end = line.length();
        while (end > 0 && isSpace(line.codePointBefore(end))) {
            end -= Character.charCount(line.codePointBefore(end));
        }
        return line.substring(0, end);
    }
}
