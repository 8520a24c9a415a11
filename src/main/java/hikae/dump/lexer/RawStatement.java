package hikae.dump.lexer;

/**
 * A statement as the lexer has cut it out.
 *
 * @param text without its semicolon and its comments, with a blank for each line break outside of quotes
 * @param line the line it begins on
 * @param from offset of its first byte
 * @param to offset behind its semicolon
 * @param flaw what keeps it from being understood
 */
public record RawStatement(String text, long line, long from, long to, Flaw flaw) {
    public enum Flaw {
        NONE,
        /** More than is kept of one statement. */
        TOO_LONG,
        /** Bytes that are no text in the encoding of the dump. */
        NOT_TEXT
    }
}
