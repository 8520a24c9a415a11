package hikae.ui;

/**
 * What was chosen from a table.
 *
 * @param walk where to go
 * @param value the row's value; empty text unless the walk is on
 */
public record Chosen(Walk walk, String value) {}
