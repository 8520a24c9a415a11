package hikae.ui;

/** Where the operator wants to go from a screen. */
public enum Navigation {
    /** Onward: finished, applied, chosen. */
    NEXT,
    /** One step back. */
    BACK,
    /** Out of the program; the answers are kept. */
    LEAVE
}
