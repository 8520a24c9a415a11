package hikae.dump;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Expressions: defaults, checks, columns of an index, conditions, bodies of views and functions. What they could do
 * comes from the functions they call, so each call is looked up; operators and casts call only what PostgreSQL and
 * the extensions on the list bring, because a dump may make none of its own.
 */
final class Expression {
    /** Words of SQL, not quoted, before a parenthesis that is no call. */
    private static final Set<String> KEYWORDS = Set.of(("all and any array as between bit by case cast char character"
                    + " check coalesce cross dec decimal distinct else except exists extract filter float from full"
                    + " greatest group grouping having ilike in inner intersect is join lateral least like limit"
                    + " materialized natural nchar not nullif offset on only operator or order ordinality outer over"
                    + " overlaps partition rollup row rows select sets similar some then trim union using values varying"
                    + " when where with within")
            .split(" "));

    /** What ends a call: there a name with a parenthesis is an alias with its columns, {@code f(x) y(a, b)}. */
    private static final String CALL_END = "f)";

    private static final Set<String> BEFORE_ALIAS = Set.of(CALL_END, "as", "ordinality", "with", "recursive");

    /** With these a body would be more than a calculation. */
    private static final Set<String> ACTS = Set.of(
            "execute",
            "insert",
            "update",
            "delete",
            "merge",
            "truncate",
            "copy",
            "call",
            "do",
            "into",
            "perform",
            "query");

    private final SqlWords words;
    private final Set<String> own;
    private final boolean isBody;
    private final Deque<String> open = new ArrayDeque<>();
    private String before = "";
    private String called = "";

    private Expression(SqlWords words, Set<String> own, boolean isBody) {
        this.words = words;
        this.own = own;
        this.isBody = isBody;
    }

    /**
     * Takes an expression in parentheses.
     *
     * @param own the functions that the dump has made itself
     */
    static void inParentheses(SqlWords words, Set<String> own) {
        words.expect("(");
        new Expression(words, own, false).read(next -> next.is(")"));
        words.expect(")");
    }

    /** Takes an expression up to what comes behind it, which is not taken. */
    static void until(SqlWords words, Set<String> own, Predicate<SqlWords> stop) {
        new Expression(words, own, false).read(stop);
    }

    /** Takes the rest, or all up to a semicolon: the body of a view, or of a function that calculates. */
    static void body(SqlWords words, Set<String> own) {
        new Expression(words, own, true).read(next -> next.is(";"));
    }

    private void read(Predicate<SqlWords> stop) {
        do {
            step(words.skip());
        } while (!open.isEmpty() || before.equals(".") || !(words.isEnd() || stop.test(words)));
    }

    private void step(SqlTokens.Token token) {
        switch (token.kind()) {
            case WORD, NAME -> word(token);
            case SIGN -> sign(token.value());
            case END, BODY -> throw Refused.statement();
            case TEXT, NUMBER, PARAMETER -> plain("");
        }
    }

    private void plain(String value) {
        before = value;
        called = "";
    }

    private void word(SqlTokens.Token token) {
        boolean isWord = token.kind() == SqlTokens.Kind.WORD;
        String value = token.value();
        if (isWord && isBody && ACTS.contains(value)) {
            throw Refused.statement();
        }
        boolean keyword = isWord && !before.equals(".") && KEYWORDS.contains(value);
        called = keyword || BEFORE_ALIAS.contains(before) ? "" : value;
        before = isWord ? value : "";
    }

    private void sign(String sign) {
        switch (sign) {
            case "(" -> open(")");
            case "[" -> open("]");
            case ")", "]" -> close(sign);
            case "." -> dot();
            case ";" -> throw Refused.statement();
            default -> plain(sign);
        }
    }

    private void open(String closing) {
        boolean known = called.isEmpty() || HarmlessCalls.has(called) || own.contains(called);
        if (closing.equals(")") && !known) {
            throw Refused.of(Refused.Cause.CALL, called);
        }
        open.push(closing.equals(")") && !called.isEmpty() ? CALL_END : closing);
        plain("");
    }

    private void close(String sign) {
        String closed = open.isEmpty() ? "" : open.pop();
        if (!closed.endsWith(sign)) {
            throw Refused.statement();
        }
        plain(closed);
    }

    /** {@code (x).f} may be a call of f. */
    private void dot() {
        if (before.endsWith(")") || before.equals("]")) {
            throw Refused.statement();
        }
        plain(".");
    }
}
