package hikae.ui;

/** Where the operator wants to go from a screen. */
public enum Walk {
    /** Onward: finished, applied, chosen. */
    ON,
    /** One step back. */
    BACK,
    /** Out of the program; the answers are kept. */
    LEAVE
}
