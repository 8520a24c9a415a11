package hikae.dump;

import java.util.Locale;

/**
 * The words of one statement, one after the other. Words without quotes are in lower case, as PostgreSQL
 * takes them; a quoted name is never mistaken for a word of SQL.
 */
final class SqlWords {
    private static final String PUBLIC = "public";

    private enum Kind {
        WORD,
        NAME,
        TEXT,
        SIGN,
        END
    }

    private final String text;
    private int at;
    private Kind kind = Kind.END;
    private String value = "";

    SqlWords(String text) {
        this.text = text;
        advance();
    }

    boolean isEnd() {
        return kind == Kind.END;
    }

    /** Whether this word, not quoted, or this sign comes next. */
    boolean is(String word) {
        return (kind == Kind.WORD || kind == Kind.SIGN) && value.equals(word);
    }

    /** Takes these words when they come next, all of them or none. */
    boolean accept(String... words) {
        int start = at;
        Kind startKind = kind;
        String startValue = value;
        for (String word : words) {
            if (!is(word)) {
                at = start;
                kind = startKind;
                value = startValue;
                return false;
            }
            advance();
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

    /** Takes a name, quoted or not; empty when there is none. */
    String name() {
        if (kind != Kind.NAME && kind != Kind.WORD) {
            return "";
        }
        String name = value;
        advance();
        return name;
    }

    /** Takes a quoted text or a name. */
    String textOrName() {
        if (kind != Kind.TEXT) {
            return name();
        }
        String taken = value;
        advance();
        return taken;
    }

    /** Takes a table's name with or without schema. */
    TableName table() {
        String first = name();
        return accept(".") ? new TableName(first, name()) : new TableName(PUBLIC, first);
    }

    /** Takes whatever comes next. */
    void skip() {
        advance();
    }

    private void advance() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (at == text.length()) {
            kind = Kind.END;
            value = "";
            return;
        }
        char first = text.charAt(at);
        if (first == '"') {
            quoted('"', Kind.NAME);
        } else if (first == '\'') {
            quoted('\'', Kind.TEXT);
        } else if (isWordPart(first)) {
            word();
        } else {
            kind = Kind.SIGN;
            value = text.substring(at, ++at);
        }
    }

    private void word() {
        int start = at;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        kind = Kind.WORD;
        value = text.substring(start, at).toLowerCase(Locale.ROOT);
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c >= 0x80;
    }

    private void quoted(char quote, Kind what) {
        StringBuilder inside = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == quote) {
                if (at == text.length() || text.charAt(at) != quote) {
                    break;
                }
                at++;
            }
            inside.append(c);
        }
        kind = what;
        value = inside.toString();
    }
}
