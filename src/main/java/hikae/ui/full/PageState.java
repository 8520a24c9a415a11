package hikae.ui.full;

import hikae.ask.Check;
import hikae.ask.Field;
import hikae.ask.Interview;
import hikae.ask.Paste;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.TextWidth;
import hikae.ui.full.widget.Control;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Role;
import hikae.ui.full.widget.Row;
import hikae.ui.full.widget.SecretField;
import hikae.ui.full.widget.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the focus is on a page and what is in its controls; hands every change to the interview. */
final class PageState {
    /** What a key asks of the page beyond a changed control. */
    enum Wish {
        NOTHING,
        SUBMIT,
        CHECK_AGAIN
    }

    private static final long REVEAL_MILLIS = 10_000;
    private static final String CHECK = "check:";

    private final Interview interview;
    private final Stage stage;
    private final Map<String, Control> controls = new HashMap<>();
    private String focus;
    private List<Message> remarks = List.of();
    private Optional<Control> beforePaste = Optional.empty();
    private String rawPaste = "";
    private long hideAt = -1;

    PageState(Interview interview, Stage stage) {
        this.interview = interview;
        this.stage = stage;
        List<String> stops = stops();
        focus = stops.isEmpty() ? "" : stops.get(0);
    }

    // --- what is asked about it

    Control control(Field<?> field) {
        return controls.computeIfAbsent(
                field.id(), id -> Controls.of(field, interview.answers(), interview.text(field)));
    }

    boolean isFocused(Field<?> field) {
        return focus.equals(field.id());
    }

    boolean isFocused(Check check) {
        return focus.equals(CHECK + check.id());
    }

    private boolean isOnCheck() {
        return focus.startsWith(CHECK);
    }

    /** Whether Enter runs a check again. */
    boolean wouldRepeat() {
        return isOnCheck() && enterOnCheck() == Wish.CHECK_AGAIN;
    }

    boolean isOnSecret() {
        return focusedField().filter(Field::isSecret).isPresent();
    }

    boolean isTyping() {
        return focusedField().map(field -> control(field).isTyping()).orElse(false);
    }

    boolean takesPages() {
        return focusedField().filter(field -> field.kind() == Field.Kind.FILTER).isPresent();
    }

    boolean hasFindings() {
        return interview.checks().stream()
                .anyMatch(check -> interview.finding(check).isPresent());
    }

    String message(Words words) {
        String remark =
                focusedField().map(field -> control(field).remark(words)).orElse("");
        StringBuilder message = new StringBuilder(remark);
        remarks.forEach(say -> message.append(message.isEmpty() ? "" : " ").append(words.say(say)));
        return message.isEmpty() ? source(words) : message.toString();
    }

    /** Where the focused value comes from, while it is the suggested one. */
    private String source(Words words) {
        return focusedField()
                .filter(field -> !field.isSecret())
                .flatMap(field -> interview
                        .suggestion(field)
                        .filter(suggestion -> suggestion.text().equals(interview.text(field))))
                .map(suggestion -> words.get("ui.source", words.say(suggestion.source())))
                .orElse("");
    }

    /** The focused check, else the one that said no. */
    Optional<Check> checkToRepeat() {
        List<Check> checks = interview.checks();
        return checks.stream()
                .filter(this::isFocused)
                .findFirst()
                .or(() -> checks.stream().filter(this::saidNo).findFirst())
                .or(() -> checks.stream().findFirst());
    }

    private boolean saidNo(Check check) {
        return interview.finding(check).filter(Finding::isNo).isPresent();
    }

    // --- what happens to it

    void say(Message remark) {
        remarks = List.of(remark);
    }

    /** The first refused field, the field a check suspects, or the check itself (U35). */
    void focusWorst() {
        for (Field<?> field : interview.fields()) {
            Optional<Problem> problem = interview.problem(field);
            if (problem.isPresent()) {
                focus(field.id());
                return;
            }
        }
        interview.checks().stream().filter(this::saidNo).findFirst().ifPresent(check -> {
            Optional<String> suspect = interview.finding(check).flatMap(Finding::suspect);
            boolean visible = suspect.filter(stops()::contains).isPresent();
            focus(visible ? suspect.get() : CHECK + check.id());
        });
    }

    /** Takes over what the interview now says about fields that are not being edited. */
    void refresh() {
        for (Field<?> field : interview.fields()) {
            if (!isFocused(field) || !control(field).text().equals(interview.text(field))) {
                controls.remove(field.id());
            }
        }
        if (!stops().contains(focus)) {
            focus = stops().isEmpty() ? "" : stops().get(0);
        }
    }

    Wish press(Key key) {
        remarks = List.of();
        if (key.kind() == Key.Kind.PASTE && !isTyping() && key.text().startsWith("\t")) {
            return typedAhead(key.text());
        }
        Optional<Field<?>> field = focusedField();
        if (field.isPresent() && changed(field.get(), key)) {
            // choosing with Enter also goes on
            return key.kind() == Key.Kind.ENTER ? next() : Wish.NOTHING;
        }
        return switch (key.kind()) {
            case ENTER -> isOnCheck() ? enterOnCheck() : next();
            case DOWN, TAB -> move(1);
            case UP, BACKTAB -> move(-1);
            default -> letter(key.letter());
        };
    }

    /** Tab and a text that a slow line has brought at once look like a paste, which has no place here. */
    private Wish typedAhead(String text) {
        move(1);
        return press(Key.paste(text.substring(1)));
    }

    private Wish enterOnCheck() {
        boolean no = interview.checks().stream().filter(this::isFocused).anyMatch(this::saidNo);
        return no ? Wish.CHECK_AGAIN : Wish.SUBMIT;
    }

    private Wish letter(char letter) {
        if (letter == 'u') {
            focusedField().ifPresent(this::undoPaste);
        }
        return letter == 't' ? Wish.CHECK_AGAIN : Wish.NOTHING;
    }

    /** Whether the key was for the control of this field. */
    private boolean changed(Field<?> field, Key key) {
        Control control = control(field);
        if (key.kind() == Key.Kind.PASTE && control.isTyping()) {
            paste(field, control, key.text());
            return true;
        }
        if (key.kind() == Key.Kind.CTRL && special(field, control, key)) {
            return true;
        }
        Optional<Control> next = control.press(key);
        next.ifPresent(changed -> put(field, changed));
        return next.isPresent();
    }

    private boolean special(Field<?> field, Control control, Key key) {
        if (key.isCtrl('r') && control instanceof SecretField secret) {
            controls.put(field.id(), secret.revealed(true));
            hideAt = stage.now() + REVEAL_MILLIS;
        } else if (key.isCtrl('o') && !field.isSecret()) {
            String whole = TextWidth.safe(control.text());
            stage.showText(stage.words().say(field.title()), width -> Row.wrapped(Role.PLAIN, whole, 1, width));
        } else if (key.isCtrl('y')) {
            undoPaste(field);
        } else {
            return false;
        }
        return true;
    }

    private void paste(Field<?> field, Control control, String raw) {
        Paste paste = Paste.of(raw);
        beforePaste = paste.removed().isEmpty() ? Optional.empty() : Optional.of(control);
        rawPaste = raw;
        List<Message> told = new ArrayList<>(paste.removed());
        if (!told.isEmpty()) {
            told.add(Message.of("ui.paste.undo"));
        }
        remarks = told;
        control.press(Key.paste(paste.text())).ifPresent(changed -> put(field, changed));
    }

    /** Puts in what was pasted as it came; a field has one line, so line breaks stay out. */
    private void undoPaste(Field<?> field) {
        beforePaste.flatMap(before -> before.press(Key.paste(rawPaste))).ifPresent(raw -> put(field, raw));
        beforePaste = Optional.empty();
    }

    private void put(Field<?> field, Control control) {
        controls.put(field.id(), control);
        interview.type(field, control.text());
        refresh();
    }

    /** Shows a secret no longer than asked for (U29). */
    void hideSecretInTime() {
        if (hideAt >= 0 && stage.now() >= hideAt) {
            hideAt = -1;
            controls.replaceAll(
                    (id, control) -> control instanceof SecretField secret ? secret.revealed(false) : control);
        }
    }

    long patience() {
        return hideAt < 0 ? -1 : Math.max(0, hideAt - stage.now());
    }

    // --- the focus

    private Optional<Field<?>> focusedField() {
        for (Field<?> field : interview.fields()) {
            if (isFocused(field)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** The next field; after the last one the page is submitted. */
    private Wish next() {
        List<Field<?>> fields = interview.fields();
        int last = fields.size() - 1;
        if (last < 0 || isFocused(fields.get(last))) {
            return Wish.SUBMIT;
        }
        return move(1);
    }

    private Wish move(int by) {
        List<String> stops = stops();
        int index = stops.indexOf(focus) + by;
        if (index >= 0 && index < stops.size()) {
            focus(stops.get(index));
        }
        return Wish.NOTHING;
    }

    private void focus(String stop) {
        focusedField()
                .ifPresent(field -> controls.put(field.id(), control(field).left()));
        beforePaste = Optional.empty();
        hideAt = -1;
        focus = stop;
    }

    /** Fields, then the checks that have run. */
    private List<String> stops() {
        List<String> stops = new ArrayList<>();
        interview.fields().forEach(field -> stops.add(field.id()));
        for (Check check : interview.checks()) {
            if (interview.finding(check).isPresent()) {
                stops.add(CHECK + check.id());
            }
        }
        return stops;
    }
}
