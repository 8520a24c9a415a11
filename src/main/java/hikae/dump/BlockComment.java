package hikae.dump;

/** A comment between slashes and stars, which may hold others. */
final class BlockComment {
    private int depth;
    private int previous;

    /** Its first two signs were read. */
    void begin() {
        depth = 1;
        previous = 0;
    }

    /** Takes a byte inside; true when it ends the outermost one. */
    boolean endsWith(int value) {
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
