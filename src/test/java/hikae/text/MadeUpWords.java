package hikae.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** Words for made-up questions, so that faces can be tested without any feature. */
public final class MadeUpWords {
    private MadeUpWords() {}

    /** Adds them to the messages of both languages; more than once does no harm. */
    public static void learn() {
        for (Language language : Language.values()) {
            Messages.in(language).learn(load("made-up_" + language.tag() + ".properties"));
        }
    }

    private static Properties load(String name) {
        Properties words = new Properties();
        try (InputStreamReader in = new InputStreamReader(
                Objects.requireNonNull(MadeUpWords.class.getResourceAsStream("/hikae/text/" + name)),
                StandardCharsets.UTF_8)) {
            words.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }
}
