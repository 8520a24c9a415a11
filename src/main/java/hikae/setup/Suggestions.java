package hikae.setup;

import hikae.ask.Answers;
import hikae.ask.Origin;
import hikae.ask.Suggestion;
import hikae.backup.compose.ComposeKey;
import hikae.text.Message;
import java.util.Optional;
import java.util.function.Function;

/** Where suggestions come from, in the words of the origin. */
final class Suggestions {
    private Suggestions() {}

    /** A value of the present setup, as compose.yml has it. */
    static Function<Answers, Optional<Suggestion>> present(ComposeKey key) {
        return answers -> answers.proof(PlacePage.CHECK)
                .flatMap(directory -> directory
                        .backup()
                        .flatMap(backup -> backup.value(key))
                        .map(Suggestions::withoutQuotes)
                        .map(value -> new Suggestion(
                                value, Origin.PRESENT, Message.of("ask.source.present", directory.directory()))));
    }

    /** In list form quotes become part of a value; nobody means that, and what comes of it is shown. */
    private static String withoutQuotes(String value) {
        return value.replaceFirst("(?s)^([\"'])(.*)\\1$", "$2");
    }

    /** A value that came with the command. */
    static Optional<Suggestion> given(Optional<String> value) {
        return value.map(text -> new Suggestion(text, Origin.GIVEN, Message.of("ask.source.given")));
    }

    /** A value found on this server. */
    static Optional<Suggestion> found(Optional<String> value, Message source) {
        return value.map(text -> new Suggestion(text, Origin.FOUND, source));
    }
}
