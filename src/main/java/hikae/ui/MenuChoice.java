package hikae.ui;

/**
 * What was chosen from a table.
 *
 * @param navigation where to go
 * @param value the row's value; empty text unless the walk is on
 */
public record MenuChoice(Navigation navigation, String value) {}
