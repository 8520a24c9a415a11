package hikae.ui.full.widget;

/** What a piece of text means; a theme decides how that looks, and the meaning is never in the look alone. */
public enum Role {
    PLAIN,
    TITLE,
    DIM,
    SELECTED,
    ERROR,
    OK,
    WARNING
}
