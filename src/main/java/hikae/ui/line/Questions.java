package hikae.ui.line;

import hikae.ask.Field;
import hikae.ask.Interview;
import hikae.ask.Option;
import hikae.ask.Paste;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.TextWidth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Asks one field, each kind in its own way; the text is handed back, not judged beyond the field's parser. */
final class Questions {
    private static final int SHOWN = 9;
    private static final int TYPED = 8;

    private final Speaker speaker;
    private final Asker asker;

    Questions(Speaker speaker, Asker asker) {
        this.speaker = speaker;
        this.asker = asker;
    }

    /** Asks it; what the field has now is the default. */
    Reply ask(Interview interview, Field<?> field) {
        return switch (field.kind()) {
            case TEXT, NUMBER -> text(interview, field);
            case SECRET -> secret(interview, field);
            case CHOICE -> choice(interview, field, false);
            case CHOICE_OR_TEXT -> choice(interview, field, true);
            case FILTER -> filter(interview, field);
        };
    }

    private Reply text(Interview interview, Field<?> field) {
        String now = interview.text(field);
        return asker.ask(question(interview, field, field.title(), now), typed -> accepted(field, now, cleaned(typed)));
    }

    private Reply secret(Interview interview, Field<?> field) {
        String now = interview.text(field);
        Message words = Message.of(now.isEmpty() ? "ui.line.secret" : "ui.line.secret.kept", field.title());
        Asker.Question question = new Asker.Question(words, "", () -> help(interview, field), true);
        return asker.ask(question, typed -> {
            String text = cleaned(typed);
            Optional<String> answer = isPlainAscii(text) ? accepted(field, now, text) : Optional.empty();
            if (!text.isEmpty()) {
                answer.filter(secret -> !secret.isEmpty())
                        .ifPresent(secret -> speaker.say("ui.line.received", secret.length()));
            }
            return answer;
        });
    }

    /** What is longer than one types without looking was probably pasted. */
    private String cleaned(String typed) {
        if (typed.length() <= TYPED) {
            return typed;
        }
        Paste paste = Paste.of(typed);
        paste.removed().forEach(speaker::say);
        return paste.text();
    }

    private boolean isPlainAscii(String text) {
        Optional<Integer> strange =
                text.codePoints().filter(c -> c < 0x20 || c > 0x7E).boxed().findFirst();
        strange.ifPresent(c -> {
            boolean wide = TextWidth.of(c) == 2;
            speaker.say(wide ? "ui.secret.full-width" : "ui.secret.not-ascii", Character.toString(c));
        });
        return strange.isEmpty();
    }

    private Reply choice(Interview interview, Field<?> field, boolean orText) {
        List<Option> options = field.options().apply(interview.answers());
        String now = interview.text(field);
        speaker.say(field.title());
        list(options);
        String fallback = numberOf(options, now).map(String::valueOf).orElse(orText ? now : "");
        Message words = Message.of(orText ? "ui.line.choose-or-type" : "ui.line.choose");
        Reply reply = asker.ask(question(interview, field, words, fallback), typed -> {
            Optional<String> chosen = chosen(options, typed);
            if (chosen.isPresent()) {
                return accepted(field, now, chosen.get());
            }
            return typed.isEmpty() || orText ? accepted(field, now, cleaned(typed)) : notThere(options.size());
        });
        repeat(options, reply);
        return reply;
    }

    /** The option that was meant: by its number, its value or its words. */
    private Optional<String> chosen(List<Option> options, String typed) {
        return Asker.index(typed, options.size())
                .map(options::get)
                .or(() -> options.stream().filter(o -> isCalled(o, typed)).findFirst())
                .map(Option::value);
    }

    private boolean isCalled(Option option, String typed) {
        return option.value().equalsIgnoreCase(typed)
                || speaker.plain().label(option.label()).equalsIgnoreCase(typed);
    }

    /** Says in words what a number stands for. */
    private void repeat(List<Option> options, Reply reply) {
        options.stream()
                .filter(option -> reply.is(option.value()))
                .findFirst()
                .ifPresent(option -> speaker.say("ui.line.chosen", label(option)));
    }

    private Optional<String> notThere(int size) {
        speaker.say("ui.line.choose.help", size);
        return Optional.empty();
    }

    private Reply filter(Interview interview, Field<?> field) {
        List<Option> all = field.options().apply(interview.answers());
        String now = interview.text(field);
        Narrowing narrowing = new Narrowing(all);
        speaker.say(field.title());
        Reply reply = asker.ask(question(interview, field, Message.of("ui.line.filter"), now), typed -> {
            Optional<String> exact = typed.isEmpty() ? Optional.of(now) : narrowing.take(typed);
            return exact.flatMap(id -> accepted(field, now, id));
        });
        repeat(all, reply);
        return reply;
    }

    /** The matches shown last, so that a number means one of them. */
    private final class Narrowing {
        private final List<Option> all;
        private List<Option> shown = List.of();

        private Narrowing(List<Option> all) {
            this.all = all;
        }

        /** The value that was meant; else says what there is. */
        private Optional<String> take(String typed) {
            Optional<Integer> number = Asker.index(typed, shown.size());
            if (number.isPresent()) {
                return Optional.of(shown.get(number.get()).value());
            }
            String part = folded(typed);
            Optional<Option> exact =
                    all.stream().filter(o -> folded(o.value()).equals(part)).findFirst();
            if (exact.isPresent()) {
                return exact.map(Option::value);
            }
            List<Option> matches =
                    all.stream().filter(option -> matches(option, part)).toList();
            if (matches.size() == 1) {
                return Optional.of(matches.get(0).value());
            }
            show(matches);
            return Optional.empty();
        }

        private void show(List<Option> matches) {
            shown = matches.subList(0, Math.min(SHOWN, matches.size()));
            if (shown.isEmpty()) {
                speaker.say("ui.line.filter.none");
                return;
            }
            list(shown);
            if (matches.size() > SHOWN) {
                speaker.say("ui.line.filter.more", matches.size() - SHOWN);
            }
        }

        private boolean matches(Option option, String part) {
            return folded(option.value()).contains(part)
                    || folded(speaker.plain().label(option.label())).contains(part);
        }

        private static String folded(String text) {
            return Asker.halfWidth(text).toLowerCase(Locale.ROOT);
        }
    }

    private void list(List<Option> options) {
        for (int i = 0; i < options.size(); i++) {
            speaker.say("ui.line.option", i + 1, label(options.get(i)));
            speaker.say(speaker.plain().lines(options.get(i).notes()));
        }
    }

    private Message label(Option option) {
        return Message.literal(speaker.plain().label(option.label()));
    }

    private static Optional<Integer> numberOf(List<Option> options, String value) {
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).value().equals(value)) {
                return Optional.of(i + 1);
            }
        }
        return Optional.empty();
    }

    private Asker.Question question(Interview interview, Field<?> field, Message words, String fallback) {
        return new Asker.Question(words, fallback, () -> help(interview, field), false);
    }

    private void help(Interview interview, Field<?> field) {
        speaker.sayIfAny(field.help());
        speaker.sayIfAny(interview.page().help());
        if (!field.isSecret()) {
            interview
                    .suggestion(field)
                    .ifPresent(s -> speaker.say("ui.line.suggested", Message.literal(s.text()), s.source()));
        }
        speaker.say("ui.line.keys");
    }

    /** What the typed text answers: Enter alone the default, {@code !} nothing; refused ones are explained. */
    private Optional<String> accepted(Field<?> field, String now, String typed) {
        String wanted = typed.isEmpty() ? now : typed;
        String meant = Asker.halfWidth(typed).equals("!") ? "" : wanted;
        Optional<Problem> problem = field.refuse(meant);
        if (problem.isEmpty()) {
            return Optional.of(meant);
        }
        String narrow = Asker.halfWidth(meant);
        if (!field.isSecret() && field.refuse(narrow).isEmpty()) {
            return Optional.of(narrow);
        }
        speaker.say(speaker.plain().problem(problem.get()));
        return Optional.empty();
    }
}
