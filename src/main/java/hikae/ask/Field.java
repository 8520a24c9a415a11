package hikae.ask;

import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One question, as data. Its words are {@code ask.ID} and {@code ask.ID.help}; its id is the key of the
 * answers file.
 *
 * @param <T> what the text becomes
 * @param id the stable name
 * @param kind how it is answered
 * @param parser text to value; throws {@link ProblemException}; pure and instant
 * @param suggestions who may offer a value, in any order: {@link Origin} decides
 * @param options the choices, for the kinds that have them
 * @param condition whether it is asked at all
 */
public record Field<T>(
        String id,
        Kind kind,
        Function<String, T> parser,
        List<Function<Answers, Optional<Suggestion>>> suggestions,
        Function<Answers, List<Option>> options,
        Predicate<Answers> condition) {
    /** How a field is answered. */
    public enum Kind {
        /** One line of text. */
        TEXT,
        /** One line that is never shown; empty keeps the present one. */
        SECRET,
        /** A whole number. */
        NUMBER,
        /** One of a few options. */
        CHOICE,
        /** One of many options, by typing a part of it. */
        FILTER,
        /** One of a few options, or a text of one's own. */
        CHOICE_OR_TEXT
    }

    public Field {
        suggestions = List.copyOf(suggestions);
    }

    /** A field of this kind that is always asked, without suggestions. */
    public static <T> Field<T> of(String id, Kind kind, Function<String, T> parser) {
        return new Field<>(id, kind, parser, List.of(), answers -> List.of(), answers -> true);
    }

    /** The same, with one more source of values. */
    public Field<T> suggest(Function<Answers, Optional<Suggestion>> suggestion) {
        List<Function<Answers, Optional<Suggestion>>> more = new ArrayList<>(suggestions);
        more.add(suggestion);
        return new Field<>(id, kind, parser, more, options, condition);
    }

    /** The same, with a fixed default of ours. */
    public Field<T> orElse(String text) {
        Suggestion ours = new Suggestion(text, Origin.DEFAULT, Message.of("ask.source.default"));
        return suggest(answers -> Optional.of(ours));
    }

    /** The same, with these choices. */
    public Field<T> among(Function<Answers, List<Option>> choices) {
        return new Field<>(id, kind, parser, suggestions, choices, condition);
    }

    /** The same, asked only when this holds. */
    public Field<T> when(Predicate<Answers> asked) {
        return new Field<>(id, kind, parser, suggestions, options, asked);
    }

    /** The strongest suggestion there is. */
    public Optional<Suggestion> suggestion(Answers answers) {
        return suggestions.stream()
                .flatMap(source -> source.apply(answers).stream())
                .min(Comparator.comparing(Suggestion::origin));
    }

    /** Why this text is no answer; empty when it is one. */
    public Optional<Problem> refuse(String text) {
        try {
            T unused = parser.apply(text);
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
    }

    /** Whether its value must never be shown, logged, or kept with the unfinished answers. */
    public boolean isSecret() {
        return kind == Kind.SECRET;
    }

    /** The question. */
    public Message title() {
        return Message.of("ask." + id);
    }

    /** What it is, why it is asked, what a typical answer is. */
    public Message help() {
        return Message.of("ask." + id + ".help");
    }
}
