package hikae.dump.grammar;

import java.nio.charset.Charset;

/** Hears what statements do to the dump as a whole, beside the {@link Meaning} that each of them has. */
public interface StatementSink {
    /** The names of what is made and filled. */
    DumpNames names();

    /** Something odd stands in this line. */
    void note(Oddity what, long line, String text);

    /** Whether something of this kind was noted. */
    boolean has(Oddity what);

    /** A block of rows follows. */
    void block(CopyTarget target);

    /**
     * What follows is in this encoding.
     *
     * @param name as PostgreSQL calls it
     * @throws Refused if rows came before it in another one
     */
    void encoding(String name, Charset charset);
}
