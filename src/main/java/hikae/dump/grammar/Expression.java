package hikae.dump.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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

    private static final String COLUMNS_END = "a)";

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

    /** Behind these a name with a dot is the name of a type or a collation. */
    private static final Set<String> BEFORE_TYPE = Set.of("::", "as", "collate");

    /** Words of SQL that call something all the same. */
    private static final Set<String> CALLING =
            Set.of("coalesce", "greatest", "least", "nullif", "extract", "trim", "cast");

    private final SqlWords words;
    private final Set<String> own;
    private final Kind kind;
    private final Deque<String> open = new ArrayDeque<>();
    private final List<String> name = new ArrayList<>();
    private final FunctionRows rows = new FunctionRows();
    private String before = "";
    private String lead = "";
    private boolean keyword;
    private Optional<String> row = Optional.empty();
    private Optional<Set<String>> columns = Optional.empty();

    private enum Kind {
        VALUE,
        TRIGGER,
        FUNCTION,
        QUERY
    }

    private Expression(SqlWords words, Set<String> own, Kind kind) {
        this.words = words;
        this.own = own;
        this.kind = kind;
    }

    /**
     * Takes an expression in parentheses.
     *
     * @param own the functions that the dump has made itself
     */
    static void inParentheses(SqlWords words, Set<String> own) {
        inParentheses(words, own, Kind.VALUE);
    }

    /** Takes the condition of a trigger: it may speak of the old and the new row. */
    static void condition(SqlWords words, Set<String> own) {
        inParentheses(words, own, Kind.TRIGGER);
    }

    private static void inParentheses(SqlWords words, Set<String> own, Kind kind) {
        words.expect("(");
        new Expression(words, own, kind).read(next -> next.is(")"));
        words.expect(")");
    }

    /** Takes an expression up to what comes behind it, which is not taken. */
    static void until(SqlWords words, Set<String> own, Predicate<SqlWords> stop) {
        new Expression(words, own, Kind.VALUE).read(stop);
    }

    /** Takes the body of a function that calculates, up to a semicolon or the end. */
    static void body(SqlWords words, Set<String> own) {
        new Expression(words, own, Kind.FUNCTION).read(next -> next.is(";"));
    }

    /** Takes the rest: the query of a view. */
    static void query(SqlWords words, Set<String> own) {
        new Expression(words, own, Kind.QUERY).read(SqlWords::isEnd);
    }

    private void read(Predicate<SqlWords> stop) {
        do {
            step(words.skip());
        } while (!open.isEmpty() || before.equals(".") || !(words.isEnd() || stop.test(words)));
        endName();
        rows.check();
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
        endName();
        row = Optional.empty();
        before = value;
    }

    private void word(SqlTokens.Token token) {
        boolean isWord = token.kind() == SqlTokens.Kind.WORD;
        String value = token.value();
        boolean acts = isWord && (ACTS.contains(value) || (value.equals("from") && before.equals("rows")));
        if (acts && (kind == Kind.FUNCTION || kind == Kind.QUERY)) {
            throw Refused.statement();
        }
        if (!before.equals(".")) {
            begin(value);
        }
        keyword = isWord && !before.equals(".") && KEYWORDS.contains(value);
        name.add(value);
        before = isWord ? value : "\"";
        if (isWord && FunctionRows.isValue(value)) {
            rows.called(value);
            before = CALL_END;
        }
    }

    /** A name behind a call is another name for its rows, also behind WITH ORDINALITY and AS. */
    private void begin(String value) {
        endName();
        boolean between = value.equals("with") || value.equals("ordinality") || value.equals("as");
        boolean behindCall =
                before.equals(CALL_END) || row.filter(String::isEmpty).isPresent();
        columns.filter(list -> before.equals("(") || before.equals(",")).ifPresent(list -> list.add(value));
        lead = before;
        if (behindCall && !between) {
            row = Optional.of(value);
            if (!words.is("(")) {
                rows.named(value, Set.of());
            }
        } else {
            row = behindCall ? Optional.of("") : Optional.empty();
        }
    }

    /** A name has ended, and it is none of a function. */
    private void endName() {
        if (name.size() > 1 && !BEFORE_TYPE.contains(lead)) {
            boolean ofTrigger = kind == Kind.TRIGGER
                    && (name.get(0).equals("new") || name.get(0).equals("old"));
            if (name.size() > 2 || !(ofTrigger || kind == Kind.QUERY)) {
                throw Refused.statement();
            }
            rows.used(name.get(0), name.get(1));
        }
        name.clear();
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
        boolean list = row.isPresent() || BEFORE_ALIAS.contains(lead);
        boolean call = closing.equals(")") && !name.isEmpty() && !keyword && !list;
        String called = name.isEmpty() ? "" : name.get(name.size() - 1);
        if (call && !HarmlessCalls.has(called) && !own.contains(called)) {
            throw Refused.of(Refused.Cause.CALL, called);
        }
        boolean calls = call || (closing.equals(")") && keyword && CALLING.contains(called));
        if (calls) {
            rows.called(called);
            name.clear();
        }
        columns = row.filter(known -> closing.equals(")")).map(known -> new HashSet<>());
        open.push(calls ? CALL_END : columns.isPresent() ? COLUMNS_END + row.orElse("") : closing);
        plainInside();
    }

    private void plainInside() {
        endName();
        row = Optional.empty();
        before = "(";
        keyword = false;
    }

    private void close(String sign) {
        endName();
        String closed = open.isEmpty() ? "" : open.pop();
        if (closed.startsWith(COLUMNS_END)) {
            rows.named(closed.substring(COLUMNS_END.length()), columns.orElse(Set.of()));
            closed = ")";
        }
        columns = Optional.empty();
        if (!closed.endsWith(sign)) {
            throw Refused.statement();
        }
        plain(closed);
    }

    /** {@code (x).f} and {@code $1.f} may be calls of f. */
    private void dot() {
        if (name.isEmpty() || keyword) {
            throw Refused.statement();
        }
        before = ".";
    }
}
