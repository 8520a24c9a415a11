package hikae.ui.full.widget;

import hikae.text.Message;
import hikae.text.Messages;
import hikae.text.TextWidth;

/** The words of the present language, made fit to be painted: user data in them cannot break a line. */
public record Words(Messages messages) {
    /** A message of the screen itself. */
    public String get(String key, Object... args) {
        return safe(messages.get(key, args));
    }

    /** What somebody else wants to say. */
    public String say(Message message) {
        return safe(messages.say(message));
    }

    /** Line breaks stay, all else is made safe. */
    private static String safe(String text) {
        if (text.indexOf('\n') < 0) {
            return TextWidth.safe(text);
        }
        StringBuilder out = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            out.append(out.isEmpty() ? "" : "\n").append(TextWidth.safe(line));
        }
        return out.toString();
    }
}
