package hikae.ui.full.widget;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.text.Language;
import hikae.text.Message;
import hikae.text.Messages;
import hikae.text.TextWidth;
import hikae.ui.full.widget.Key.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlsTest {
    private static final Words WORDS = new Words(Messages.in(Language.EN));

    private static Control after(Control control, Key... keys) {
        Control now = control;
        for (Key key : keys) {
            now = now.press(key).orElse(now);
        }
        return now;
    }

    private static Control typed(Control control, String text) {
        return after(control, text.codePoints().mapToObj(Key::typed).toArray(Key[]::new));
    }

    private static String drawn(Control control, int width, boolean focused) {
        return control.draw(WORDS, width, focused).get(0).text();
    }

    private static int cursor(Control control, int width) {
        return control.draw(WORDS, width, true).get(0).cursor();
    }

    private static Key key(Kind kind) {
        return Key.of(kind);
    }

    // --- text

    @Test
    void editsWhereTheCursorIs() {
        Control field = typed(TextField.of("ac"), "");
        field = after(field, key(Kind.LEFT), Key.typed('b'));
        assertThat(field.text()).isEqualTo("abc");
        field = after(field, key(Kind.HOME), key(Kind.DELETE), key(Kind.END), key(Kind.BACKSPACE));
        assertThat(field.text()).isEqualTo("b");
    }

    @Test
    void clearsAFieldAndAWord() {
        Control path = TextField.of("/home/admin/misskey");
        path = after(path, Key.ctrl('w'));
        assertThat(path.text()).isEqualTo("/home/admin/");
        assertThat(after(path, Key.ctrl('w')).text()).isEqualTo("/home/");
        assertThat(after(path, Key.ctrl('u')).text()).isEmpty();
        assertThat(after(path, Key.ctrl('a'), Key.typed('x'), Key.ctrl('e'), Key.typed('y'))
                        .text())
                .isEqualTo("x/home/admin/y");
    }

    @Test
    void removesAWideCharacterWhole() {
        assertThat(after(TextField.of("日本"), key(Kind.BACKSPACE)).text()).isEqualTo("日");
        assertThat(after(TextField.of("日本"), key(Kind.HOME), key(Kind.RIGHT), key(Kind.DELETE))
                        .text())
                .isEqualTo("日");
    }

    @Test
    void placesTheCursorBehindWideCharacters() {
        assertThat(cursor(TextField.of("日本"), 12)).isEqualTo(5);
        assertThat(drawn(TextField.of("日本"), 12, true)).isEqualTo("[日本      ]");
    }

    @Test
    void u32MarksWhatIsHidden() {
        Control field = TextField.of("0123456789abcdef");
        assertThat(drawn(field, 10, false)).isEqualTo("[0123456>]");
        assertThat(drawn(field, 10, true)).startsWith("[<").contains("def");
        assertThat(drawn(after(field, key(Kind.HOME)), 10, true)).isEqualTo("[0123456>]");
        assertThat(drawn(TextField.of("日本語日本語"), 9, false)).isEqualTo("[日本語>]");
    }

    @Test
    void takesOneLineAndNoCharacterOfUncertainWidth() {
        assertThat(after(TextField.of(""), Key.paste("a\nb\u001B[0m😀é日")).text())
                .isEqualTo("ab[0m日");
    }

    @Test
    void u33NeverLeavesItsCellsAndAlwaysShowsTheCursor() {
        Random random = new Random(32);
        String letters = "ab/日本ｶ";
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(30), 0, letters.length()).forEach(i -> text.append(letters.charAt(i)));
            Control field = TextField.of(text.toString());
            for (int moves = random.nextInt(20); moves > 0; moves--) {
                field = after(field, key(Kind.LEFT));
            }
            int width = 8 + random.nextInt(20);
            Row row = field.draw(WORDS, width, true).get(0);
            assertThat(row.width()).as("%s in %d", text, width).isEqualTo(width);
            assertThat(row.cursor()).as("%s in %d", text, width).isBetween(1, width - 1);
        }
    }

    // --- secrets

    @Test
    void u28ASecretShowsStarsThenItsLengthAndLastFour() {
        Control secret = typed(SecretField.of(""), "0123456789abcdef");
        assertThat(drawn(secret, 40, true)).isEqualTo("[****************                      ]");
        assertThat(drawn(secret.left(), 40, false)).isEqualTo("[************cdef   16 characters      ]");
    }

    @Test
    void aShortSecretGivesNothingAway() {
        assertThat(drawn(SecretField.of("misskey"), 40, false))
                .doesNotContain("skey")
                .contains("7 characters");
    }

    @Test
    void u28AnEmptySecretLooksEmpty() {
        assertThat(drawn(SecretField.of(""), 20, false)).isEqualTo("[(nothing typed)   ]");
    }

    @Test
    void aPasteWithAStrangeCharacterIsRefusedWholeAndNamed() {
        Control secret = after(SecretField.of("ab"), Key.paste("cdＡef"));
        assertThat(secret.text()).isEqualTo("ab");
        assertThat(secret.remark(WORDS)).startsWith("Ａ is a full-width character");
        assertThat(typed(secret, "c").remark(WORDS)).isEmpty();
    }

    @Test
    void aSecretIsInNoStringOfItsOwn() {
        Control secret = typed(SecretField.of(""), "tops3cret");
        assertThat(secret.toString()).doesNotContain("tops3cret");
        assertThat(TextField.of("x").toString()).contains("x");
    }

    // --- numbers

    @Test
    void countsAndTakesDigitsAlsoFullWidthOnes() {
        Control days = NumberField.of("7");
        assertThat(after(days, key(Kind.RIGHT), key(Kind.RIGHT)).text()).isEqualTo("9");
        assertThat(after(NumberField.of("0"), key(Kind.LEFT)).text()).isEqualTo("0");
        assertThat(typed(days, "14").text()).isEqualTo("14");
        assertThat(typed(days, "３").text()).isEqualTo("3");
        assertThat(after(days, key(Kind.BACKSPACE), key(Kind.RIGHT)).text()).isEqualTo("0");
        assertThat(days.press(Key.typed('q'))).isEmpty();
        assertThat(typed(days, "1234567").text()).isEqualTo("123456");
    }

    // --- choices

    private static List<Choice> choices(String... values) {
        return Arrays.stream(values)
                .map(value -> new Choice(value, Message.literal(value)))
                .toList();
    }

    @Test
    void movingChoosesNothingSpaceAndDigitsDo() {
        Control choice = ChoiceField.of(choices("a", "b", "c"), "a", false);
        assertThat(after(choice, key(Kind.DOWN)).text()).isEqualTo("a");
        assertThat(after(choice, key(Kind.DOWN), Key.typed(' ')).text()).isEqualTo("b");
        assertThat(after(choice, key(Kind.DOWN), key(Kind.ENTER)).text()).isEqualTo("b");
        assertThat(typed(choice, "３").text()).isEqualTo("c");
        assertThat(choice.press(key(Kind.ENTER)))
                .as("already chosen: Enter goes on")
                .isEmpty();
        assertThat(choice.press(key(Kind.UP))).as("leaves the field").isEmpty();
    }

    @Test
    void anyOtherTextIsOnesOwn() {
        Control choice = ChoiceField.of(choices("a", "b"), "5 4 * * *", true);
        assertThat(choice.text()).isEqualTo("5 4 * * *");
        assertThat(choice.isTyping()).isTrue();
        assertThat(typed(choice, " q").text()).isEqualTo("5 4 * * * q");
        assertThat(choice.draw(WORDS, 60, true)).anyMatch(row -> row.text().contains("(*) Other: [5 4 * * *"));
    }

    @Test
    void whatSpeaksForAChoiceStandsBelowIt() {
        Choice known = new Choice("a", Message.literal("a"), List.of(Message.literal("it needs redis")));
        Control choice = ChoiceField.of(List.of(known, new Choice("b", Message.literal("b"))), "", false);

        assertThat(choice.draw(WORDS, 60, true))
                .extracting(row -> row.text().strip())
                .containsExactly("> ( ) a", "it needs redis", "( ) b");
    }

    @Test
    void aNarrowScreenPutsTheOwnTextBelow() {
        Control choice = ChoiceField.of(choices("a"), "x", true);
        assertThat(choice.draw(WORDS, 24, true)).hasSize(3);
    }

    // --- filters

    @Test
    void typingFindsAndTheFirstFoundIsTheAnswer() {
        Control zone = FilterField.of(choices("America/New_York", "Asia/Seoul", "Asia/Tokyo", "UTC"), "Asia/Tokyo");
        assertThat(zone.text()).isEqualTo("Asia/Tokyo");
        assertThat(typed(zone, "new y").text()).isEqualTo("America/New_York");
        assertThat(typed(zone, "ＳＥＯ").text()).isEqualTo("Asia/Seoul");
        assertThat(typed(zone, "asia").text()).isEqualTo("Asia/Tokyo");
        assertThat(after(typed(zone, "asia"), key(Kind.UP)).text()).isEqualTo("Asia/Seoul");
        assertThat(typed(zone, "nowhere").text()).isEqualTo("Asia/Tokyo");
        assertThat(typed(zone, "nowhere").draw(WORDS, 60, true)).hasSize(1);
    }

    @Test
    void aLongFilteredListShowsAWindowAroundTheFocus() {
        List<Choice> many = IntStream.range(0, 500)
                .mapToObj(i -> new Choice("zone" + i, Message.literal("zone" + i)))
                .toList();
        Control zone = FilterField.of(many, "zone250");
        assertThat(zone.draw(WORDS, 60, true))
                .hasSize(8)
                .anyMatch(row -> row.text().equals("> zone250"));
    }

    // --- key line, bar, rows

    @ParameterizedTest
    @ValueSource(ints = {20, 24, 30, 40, 50, 60, 80, 200})
    void u18TheKeyLineFitsAndKeepsHelpAndTheWayBack(int width) {
        List<Hint> hints = List.of(
                new Hint("Enter", "next", false),
                new Hint("Tab", "next field", false),
                new Hint("Esc", "back", true),
                new Hint("?", "help", true),
                new Hint("Ctrl+C", "quit", false));
        String line = Hint.line(hints, width).text();
        assertThat(TextWidth.of(line)).isLessThanOrEqualTo(width);
        assertThat(line).contains("Esc back", "? help");
        assertThat(Hint.line(hints, 200).text()).contains("Ctrl+C quit");
    }

    @Test
    void aBarIsFullOnlyAtTheEnd() {
        assertThat(Bar.of(0.45, 28)).isEqualTo("[#########...........]  45%");
        assertThat(Bar.of(0.9999, 28)).endsWith(".]  99%");
        assertThat(Bar.of(1, 28)).isEqualTo("[####################] 100%");
        assertThat(Bar.of(7, 4)).endsWith("100%");
    }

    @Test
    void u55u56ACanvasKeepsEverythingInsideAndDrawsNothingUnsafe() {
        Canvas canvas = new Canvas(6, 2);
        canvas.put(0, 0, Role.PLAIN, "日本語日");
        canvas.put(1, 1, Role.PLAIN, "a\u001B😀");
        canvas.put(0, 5, Role.PLAIN, "outside");
        assertThat(canvas.line(0)).isEqualTo("日本語");
        assertThat(canvas.line(1)).isEqualTo(" a???");
    }
}
