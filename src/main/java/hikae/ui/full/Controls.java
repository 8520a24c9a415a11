package hikae.ui.full;

import hikae.ask.Answers;
import hikae.ask.Field;
import hikae.ask.Option;
import hikae.text.Line;
import hikae.text.Message;
import hikae.ui.full.widget.Choice;
import hikae.ui.full.widget.ChoiceField;
import hikae.ui.full.widget.Control;
import hikae.ui.full.widget.FilterField;
import hikae.ui.full.widget.NumberField;
import hikae.ui.full.widget.SecretField;
import hikae.ui.full.widget.TextField;
import java.util.List;

/** Which control asks which kind of question. */
final class Controls {
    private Controls() {}

    static Control of(Field<?> field, Answers answers, String text) {
        return switch (field.kind()) {
            case TEXT -> TextField.of(text);
            case SECRET -> SecretField.of(text);
            case NUMBER -> NumberField.of(text);
            case CHOICE -> ChoiceField.of(choices(field, answers), text, false);
            case FILTER -> FilterField.of(choices(field, answers), text);
            case CHOICE_OR_TEXT -> ChoiceField.of(choices(field, answers), text, true);
        };
    }

    /** Whether its control is one line that stands beside its label. */
    static boolean isOneLine(Field<?> field) {
        return switch (field.kind()) {
            case TEXT, SECRET, NUMBER -> true;
            case CHOICE, FILTER, CHOICE_OR_TEXT -> false;
        };
    }

    private static List<Choice> choices(Field<?> field, Answers answers) {
        return field.options().apply(answers).stream()
                .map(option -> new Choice(option.value(), option.label(), signs(option)))
                .toList();
    }

    /** Sentences; what comes in pairs the page shows of the one that is chosen. */
    private static List<Message> signs(Option option) {
        return option.notes().stream()
                .filter(line -> line.kind() == Line.Kind.TEXT)
                .map(Line::text)
                .toList();
    }
}
