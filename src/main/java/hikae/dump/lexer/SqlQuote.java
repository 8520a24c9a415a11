package hikae.dump.lexer;

/**
 * A text in single quotes: where it ends, and whether the next one is a part of it. SQL joins two that only
 * blanks with a newline part, and backslashes keep their meaning in the second one (psqlscan.l: xqs). psql
 * reads line by line, so that for psql only a carriage return is such a newline [measured with 15.18].
 */
final class SqlQuote {
    private boolean escapes;
    private boolean escaped;
    /** One with escapes has ended and nothing but blanks and line comments came since. */
    private boolean mayGoOn;

    private boolean mayGoOnBehindComment;
    private boolean carriageReturn;

    /**
     * A quote opens.
     *
     * @param withEscapes whether backslashes have a meaning in it
     * @param adjacent whether another one has just ended
     */
    void open(boolean withEscapes, boolean adjacent) {
        escapes = withEscapes || (mayGoOn && (adjacent || carriageReturn));
        escaped = false;
    }

    /** Takes a byte inside; true when it closes the quote. */
    boolean closesWith(int value) {
        if (escaped) {
            escaped = false;
        } else if (escapes && value == '\\') {
            escaped = true;
        } else if (value == '\'') {
            mayGoOn = escapes;
            carriageReturn = false;
            return true;
        }
        return false;
    }

    /** A carriage return outside of quotes. */
    void carriageReturn() {
        carriageReturn = true;
    }

    /** Something that is not blank, outside of quotes; a hyphen may begin a comment. */
    void sign(int value) {
        mayGoOnBehindComment = mayGoOn && value == '-';
        mayGoOn = mayGoOn && value == '\'';
    }

    /** What looked like a sign began a comment to the end of the line. */
    void lineComment() {
        mayGoOn = mayGoOnBehindComment;
    }

    /** The statement or the line has ended. */
    void forget() {
        mayGoOn = false;
    }
}
