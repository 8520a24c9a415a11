package hikae.ui.full.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import hikae.ui.full.widget.Canvas;
import hikae.ui.full.widget.Role;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever was on the terminal before, after a repaint it shows the canvas. */
class DisplayTest {
    private static final int SCREENS = 2_000;
    private static final List<Role> ROLES = List.of(Role.values());
    private static final List<String> TEXTS =
            List.of("a", "x", "ab", "  ", "復元", "データベース", "ー", "バックアップ 3:00", "--------", "あaあa", "aあaあ");

    private final DefaultVirtualTerminal terminal = new DefaultVirtualTerminal(new TerminalSize(40, 6));
    private final Display display = new Display(terminal, true);
    private final Random random = new Random(20251123);

    @Test
    void whateverWasThereBeforeTheTerminalShowsTheCanvas() {
        Canvas canvas = display.canvas();
        for (int i = 0; i < SCREENS; i++) {
            if (i % 50 == 49) {
                terminal.setTerminalSize(new TerminalSize(20 + random.nextInt(40), 4 + random.nextInt(6)));
                display.resize();
                canvas = display.canvas();
            }
            canvas = changed(canvas);
            display.paint(canvas);
            assertShown(canvas);
        }
    }

    /** A screen that differs a little or much from the one before. */
    private Canvas changed(Canvas before) {
        Canvas after = new Canvas(before.columns(), before.rows());
        boolean fresh = random.nextInt(10) == 0;
        for (int row = 0; row < before.rows(); row++) {
            for (int column = 0; column < before.columns() && !fresh; column++) {
                char c = before.at(column, row);
                if (c != Canvas.RIGHT_HALF) {
                    after.put(column, row, before.roleAt(column, row), String.valueOf(c));
                }
            }
        }
        for (int texts = random.nextInt(8); texts >= 0; texts--) {
            Role role = ROLES.get(random.nextInt(ROLES.size()));
            String text = TEXTS.get(random.nextInt(TEXTS.size()));
            putWhole(after, random.nextInt(before.columns()), random.nextInt(before.rows()), role, text);
        }
        after.cursor(random.nextInt(before.columns()), random.nextInt(before.rows()));
        return after;
    }

    /** Screens never write over half of a wide character: each is painted from nothing. */
    private static void putWhole(Canvas canvas, int column, int row, Role role, String text) {
        int start = column > 0 && canvas.at(column, row) == Canvas.RIGHT_HALF ? column - 1 : column;
        int end = canvas.put(start, row, role, text);
        if (end < canvas.columns() && canvas.at(end, row) == Canvas.RIGHT_HALF) {
            canvas.put(end, row, role, " ");
        }
    }

    private void assertShown(Canvas canvas) {
        for (int row = 0; row < canvas.rows(); row++) {
            for (int column = 0; column < canvas.columns(); column++) {
                if (canvas.at(column, row) != Canvas.RIGHT_HALF) {
                    assertShown(canvas, column, row);
                }
            }
        }
        assertThat(terminal.getCursorPosition().getColumn()).isEqualTo(canvas.cursorColumn());
        assertThat(terminal.getCursorPosition().getRow()).isEqualTo(canvas.cursorRow());
    }

    private void assertShown(Canvas canvas, int column, int row) {
        TextCharacter cell = terminal.getCharacter(column, row);
        Role role = canvas.roleAt(column, row);
        assertThat(cell.getCharacterString())
                .as("%d,%d of%n%s", column, row, canvas.line(row))
                .isEqualTo(String.valueOf(canvas.at(column, row)));
        Theme theme = Theme.of(true);
        assertThat(cell.getForegroundColor()).isEqualTo(theme.ink(role));
        assertThat(cell.getBackgroundColor()).isEqualTo(TextColor.ANSI.DEFAULT);
        assertThat(cell.getModifiers().contains(SGR.BOLD)).isEqualTo(theme.isBold(role));
    }
}
