package hikae.app;

import hikae.ask.Given;
import hikae.text.Language;
import java.util.Map;
import java.util.Optional;

/**
 * The flags every command takes.
 *
 * @param given answers and how to go about them
 * @param language the language asked for
 * @param plain whether line mode is asked for
 * @param noInput whether nobody is there to answer
 * @param noColor whether colours are unwanted
 */
public record Options(Given given, Optional<Language> language, boolean plain, boolean noInput, boolean noColor) {
    public static Options none() {
        return new Options(Given.nothing(), Optional.empty(), false, false, false);
    }

    /** The same without asking anything, on a terminal, too. */
    Options printing() {
        return new Options(given, language, plain, true, noColor);
    }

    /** The same, with the consent given. */
    Options agreed() {
        return with(given.agreed());
    }

    /** The same with more answers, which do not replace those there are. */
    public Options answering(Map<String, String> more) {
        return with(given.answering(more));
    }

    private Options with(Given other) {
        return new Options(other, language, plain, noInput, noColor);
    }
}
