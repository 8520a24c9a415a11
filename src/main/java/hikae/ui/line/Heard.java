package hikae.ui.line;

/**
 * What came from the operator at a prompt.
 *
 * @param kind what it is
 * @param text the line, without its end
 * @param dropped how many further pasted lines were left out
 */
record Heard(Kind kind, String text, int dropped) {
    /** What can come. */
    enum Kind {
        TEXT,
        /** Ctrl+C. */
        INTERRUPT,
        /** No more input: Ctrl+D, or the terminal is gone. */
        END
    }

    static final Heard INTERRUPT = new Heard(Kind.INTERRUPT, "", 0);
    static final Heard END = new Heard(Kind.END, "", 0);

    static Heard text(String text) {
        return new Heard(Kind.TEXT, text, 0);
    }

    @Override
    public String toString() {
        return kind.name(); // the text may be a secret
    }
}
