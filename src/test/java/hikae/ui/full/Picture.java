package hikae.ui.full;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.terminal.virtual.VirtualTerminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Screens as pictures in {@code src/docs/screens}, with their text as text. Each run of cells has its place and its
 * width, so that any font fits. Only screens with the words of the program are shown, none with those of the samples. {@code HIKAE_WRITE_SCREENS=1} writes them instead of comparing.
 */
final class Picture {
    private static final String WRITE = "HIKAE_WRITE_SCREENS";
    private static final Path FOLDER = Path.of("src/docs/screens");
    private static final Set<String> SHOWN = Set.of(
            "setup-instance",
            "setup-review",
            "setup-report",
            "recovery-list",
            "recovery-plan",
            "recovery-review",
            "recovery-status",
            "work-load",
            "checklist",
            "storage-checked");
    private static final String HEAD = """
            <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" xml:lang="%3$s">
            <rect width="%1$d" height="%2$d" rx="6" fill="#1d1f21"/>
            <g font-family="'DejaVu Sans Mono','Noto Sans Mono CJK JP',Menlo,Consolas,monospace" font-size="15"
             fill="#e0e0e0" xml:space="preserve">
            """;
    private static final int WIDTH = 9;
    private static final int HEIGHT = 19;
    private static final int EDGE = 12;
    private static final Map<TextColor, String> INKS =
            Map.of(TextColor.ANSI.RED, "#f2777a", TextColor.ANSI.GREEN, "#99cc99", TextColor.ANSI.MAGENTA, "#d7a6e0");

    private Picture() {}

    static void compare(String name, VirtualTerminal terminal) {
        if (!SHOWN.contains(name.replaceFirst("-80-(en|ja)$", ""))) {
            return;
        }
        Path file = FOLDER.resolve(name + ".svg");
        try {
            if (System.getenv(WRITE) != null) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, svg(terminal, name.endsWith("ja") ? "ja" : "en"));
            }
            assertThat(file)
                    .as("is written when %s=1 is in the environment", WRITE)
                    .content()
                    .isEqualTo(svg(terminal, name.endsWith("ja") ? "ja" : "en"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String svg(VirtualTerminal terminal, String language) {
        TerminalSize size = terminal.getTerminalSize();
        int width = size.getColumns() * WIDTH + 2 * EDGE;
        int height = size.getRows() * HEIGHT + 2 * EDGE;
        StringBuilder text = new StringBuilder(HEAD.formatted(width, height, language));
        for (int row = 0; row < size.getRows(); row++) {
            row(terminal, row, text);
        }
        return text.append("</g>\n</svg>\n").toString();
    }

    private static void row(VirtualTerminal terminal, int row, StringBuilder text) {
        int columns = terminal.getTerminalSize().getColumns();
        int column = 0;
        while (column < columns) {
            TextCharacter first = terminal.getCharacter(column, row);
            StringBuilder run = new StringBuilder();
            int end = column;
            while (end < columns && isLike(first, terminal.getCharacter(end, row))) {
                run.append(terminal.getCharacter(end, row).getCharacterString());
                end += first.isDoubleWidth() ? 2 : 1;
            }
            if (!run.toString().isBlank()) {
                run(text, run.toString(), column, end, row, first);
            }
            column = end;
        }
    }

    /** Words are runs of their own: what stands in columns stays in them. */
    private static boolean isLike(TextCharacter one, TextCharacter other) {
        return one.isDoubleWidth() == other.isDoubleWidth()
                && one.getForegroundColor().equals(other.getForegroundColor())
                && one.isBold() == other.isBold()
                && one.is(' ') == other.is(' ');
    }

    private static void run(StringBuilder text, String run, int column, int end, int row, TextCharacter look) {
        String ink = INKS.getOrDefault(look.getForegroundColor(), "");
        text.append(String.format(
                "<text y=\"%d\"%s%s%s</text>%n",
                EDGE + row * HEIGHT + 14,
                ink.isEmpty() ? "" : " fill=\"" + ink + "\"",
                look.isBold() ? " font-weight=\"bold\"" : "",
                look.isDoubleWidth() ? wide(run, column) : narrow(run, column, end)));
    }

    private static String narrow(String run, int column, int end) {
        return String.format(
                " x=\"%d\" textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\">%s",
                EDGE + column * WIDTH,
                (end - column) * WIDTH,
                run.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    /** Each wide character at its own place: not every viewer stretches text, and their fonts differ most. */
    private static String wide(String run, int column) {
        return IntStream.range(0, run.length())
                .mapToObj(
                        i -> "<tspan x=\"" + (EDGE + (column + 2 * i) * WIDTH + 1) + "\">" + run.charAt(i) + "</tspan>")
                .collect(Collectors.joining("", " font-size=\"16\">", ""));
    }
}
