package hikae.setup;

import hikae.ask.Answers;
import hikae.ask.Origin;
import hikae.ask.Suggestion;
import hikae.backup.ComposeKey;
import hikae.text.Say;
import java.util.Optional;
import java.util.function.Function;

/** Where suggestions come from, in the words of the origin. */
final class Sources {
    private Sources() {}

    /** A value of the present setup, as compose.yml has it. */
    static Function<Answers, Optional<Suggestion>> present(ComposeKey key) {
        return answers -> answers.proof(PlacePage.CHECK)
                .flatMap(present -> present.backup()
                        .flatMap(backup -> backup.value(key))
                        .map(Sources::withoutQuotes)
                        .map(value -> new Suggestion(
                                value, Origin.PRESENT, Say.of("ask.source.present", present.directory()))));
    }

    /** In list form quotes become part of a value; nobody means that, and what comes of it is shown. */
    private static String withoutQuotes(String value) {
        return value.replaceFirst("(?s)^([\"'])(.*)\\1$", "$2");
    }

    /** A value that came with the command. */
    static Optional<Suggestion> given(Optional<String> value) {
        return value.map(text -> new Suggestion(text, Origin.GIVEN, Say.of("ask.source.given")));
    }

    /** A value found on this server. */
    static Optional<Suggestion> found(Optional<String> value, Say source) {
        return value.map(text -> new Suggestion(text, Origin.FOUND, source));
    }
}
