package hikae.dump.grammar;

import hikae.dump.lexer.BlockComment;
import hikae.dump.lexer.SqlSigns;
import java.util.Locale;

/**
 * Cuts a statement into tokens as the server's own lexer does (scan.l of PostgreSQL 12 to 18). Where versions or
 * settings differ in what they would see, it refuses; pg_dump writes nothing of the kind.
 */
final class SqlTokens {
    private static final String SIGNS = "()[],.;";
    private static final String OPERATORS = "+-*/<>=~!@#%^&|`?";
    private static final String BLANKS = " \t\n\r\f";

    enum Kind {
        /** A word without quotes, in lower case. */
        WORD,
        /** A name in double quotes. */
        NAME,
        /** A text in single quotes. */
        TEXT,
        /** What stands between dollar quotes. */
        BODY,
        NUMBER,
        /** {@code $1}. */
        PARAMETER,
        /** A bracket, a comma, an operator. */
        SIGN,
        END
    }

    /**
     * One token.
     *
     * @param value what it means: a name without its quotes
     */
    record Token(Kind kind, String value) {}

    private final String text;
    private int at;
    private boolean behindText;

    SqlTokens(String text) {
        this.text = text;
    }

    /** Where the next token begins, or the blanks before it. */
    int position() {
        return at;
    }

    /** Goes back to where it was when this was the last token taken. */
    void back(int position, Token last) {
        at = position;
        behindText = isText(last);
    }

    private static boolean isText(Token token) {
        return token.kind() == Kind.TEXT || token.kind() == Kind.BODY;
    }

    /** The next token; END again and again behind the last one. */
    Token next() {
        boolean blank = true;
        while (blank) {
            blank = skipsBlank();
        }
        Token token = at == text.length() ? new Token(Kind.END, "") : read(text.charAt(at));
        boolean isText = isText(token);
        if (isText && behindText) {
            throw Refused.statement(); // two texts in a row may be one, with or without escapes
        }
        behindText = isText;
        return token;
    }

    /** Comments stand in the bodies of functions only; a statement comes without them. */
    private boolean skipsBlank() {
        if (isNext("--")) {
            while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                at++;
            }
            return true;
        } else if (isNext("/*")) {
            skipComment();
            return true;
        }
        boolean blank = at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0;
        at += blank ? 1 : 0;
        return blank;
    }

    private void skipComment() {
        BlockComment comment = new BlockComment();
        comment.begin();
        at += 2;
        while (at < text.length()) {
            if (comment.endsWith(text.charAt(at++))) {
                return;
            }
        }
        throw Refused.statement();
    }

    private Token read(char first) {
        if (first == '"') {
            return new Token(Kind.NAME, quoted('"', false));
        } else if (first == '\'') {
            return new Token(Kind.TEXT, quoted('\'', false));
        } else if (first == '$') {
            return dollar();
        } else if (SIGNS.indexOf(first) >= 0) {
            at++;
            return new Token(Kind.SIGN, String.valueOf(first));
        } else if (OPERATORS.indexOf(first) >= 0 || first == ':') {
            return operator(first);
        } else if (SqlSigns.isDigit(first)) {
            return number();
        } else if (SqlSigns.isWordStart(first)) {
            return word();
        }
        throw Refused.statement();
    }

    private Token word() {
        int start = at;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        String word = lower(text.substring(start, at));
        if (word.equals("e") && isNext("'")) {
            return new Token(Kind.TEXT, quoted('\'', true));
        }
        if (word.equals("u") && isNext("&'")) {
            at++;
            return new Token(Kind.TEXT, quoted('\'', false));
        }
        if (word.equals("u") && isNext("&\"")) {
            throw Refused.statement(); // a name in disguise
        }
        return new Token(Kind.WORD, word);
    }

    /** Only these letters have a lower case for PostgreSQL in every encoding. */
    private static String lower(String word) {
        boolean ascii = word.chars().allMatch(c -> c < 0x80);
        if (ascii) {
            return word.toLowerCase(Locale.ROOT);
        }
        StringBuilder lower = new StringBuilder(word);
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            lower.setCharAt(i, c >= 'A' && c <= 'Z' ? (char) (c + ' ') : c);
        }
        return lower.toString();
    }

    private static boolean isWordPart(char c) {
        return SqlSigns.isWordStart(c) || SqlSigns.isDigit(c) || c == '$';
    }

    private boolean isNext(String what) {
        return text.startsWith(what, at);
    }

    private String quoted(char quote, boolean escapes) {
        StringBuilder inside = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == quote) {
                if (!isNext(String.valueOf(quote))) {
                    return inside.toString();
                }
                at++;
            } else if (escapes && c == '\\' && at < text.length()) {
                c = text.charAt(at++);
            }
            inside.append(c);
        }
        throw Refused.statement();
    }

    private Token dollar() {
        int end = at + 1;
        while (end < text.length() && isWordPart(text.charAt(end)) && text.charAt(end) != '$') {
            end++;
        }
        if (end < text.length() && text.charAt(end) == '$') {
            String mark = text.substring(at, end + 1);
            int close = text.indexOf(mark, end + 1);
            boolean digit = mark.length() > 2 && SqlSigns.isDigit(mark.charAt(1));
            if (close >= 0 && !digit) {
                at = close + mark.length();
                return new Token(Kind.BODY, text.substring(end + 1, close));
            }
        }
        String number = text.substring(at + 1, end);
        if (!number.matches("\\d{1,4}")) {
            throw Refused.statement();
        }
        at = end;
        return new Token(Kind.PARAMETER, number);
    }

    private Token number() {
        int start = at;
        while (at < text.length() && (SqlSigns.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        if (isNext("e") || isNext("E")) {
            at += isNext("e-") || isNext("e+") || isNext("E-") || isNext("E+") ? 2 : 1;
            while (at < text.length() && SqlSigns.isDigit(text.charAt(at))) {
                at++;
            }
        }
        if (at < text.length() && isWordPart(text.charAt(at))) {
            throw Refused.statement(); // versions differ in whether this is one token or two
        }
        return new Token(Kind.NUMBER, text.substring(start, at));
    }

    /**
     * How much at the end of an operator is none of it, but the sign of what comes behind it: {@code n_distinct=-0.5}. As
     * PostgreSQL has it, an operator ends in plus or minus only when a sign is in it that no number can have.
     */
    private static int signOfNumber(String operator) {
        boolean ofItsOwn = operator.chars().anyMatch(c -> "~!@#%^&|`?".indexOf(c) >= 0);
        String bare =
                ofItsOwn ? operator : operator.charAt(0) + operator.substring(1).replaceAll("[+-]+$", "");
        return operator.length() - bare.length();
    }

    /** psql puts a variable of its own where a colon stands before a word or a quote. */
    private Token operator(char first) {
        int start = at;
        if (first == ':') {
            at += isNext("::") ? 2 : 1;
            boolean cast = at - start == 2;
            boolean variable =
                    !cast && at < text.length() && !SqlSigns.isDigit(text.charAt(at)) && text.charAt(at) != ' ';
            if (variable || isNext(":")) {
                throw Refused.statement();
            }
            return new Token(Kind.SIGN, text.substring(start, at));
        }
        while (at < text.length() && OPERATORS.indexOf(text.charAt(at)) >= 0 && !isNext("--") && !isNext("/*")) {
            at++;
        }
        at -= signOfNumber(text.substring(start, at));
        return new Token(Kind.SIGN, text.substring(start, at));
    }
}
