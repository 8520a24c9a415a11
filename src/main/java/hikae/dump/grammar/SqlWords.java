package hikae.dump.grammar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of one statement, one after the other. Words without quotes are in lower case, as PostgreSQL
 * takes them; a quoted name is never mistaken for a word of SQL.
 *
 * <p>Every method that takes something throws {@link Refused} where that does not come next: what is not understood
 * must not run.
 */
final class SqlWords {
    private static final String PUBLIC = "public";
    /** PostgreSQL cuts longer names; pg_dump can have none. */
    private static final int NAME_BYTES = 63;
    /** A table has at most 1,600 columns. */
    private static final int MOST_NAMES = 1600;

    private final SqlTokens tokens;
    private SqlTokens.Token next;

    /**
     * The words of this text.
     *
     * @throws Refused when it does not even begin with one
     */
    SqlWords(String text) {
        tokens = new SqlTokens(text);
        next = tokens.next();
    }

    boolean isEnd() {
        return next.kind() == SqlTokens.Kind.END;
    }

    /** Nothing may follow. */
    void end() {
        if (!isEnd()) {
            throw Refused.statement();
        }
    }

    /** What comes next. */
    SqlTokens.Token peek() {
        return next;
    }

    /** Whether this word, not quoted, or this sign comes next. */
    boolean is(String word) {
        boolean plain = next.kind() == SqlTokens.Kind.WORD || next.kind() == SqlTokens.Kind.SIGN;
        return plain && next.value().equals(word);
    }

    boolean isText() {
        return next.kind() == SqlTokens.Kind.TEXT;
    }

    boolean isNumber() {
        return next.kind() == SqlTokens.Kind.NUMBER;
    }

    boolean isName() {
        return next.kind() == SqlTokens.Kind.NAME || next.kind() == SqlTokens.Kind.WORD;
    }

    /** Takes these words when they come next, all of them or none. */
    boolean accept(String... words) {
        int start = tokens.position();
        SqlTokens.Token first = next;
        for (String word : words) {
            if (!is(word)) {
                tokens.back(start, first);
                next = first;
                return false;
            }
            skip();
        }
        return true;
    }

    /** Takes the first of these words that comes next, if one does. */
    boolean acceptAny(String... words) {
        for (String word : words) {
            if (accept(word)) {
                return true;
            }
        }
        return false;
    }

    /** Takes these words, which must come next. */
    void expect(String... words) {
        if (!accept(words)) {
            throw Refused.statement();
        }
    }

    /** Takes one of these words, which must come next. */
    void expectAny(String... words) {
        if (!acceptAny(words)) {
            throw Refused.statement();
        }
    }

    /** Takes a name, quoted or not. */
    String name() {
        if (!isName() || next.value().getBytes(StandardCharsets.UTF_8).length > NAME_BYTES) {
            throw Refused.statement();
        }
        return take();
    }

    /** Takes names with commas between. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        do {
            names.add(name());
        } while (names.size() < MOST_NAMES && accept(","));
        return names;
    }

    /** Takes a quoted text. */
    String text() {
        if (!isText()) {
            throw Refused.statement();
        }
        return take();
    }

    /** Takes a whole number, with its sign. */
    String number() {
        String sign = accept("-") ? "-" : "";
        if (!isNumber()) {
            throw Refused.statement();
        }
        return sign + take();
    }

    /** Takes a text, a number or a word: what a setting or an option may be. */
    String literal() {
        return isText() ? text() : isName() ? name() : number();
    }

    /**
     * Takes the name, with or without schema, of a table or of what else a dump makes or fills. Nothing of PostgreSQL's
     * own: who may write to its catalogs could make himself anything.
     */
    TableName table() {
        TableName table = known();
        if (isSystems(table)) {
            throw Refused.statement();
        }
        return table;
    }

    static boolean isSystems(TableName table) {
        return table.schema().startsWith("pg_") || table.schema().equals("information_schema");
    }

    /** Takes the name of something that is only used, and may be PostgreSQL's own: a collation, an operator class. */
    TableName known() {
        String first = name();
        if (accept(".")) {
            return new TableName(first, name());
        }
        return new TableName(first.startsWith("pg_") ? "pg_catalog" : PUBLIC, first); // where it is looked for first
    }

    /** Takes whatever comes next. */
    SqlTokens.Token skip() {
        SqlTokens.Token taken = next;
        next = tokens.next();
        return taken;
    }

    private String take() {
        return skip().value();
    }
}
