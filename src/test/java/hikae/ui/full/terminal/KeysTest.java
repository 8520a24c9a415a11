package hikae.ui.full.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ui.full.Command;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Key.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    private final Keys keys = new Keys(50);
    private final List<Key> seen = new ArrayList<>();
    private long now = 1000;

    private void send(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        seen.addAll(keys.feed(bytes, bytes.length, now));
    }

    private void sendRaw(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        seen.addAll(keys.feed(bytes, bytes.length, now));
    }

    private void after(long millis) {
        now += millis;
        seen.addAll(keys.settle(now));
    }

    private List<Key> sentInParts(String text, long apart) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            sendRaw(b);
            after(apart);
        }
        after(2000);
        return seen;
    }

    @Test
    void aTypedLetterIsThereAtOnce() {
        send("a");
        assertThat(seen).containsExactly(Key.typed('a'));
        assertThat(keys.patience(now)).isEqualTo(-1);
    }

    @Test
    void aTypedKanjiIsThereAtOnceAndAlsoWhenItsBytesComeOneByOne() {
        send("漢");
        after(100);
        sentInParts("字", 30);
        assertThat(seen).containsExactly(Key.typed('漢'), Key.typed('字'));
    }

    @ParameterizedTest
    @CsvSource({
        "[A, UP",
        "OA, UP",
        "[B, DOWN",
        "OB, DOWN",
        "[C, RIGHT",
        "[D, LEFT",
        "OD, LEFT",
        "[1;5C, RIGHT",
        "[H, HOME",
        "[1~, HOME",
        "[7~, HOME",
        "OH, HOME",
        "[F, END",
        "[4~, END",
        "[8~, END",
        "OF, END",
        "[3~, DELETE",
        "[5~, PAGE_UP",
        "[6~, PAGE_DOWN",
        "[Z, BACKTAB",
        "OP, F1",
        "[11~, F1",
        "[[A, F1",
        "OR, F3",
        "[13~, F3",
        "[[C, F3",
        "OS, F4",
        "[14~, F4",
        "[[D, F4",
        "OM, ENTER"
    })
    void u23KnowsTheKeyInOnePieceAndTornApart(String sequence, Kind kind) {
        send("\u001B" + sequence);
        assertThat(seen).containsExactly(Key.of(kind));
        seen.clear();
        assertThat(sentInParts("\u001B" + sequence, 30)).containsExactly(Key.of(kind));
    }

    @Test
    void u23OverSshTheBytesMayBeFartherApart() {
        Keys patient = new Keys(100);
        assertThat(patient.feed(new byte[] {0x1B}, 1, 0)).isEmpty();
        assertThat(patient.settle(90)).isEmpty();
        assertThat(patient.feed(new byte[] {'[', 'A'}, 2, 95)).containsExactly(Key.of(Kind.UP));
    }

    @Test
    void u23ALoneEscIsKnownAfterTheWaitAndNotBefore() {
        send("\u001B");
        assertThat(keys.patience(now)).isEqualTo(50);
        after(49);
        assertThat(seen).isEmpty();
        after(1);
        assertThat(seen).containsExactly(Key.of(Kind.ESC));
    }

    @Test
    void aLetterLongAfterEscIsALetter() {
        send("\u001B");
        now += 200;
        send("a");
        assertThat(seen).containsExactly(Key.of(Kind.ESC), Key.typed('a'));
    }

    @Test
    void heldEscIsSeveral() {
        send("\u001B\u001B\u001B");
        after(50);
        assertThat(seen).containsExactly(Key.of(Kind.ESC), Key.of(Kind.ESC), Key.of(Kind.ESC));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[12;40R",
                "[?1;2c",
                "[>41;354;0c",
                "[0n",
                "]11;rgb:0000/0000/0000\u0007",
                "]11;rgb:ffff/ffff/ffff\u001B\\",
                "P>|xterm(370)\u001B\\",
                "[?2026;2$y",
                "[8;24;80t",
                "[97;5u",
                "[<0;10;10M",
                "[<0;10;10m",
                "[M !!",
                "[I",
                "[O",
                "_Gi=1;OK\u001B\\",
                "[200;5Q",
                "[2~",
                "[24~",
                "[1;2R",
                "x",
                "\r"
            })
    void u24SwallowsUnknownSequencesAndLateAnswersInOnePieceAndTornApart(String sequence) {
        send("\u001B" + sequence);
        after(2000);
        assertThat(seen).isEmpty();
        sentInParts("\u001B" + sequence, 30);
        send("b");
        assertThat(seen).containsExactly(Key.typed('b'));
    }

    @Test
    void ctrlCEndsWhateverWasUnfinished() {
        send("\u001B[12;\u0003");
        send("\u001BP1$r\u0003");
        assertThat(seen).containsExactly(Key.ctrl('c'), Key.ctrl('c'));
    }

    @Test
    void anAnswerThatNeverEndsDoesNotSwallowTheKeyboardForever() {
        send("\u001BPabc");
        after(1000);
        send("q");
        assertThat(seen).containsExactly(Key.typed('q'));
    }

    @Test
    void knowsEnterBothWaysAndAsOneWhenTheyComeTogether() {
        send("\r");
        after(100);
        send("\n");
        after(100);
        send("\r\n");
        after(100);
        assertThat(seen).containsExactly(Key.of(Kind.ENTER), Key.of(Kind.ENTER), Key.of(Kind.ENTER));
    }

    @Test
    void knowsTabBackspaceAndCtrlWithLetters() {
        send("\t");
        after(100);
        send("\u007F");
        send("\b");
        send("\u0015\u0007\u000C");
        assertThat(seen)
                .containsExactly(
                        Key.of(Kind.TAB),
                        Key.of(Kind.BACKSPACE),
                        Key.of(Kind.BACKSPACE),
                        Key.ctrl('u'),
                        Key.ctrl('g'),
                        Key.ctrl('l'));
    }

    @Test
    void u25ABracketedPasteIsOneThingWithAllItsLineBreaks() {
        send("\u001B[200~abc\ndef\u001B[A\n\u001B[201~x");
        assertThat(seen).containsExactly(Key.paste("abc\ndef\u001B[A\n"), Key.typed('x'));
    }

    @Test
    void aTornBracketedPasteIsStillOneThing() {
        assertThat(sentInParts("\u001B[200~日\u001B[20\u001B[201~", 30)).containsExactly(Key.paste("日\u001B[20"));
    }

    @Test
    void aPasteWhoseEndWasLostIsDeliveredAndTheKeyboardWorksAgain() {
        send("\u001B[200~abc");
        after(1000);
        send("d");
        assertThat(seen).containsExactly(Key.paste("abc"), Key.typed('d'));
    }

    @Test
    void u26MoreThanEightCharactersAtOnceAreAPasteAlsoWithoutBrackets() {
        send("abc\ndef\nghi\n");
        after(20);
        assertThat(seen).containsExactly(Key.paste("abc\ndef\nghi\n"));
    }

    @Test
    void u26APasteThatComesInTwoPiecesIsOne() {
        send("abcdef");
        now += 15;
        send("ghijk\n");
        after(20);
        assertThat(seen).containsExactly(Key.paste("abcdefghijk\n"));
    }

    @Test
    void upToEightCharactersAtOnceAreTyping() {
        send("ab\r");
        assertThat(seen).isEmpty();
        assertThat(keys.patience(now)).isEqualTo(20);
        after(20);
        assertThat(seen).containsExactly(Key.typed('a'), Key.typed('b'), Key.of(Kind.ENTER));
    }

    @Test
    void anArrowAfterTypingKeepsTheOrder() {
        send("ab\u001B[A");
        assertThat(seen).containsExactly(Key.typed('a'), Key.typed('b'), Key.of(Kind.UP));
    }

    @Test
    void brokenUtf8IsDropped() {
        sendRaw(0xE6, 'a');
        after(50);
        sendRaw(0xC0, 0x80, 0x9B, 0xED, 0xA0, 0x80, 0xFF);
        after(50);
        assertThat(seen).containsExactly(Key.typed('a'));
    }

    @Test
    void ctrlBackslashAndNulMeanNothing() {
        sendRaw(0x1C, 0x1D, 0x1E, 0x1F, 0x00);
        after(50);
        assertThat(seen).isEmpty();
    }

    @Test
    void survivesAnyBytesAndThenStillKnowsEsc() {
        Random random = new Random(24);
        for (int round = 0; round < 500; round++) {
            byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            keys.feed(noise, noise.length, now);
            now += 3000;
            keys.settle(now);
            seen.clear();
            send("\u001B");
            after(60);
            assertThat(seen).as("round %d", round).containsExactly(Key.of(Kind.ESC));
        }
    }

    @ParameterizedTest
    @CsvSource({"ｙ, y", "？, ?", "３, 3", "Ｑ, q", "A, a"})
    void u22FoldsFullWidthFormsForCommands(String typed, char letter) {
        assertThat(Key.typed(typed.codePointAt(0)).letter()).isEqualTo(letter);
    }

    @ParameterizedTest
    @EnumSource(Command.class)
    void u19EveryCommandHasAKeyThatEveryTerminalPassesOn(Command command) {
        Key twin = command.twin();
        assertThat(twin.kind()).isIn(Kind.CTRL, Kind.CHAR, Kind.ESC);
        assertThat(Command.of(twin, false)).contains(command);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"F1", "F3", "F4"})
    void u19EveryFunctionKeyIsOnlyATwin(Kind function) {
        Command command = Command.of(Key.of(function), true).orElseThrow();
        assertThat(Command.of(command.twin(), true)).contains(command);
    }

    @Test
    void u22LettersAreTextWhileATextFieldHasTheFocus() {
        assertThat(Command.of(Key.typed('q'), true)).isEmpty();
        assertThat(Command.of(Key.typed('?'), true)).isEmpty();
        assertThat(Command.of(Key.typed('？'), false)).contains(Command.HELP);
    }
}
