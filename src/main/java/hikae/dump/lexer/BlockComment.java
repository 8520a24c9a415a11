package hikae.dump.lexer;

/** A comment between slashes and stars, which may hold others. */
public final class BlockComment {
    private int depth;
    private int previous;

    /** Its first two signs were read. */
    public void begin() {
        depth = 1;
        previous = 0;
    }

    /** Takes a byte inside; true when it ends the outermost one. */
    public boolean endsWith(int value) {
        if (previous == '*' && value == '/') {
            depth--;
            previous = 0;
        } else if (previous == '/' && value == '*') {
            depth++;
            previous = 0;
        } else {
            previous = value;
        }
        return depth == 0;
    }
}
