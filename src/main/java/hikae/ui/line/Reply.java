package hikae.ui.line;

/**
 * How a question was answered.
 *
 * @param kind an answer, or a way out
 * @param text the answer; empty for a way out
 */
record Reply(Kind kind, String text) {
    /** What can come of a question. */
    enum Kind {
        ANSWER,
        BACK,
        LEAVE
    }

    static final Reply BACK = new Reply(Kind.BACK, "");
    static final Reply LEAVE = new Reply(Kind.LEAVE, "");

    static Reply of(String text) {
        return new Reply(Kind.ANSWER, text);
    }

    boolean is(String answer) {
        return kind == Kind.ANSWER && text.equals(answer);
    }

    @Override
    public String toString() {
        return kind.name(); // the text may be a secret
    }
}
