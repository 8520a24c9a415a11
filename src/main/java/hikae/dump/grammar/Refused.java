package hikae.dump.grammar;

/** A statement is none of those that a load may run; thrown where that shows, caught where statements are listed. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Cause {
        /** pg_dump does not write it for a database like Misskey's. */
        STATEMENT,
        /** It calls a function that is not known to be harmless. */
        CALL,
        /** It makes a function that does more than calculate, or a trigger that calls one. */
        FUNCTION,
        /** It sets something that pg_dump does not set, or to something else. */
        SETTING,
        /** An encoding in which psql and this scan could see different texts. */
        ENCODING,
        /** An extension that is not on the list. */
        EXTENSION,
        /** Bytes that are no text in the encoding of the dump. */
        NOT_TEXT
    }

    private final Cause why;
    private final String what;

    private Refused(Cause why, String what) {
        super(what, null, false, false);
        this.why = why;
        this.what = what;
    }

    public static Refused statement() {
        return new Refused(Cause.STATEMENT, "");
    }

    /** With the name of what it is about: a function, a setting, an extension. */
    public static Refused of(Cause why, String what) {
        return new Refused(why, what);
    }

    public Cause why() {
        return why;
    }

    /** The name it is about; empty where the whole statement is what is wrong. */
    public String what() {
        return what;
    }
}
