package hikae.dump;

import hikae.dump.grammar.Oddity;
import hikae.dump.lexer.SqlLexer;
import java.nio.charset.StandardCharsets;

/** Passes over the lines before a dump that are no SQL, such as a warning of pg_dump; a load never sends them. */
final class TextBefore {
    private static final int LINE_LIMIT = 4096;
    private static final int MOST_LINES = 1000;

    private final SqlLexer lexer;
    private final DumpContent content;
    private final byte[] line = new byte[LINE_LIMIT];
    private int length;
    private int lines;
    private boolean over;

    TextBefore(SqlLexer lexer, DumpContent content) {
        this.lexer = lexer;
        this.content = content;
    }

    /** Whether the SQL has begun. */
    boolean isOver() {
        return over;
    }

    /** Takes bytes up to the end, or through the first line of SQL, which the lexer has read then. */
    int read(byte[] text, int from, int end) {
        int at = from;
        while (at < end && !over) {
            line[length++] = text[at++];
            if (line[length - 1] == '\n') {
                endLine();
            } else if (length == LINE_LIMIT) {
                beginSql();
            }
        }
        return at;
    }

    private void endLine() {
        String text = new String(line, 0, length, StandardCharsets.ISO_8859_1);
        lines++;
        if (lines > MOST_LINES || Prose.beginsSql(text)) {
            beginSql();
            return;
        }
        if (!text.isBlank()) {
            content.note(Oddity.TEXT_BEFORE, lexer.lineNumber(), text.strip());
        }
        lexer.skip(1, length);
        length = 0;
    }

    private void beginSql() {
        over = true;
        lexer.read(line, 0, length);
    }

    /** No more bytes come. */
    void end() {
        if (!over) {
            beginSql();
        }
    }
}
