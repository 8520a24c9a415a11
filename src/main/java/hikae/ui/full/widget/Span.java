package hikae.ui.full.widget;

/** A piece of a row with one role. */
public record Span(Role role, String text) {}
