package hikae.ask;

import hikae.text.Message;

/**
 * A value offered in a field before the operator has typed one.
 *
 * @param text the value as it would be typed; never a secret
 * @param origin where it comes from
 * @param source the place in words, such as a file and line
 */
public record Suggestion(String text, Origin origin, Message source) {}
