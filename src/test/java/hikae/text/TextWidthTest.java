package hikae.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextWidthTest {
    @ParameterizedTest
    @CsvSource({
        "abc, 3", "日本語, 6", "カタカナ, 8", "ｶﾀｶﾅ, 4", "（）, 4", "￥, 2", "✅, 2", "😀, 2", "𠮷, 2", "─, 1", "é, 1", "㎏, 2",
        "A日b, 4"
    })
    void countsCells(String text, int cells) {
        assertThat(TextWidth.of(text)).isEqualTo(cells);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0301", "\u3099", "\u200B", "\uFEFF", "\u001B", "\u0000"})
    void countsCombiningAndInvisibleCharactersAsNothing(String text) {
        assertThat(TextWidth.of(text)).isZero();
    }

    @Test
    void knowsTheEdgesOfTheWideRanges() {
        assertThat(TextWidth.of(0x115F)).isEqualTo(2);
        assertThat(TextWidth.of(0x1160)).isZero();
        assertThat(TextWidth.of(0x303E)).isEqualTo(2);
        assertThat(TextWidth.of(0x303F)).isEqualTo(1);
        assertThat(TextWidth.of(0xFF60)).isEqualTo(2);
        assertThat(TextWidth.of(0xFF61)).isEqualTo(1);
        assertThat(TextWidth.of(0x10FFFF)).isEqualTo(1);
    }

    @Test
    void u57NeverCutsAWideCharacterInTwo() {
        assertThat(TextWidth.cut("日本語", 5)).isEqualTo("日本");
        assertThat(TextWidth.cut("a日本", 2)).isEqualTo("a");
        assertThat(TextWidth.cut("日本", 0)).isEmpty();
        assertThat(TextWidth.cut("abc", 9)).isEqualTo("abc");
        assertThat(TextWidth.cut("𠮷x", 2)).isEqualTo("𠮷");
    }

    @Test
    void padsToExactlyTheWantedCells() {
        assertThat(TextWidth.pad("日本語", 8)).isEqualTo("日本語  ");
        assertThat(TextWidth.pad("日本語", 5)).isEqualTo("日本 ");
    }

    @Test
    void shortensWithThreeDots() {
        assertThat(TextWidth.shorten("misskey_internal_network", 12)).isEqualTo("misskey_i...");
        assertThat(TextWidth.shorten("バックアップ", 12)).isEqualTo("バックアップ");
        assertThat(TextWidth.shorten("バックアップ", 8)).isEqualTo("バッ...");
        assertThat(TextWidth.shorten("abcdef", 2)).isEqualTo("ab");
    }

    @Test
    void keepsLatinWordsWholeAndDropsTheBlankWhereALineEnds() {
        assertThat(TextWidth.wrap("Nothing has happened yet on this server.", 14))
                .containsExactly("Nothing has", "happened yet", "on this", "server.");
    }

    @Test
    void cutsAWordThatFitsNoLine() {
        assertThat(TextWidth.wrap("see /home/admin/misskey-backup now", 12))
                .containsExactly("see", "/home/admin/", "misskey-back", "up now");
    }

    @Test
    void u57NeverBeginsALineWithAClosingSignOrEndsItWithAnOpeningOne() {
        assertThat(TextWidth.wrap("設定しました。次へ", 12)).containsExactly("設定しまし", "た。次へ");
        assertThat(TextWidth.wrap("設定の「スケジュール」まで", 8)).containsExactly("設定の", "「スケ", "ジュー", "ル」まで");
    }

    @Test
    void u57NeverEndsWithAnOpeningParenthesis() {
        assertThat(TextWidth.wrap("空き(残り)です", 6)).containsExactly("空き", "(残り)", "です");
    }

    @Test
    void keepsTheIndentAndTheLineBreaksOfTheText() {
        assertThat(TextWidth.wrap("  one two\n\nthree", 7)).containsExactly("  one", "  two", "", "three");
    }

    @Test
    void wrapsAnEmptyTextIntoOneEmptyLine() {
        assertThat(TextWidth.wrap("", 10)).containsExactly("");
    }

    @Test
    void neverMakesALineWiderThanAskedWhateverTheText() {
        Random random = new Random(57);
        String letters = "ab 。、「」()/日本語ー　!?";
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(60), 0, letters.length()).forEach(i -> text.append(letters.charAt(i)));
            int cells = 2 + random.nextInt(30);
            List<String> lines = TextWidth.wrap(text.toString(), cells);
            assertThat(lines).as("%s in %d", text, cells).allMatch(line -> TextWidth.of(line) <= cells);
            assertThat(String.join("", lines).replaceAll("[ 　]", ""))
                    .isEqualTo(text.toString().replaceAll("[ 　]", ""));
        }
    }

    @Test
    void showsOtherPeoplesJapaneseAsItIs() {
        assertThat(TextWidth.safe("バックアップ 2025年.sql")).isEqualTo("バックアップ 2025年.sql");
    }

    @Test
    void composesWhatMacOsDecomposed() {
        assertThat(TextWidth.safe("か\u3099そ\u3099う")).isEqualTo("がぞう");
    }

    @ParameterizedTest
    @CsvSource({"😀, \\u{1f600}", "─, \\u{2500}", "￥, \\u{ffe5}", "é, \\u{e9}", "①, \\u{2460}"})
    void u56EscapesWhatTerminalsDrawDifferently(String text, String shown) {
        assertThat(TextWidth.safe(text)).isEqualTo(shown);
    }

    @Test
    void u56EscapesWhatCouldSteerTheTerminal() {
        assertThat(TextWidth.safe("\u001B[2J\r\nx\u202E\u0301")).isEqualTo("\\u{1b}[2J\\u{d}\\u{a}x\\u{202e}\\u{301}");
        assertThat(TextWidth.safe("\uD83D")).isEqualTo("\\u{d83d}");
    }

    @Test
    void u54KnowsWhichCharactersAFixedTextMayHave() {
        assertThat(TextWidth.isSafeFixedText("Enter 次へ、「保存」？（はい）：ー〜～・\n-> [ok]"))
                .isTrue();
        assertThat("…—“”→①※●─￥✓😀　é・".codePoints().filter(c -> TextWidth.isSafeFixedText(Character.toString(c))))
                .containsExactly((int) '・');
    }
}
