package hikae.ask;

/** Where a value comes from, the strongest first: one order for every field and every face. */
public enum Origin {
    /** Typed by the operator. */
    TYPED,
    /** A flag or the answers file. */
    GIVEN,
    /** The present setup. */
    PRESENT,
    /** Found on the host. */
    FOUND,
    /** Ours. */
    DEFAULT
}
