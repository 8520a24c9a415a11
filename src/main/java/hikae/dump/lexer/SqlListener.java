package hikae.dump.lexer;

import java.nio.charset.Charset;

/** Hears what a {@link SqlLexer} finds outside of the rows; lines count from 1. */
public interface SqlListener {
    /** A statement ended. */
    void statement(RawStatement statement);

    /** A comment that is a line of its own, without the hyphens and the blanks around. */
    void comment(String text, long line);

    /** A command for psql: the whole line from its backslash on. */
    void command(String text, long line);

    /** A byte that no SQL holds. */
    void zeroByte(long line);

    /** A carriage return between statements or in one. */
    void carriageReturn(long line);

    /** How many blocks of rows follow behind the end of this line. */
    int blocksBehindLine();

    /** In what the statements are written. */
    Charset charset();

    /** Whether backslashes in ordinary quotes are letters, as they are but for a very old setting. */
    boolean standardStrings();
}
