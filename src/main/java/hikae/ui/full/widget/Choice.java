package hikae.ui.full.widget;

import hikae.text.Say;

/**
 * One thing that can be chosen.
 *
 * @param value what is answered
 * @param label its words
 */
public record Choice(String value, Say label) {}
