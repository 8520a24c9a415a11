package hikae.ui.full;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ui.full.widget.Canvas;
import hikae.ui.full.widget.Role;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
    void aRepaintIsOneWrite() {
        Display display = display(true);
        writes.all.clear();
        display.paint(menu(display, 0));
        assertThat(writes.all).hasSize(1);
    }

    @Test
    void aCursorMoveIsShort() {
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
    void withoutColourNoColourCodeIsSent() {
        Display display = display(false);
        display.paint(menu(display, 0));
        display.paint(menu(display, 3));
        assertThat(COLOUR.matcher(String.join("", writes.all)).find()).isFalse();
    }

    @Test
    void withColourOnlyTheSixteenAreUsedAndNeverABackground() {
        Display display = display(true);
        display.paint(menu(display, 0));
        assertThat(String.join("", writes.all))
                .containsPattern("\u001B\\[3\\dm")
                .doesNotContainPattern("\u001B\\[[34]8;")
                .doesNotContainPattern("\u001B\\[4\\dm");
    }

    @Test
    void theTerminalIsAskedNothingAndItsMouseIsItsOwn() {
        Display display = display(true);
        display.paint(menu(display, 0));
        display.redraw();
        display.paint(menu(display, 1));
        String all = String.join("", writes.all);
        assertThat(QUERY.matcher(all).find()).isFalse();
        assertThat(MOUSE.matcher(all).find()).isFalse();
    }
}
