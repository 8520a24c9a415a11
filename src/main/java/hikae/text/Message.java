package hikae.text;

import java.util.List;

/**
 * Something to be said in whichever language the screen has at that moment: a message key with its
 * arguments, or a literal such as a file name. An argument may itself be a {@code Say}.
 */
public record Message(String key, List<Object> args) {
    private static final String LITERAL = "";

    public Message {
        args = List.copyOf(args);
    }

    /** The message {@code key}, with {0}, {1} ... replaced by {@code args}. */
    public static Message of(String key, Object... args) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("a message needs a key");
        }
        return new Message(key, List.of(args));
    }

    /** The text itself, the same in every language: a path, a value, a command. */
    public static Message literal(String text) {
        return new Message(LITERAL, List.of(text));
    }

    /** Whether this is a text of its own rather than a message. */
    public boolean isLiteral() {
        return key.equals(LITERAL);
    }
}
