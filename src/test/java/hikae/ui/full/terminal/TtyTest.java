package hikae.ui.full.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.text.Line;
import hikae.text.Message;
import hikae.ui.full.FakeTerminal;
import hikae.ui.full.widget.Canvas;
import hikae.ui.full.widget.Key.Kind;
import hikae.ui.full.widget.Role;
import hikae.work.ExitCode;
import hikae.work.Report;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The bytes a real terminal gets. */
class TtyTest {
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[(3\\d|4\\d|9[0-7]|10[0-7])m");
    private static final Pattern QUERY = Pattern.compile("\u001B\\[(\\?6n|6n|>?c|1[48]t)");
    private static final Pattern MOUSE = Pattern.compile("\u001B\\[\\?100\\d[hl]");

    /** Every write is kept apart, as the kernel sees them. */
    private static final class Writes extends OutputStream {
        private final List<String> all = new ArrayList<>();

        @Override
        public void write(int value) {
            all.add(String.valueOf((char) value));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            ByteArrayOutputStream one = new ByteArrayOutputStream();
            one.write(bytes, offset, length);
            all.add(one.toString(StandardCharsets.UTF_8));
        }
    }

    private final Writes writes = new Writes();

    private Display display(boolean color) {
        return new Display(new Tty(80, 24, writes), color);
    }

    private static Canvas menu(Display display, int focus) {
        Canvas canvas = display.canvas();
        for (int row = 0; row < 6; row++) {
            boolean here = row == focus;
            String label = (here ? "  > " : "    ") + "データベースの自動バックアップを設定する";
            canvas.put(0, 2 + row, here ? Role.SELECTED : Role.PLAIN, label);
        }
        canvas.put(0, 10, Role.OK, "[ok]");
        canvas.put(0, 11, Role.ERROR, "[NG]");
        canvas.cursor(2, 2 + focus);
        return canvas;
    }

    @Test
    void u05ARepaintIsOneWrite() {
        Display display = display(true);
        writes.all.clear();
        display.paint(menu(display, 0));
        assertThat(writes.all).hasSize(1);
    }

    @Test
    void u05ACursorMoveIsShort() {
        Display display = display(true);
        display.paint(menu(display, 0));
        writes.all.clear();
        display.paint(menu(display, 1));
        assertThat(writes.all)
                .singleElement()
                .satisfies(write ->
                        assertThat(write.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(300));
    }

    @Test
    void anUnchangedScreenSendsNoText() {
        Display display = display(true);
        display.paint(menu(display, 0));
        writes.all.clear();
        display.paint(menu(display, 0));
        assertThat(String.join("", writes.all)).hasSizeLessThan(20).doesNotContain("バックアップ");
    }

    @Test
    void u59WithoutColourNoColourCodeIsSent() {
        Display display = display(false);
        display.paint(menu(display, 0));
        display.paint(menu(display, 3));
        assertThat(COLOUR.matcher(String.join("", writes.all)).find()).isFalse();
    }

    @Test
    void u58WithColourOnlyTheSixteenAreUsedAndNeverABackground() {
        Display display = display(true);
        display.paint(menu(display, 0));
        assertThat(String.join("", writes.all))
                .containsPattern("\u001B\\[3\\dm")
                .doesNotContainPattern("\u001B\\[[34]8;")
                .doesNotContainPattern("\u001B\\[4\\dm");
    }

    @Test
    void u03u62TheTerminalIsAskedNothingAndItsMouseIsItsOwn() {
        Display display = display(true);
        display.paint(menu(display, 0));
        display.redraw();
        display.paint(menu(display, 1));
        String all = String.join("", writes.all);
        assertThat(QUERY.matcher(all).find()).isFalse();
        assertThat(MOUSE.matcher(all).find()).isFalse();
    }

    @Test
    void aCopiedValueGoesByOsc52AndNowhereElse() {
        Display display = display(true);
        writes.all.clear();
        display.copy("https://media.example.com");
        assertThat(String.join("", writes.all))
                .contains("]52;c;aHR0cHM6Ly9tZWRpYS5leGFtcGxlLmNvbQ==")
                .doesNotContain("media.example.com");
    }

    @Test
    void u65ALinkIsItsOwnTextInFullAndNeverHiddenBehindWords() {
        FakeTerminal terminal = FakeTerminal.english();
        String link = "https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com/media/with/a/long/path";
        StringBuilder seen = new StringBuilder();
        terminal.look(seen::append).press(Kind.ENTER);
        Line line = Line.pair(Message.of("sample.next"), Message.literal(link));
        terminal.face.show(new Report("sample", Message.of("sample.done"), List.of(line), Map.of(), ExitCode.DONE));
        terminal.face.close();
        assertThat(seen.toString().replaceAll("\\s+", "")).contains(link);
        assertThat(terminal.farewells).singleElement().asString().contains(link);
        Display display = display(true);
        Canvas canvas = display.canvas();
        canvas.put(0, 2, Role.PLAIN, link.substring(0, 60));
        display.paint(canvas);
        display.leave(List.of(link));
        assertThat(String.join("", writes.all))
                .contains("\r\n" + link + "\r\n")
                .doesNotContain("\u001B]8;")
                .doesNotContainPattern("[\\u2580-\\u259F]"); // nor is a code for cameras drawn unasked
    }

    @Test
    void u64APlainPageIsOutsideTheScreenUnwrapped() {
        Display display = display(true);
        writes.all.clear();
        String value = "x".repeat(200);
        display.leave(List.of("Base URL:", value));
        display.comeBack();
        assertThat(String.join("", writes.all))
                .containsSubsequence("\u001B[?1049l", "\r\nBase URL:\r\n" + value + "\r\n", "\u001B[?1049h");
    }
}
