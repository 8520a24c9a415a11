package hikae.ui.line;

import hikae.text.Language;
import hikae.text.Message;
import hikae.text.TextWidth;
import hikae.ui.Plain;
import java.util.List;
import java.util.Optional;

/** Writes statements in the language of the moment, none wider than 80 cells. */
final class Speaker {
    static final int WIDTH = 80;

    private final Lines lines;
    private Language language;
    private Optional<Message> banner = Optional.empty();

    Speaker(Lines lines, Language language) {
        this.lines = lines;
        this.language = language;
    }

    Language language() {
        return language;
    }

    void speak(Language wanted) {
        language = wanted;
    }

    void banner(Message words) {
        banner = Optional.of(words);
    }

    /** What would be a new screen elsewhere begins. */
    void beginScreen() {
        banner.ifPresent(this::say);
    }

    Plain plain() {
        return new Plain(language);
    }

    Lines lines() {
        return lines;
    }

    void say(String key, Object... args) {
        say(Message.of(key, args));
    }

    void say(Message message) {
        say(plain().say(message));
    }

    void say(List<String> statements) {
        statements.forEach(this::print);
    }

    /** Says these words only if there are such: not every page has a lead or a help text. */
    void sayIfAny(Message message) {
        if (message.isLiteral() || plain().words().has(message.key())) {
            say(message);
        }
    }

    /** A question: its words and the default, ready for the answer behind it. */
    String prompt(Message question, String fallback) {
        String words = plain().one(question) + (fallback.isEmpty() ? "" : " [" + TextWidth.safe(fallback) + "]") + ":";
        List<String> wrapped = TextWidth.wrap(words, WIDTH - 2);
        wrapped.subList(0, wrapped.size() - 1).forEach(lines::print);
        return wrapped.get(wrapped.size() - 1) + " ";
    }

    private void print(String statement) {
        TextWidth.wrap(statement, WIDTH).forEach(lines::print);
    }
}
