package hikae.ui.line;

import hikae.text.Message;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Asks one thing until the answer is usable, with {@code <} back and {@code ?} help everywhere. */
final class Asker {
    static final String YES = "yes";
    static final String NO = "no";

    private static final Set<String> YES_WORDS = Set.of("y", "yes", "はい");
    private static final Set<String> NO_WORDS = Set.of("n", "no", "いいえ");

    /**
     * One question.
     *
     * @param words the question
     * @param fallback what Enter alone answers, as shown; empty for nothing
     * @param help said when {@code ?} is typed
     * @param secret whether the answer must not be echoed
     */
    record Question(Message words, String fallback, Runnable help, boolean secret) {}

    private final Speaker speaker;

    Asker(Speaker speaker) {
        this.speaker = speaker;
    }

    /** Full-width letters, digits and signs as half-width ones, without blanks around. */
    static String halfWidth(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    }

    /**
     * Asks until {@code judge} takes the answer.
     *
     * @param judge the typed text, without blanks around, to the answer; empty when it is none, having said why
     */
    Reply ask(Question question, Function<String, Optional<String>> judge) {
        while (true) {
            Heard heard = hear(question);
            if (heard.kind() == Heard.Kind.END) {
                return Reply.LEAVE;
            }
            String text = heard.text().strip();
            switch (halfWidth(text)) {
                case "<" -> {
                    return Reply.BACK;
                }
                case "?" -> question.help().run();
                default -> {
                    Optional<String> answer = judge.apply(text);
                    if (answer.isPresent()) {
                        return Reply.of(answer.get());
                    }
                }
            }
        }
    }

    /** A yes or no; the answer is {@link #YES} or {@link #NO}. */
    Reply yesOrNo(Message words, boolean fallback) {
        Runnable help = () -> speaker.say("ui.line.yes-no.help");
        String shown = speaker.plain().one(fallback ? "ui.line.yes" : "ui.line.no");
        return ask(new Question(words, shown, help, false), text -> {
            Optional<Boolean> answer = text.isEmpty() ? Optional.of(fallback) : asYesOrNo(text);
            if (answer.isEmpty()) {
                help.run();
            }
            return answer.map(yes -> yes ? YES : NO);
        });
    }

    /** One of numbered lines; the answer is its index from 0, Enter alone takes the first. */
    Reply number(List<Message> choices) {
        for (int i = 0; i < choices.size(); i++) {
            speaker.say("ui.line.option", i + 1, choices.get(i));
        }
        Runnable help = () -> speaker.say("ui.line.choose.help", choices.size());
        Question question = new Question(Message.of("ui.line.choose"), "1", help, false);
        return ask(question, text -> {
            Optional<Integer> index = index(text.isEmpty() ? "1" : text, choices.size());
            if (index.isEmpty()) {
                help.run();
            }
            return index.map(String::valueOf);
        });
    }

    /** The index from 0 of a typed number from 1 to {@code size}. */
    static Optional<Integer> index(String text, int size) {
        String digits = halfWidth(text);
        if (!digits.matches("[0-9]{1,6}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(digits);
        return number >= 1 && number <= size ? Optional.of(number - 1) : Optional.empty();
    }

    /** Asks whether to leave, after Ctrl+C; a second Ctrl+C or the end of input leaves at once. */
    boolean leaves(Message words) {
        speaker.say(words);
        String shown = speaker.plain().one("ui.line.no");
        while (true) {
            Heard heard = speaker.lines().ask(speaker.prompt(Message.of("ui.line.leave"), shown));
            if (heard.kind() != Heard.Kind.TEXT) {
                return true;
            }
            Optional<Boolean> answer = heard.text().isBlank() ? Optional.of(false) : asYesOrNo(heard.text());
            if (answer.isPresent()) {
                return answer.get();
            }
        }
    }

    /** Whether Ctrl+C was pressed meanwhile and the operator really wants to leave. */
    boolean leavesNow(Message words) {
        return speaker.lines().interrupted() && leaves(words);
    }

    private static Optional<Boolean> asYesOrNo(String text) {
        String word = halfWidth(text).toLowerCase(Locale.ROOT);
        if (YES_WORDS.contains(word)) {
            return Optional.of(true);
        }
        return NO_WORDS.contains(word) ? Optional.of(false) : Optional.empty();
    }

    /** A line of text, or the end; Ctrl+C is dealt with here. */
    private Heard hear(Question question) {
        while (true) {
            String prompt = speaker.prompt(question.words(), question.fallback());
            Heard heard = question.secret()
                    ? speaker.lines().askSecretly(prompt)
                    : speaker.lines().ask(prompt);
            if (heard.dropped() > 0) {
                speaker.say("ask.paste.lines", heard.dropped());
            }
            if (heard.kind() != Heard.Kind.INTERRUPT) {
                return heard;
            }
            if (leaves(Message.of("ui.line.leave.kept"))) {
                return Heard.END;
            }
        }
    }
}
