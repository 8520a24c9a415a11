package hikae.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks text into lines by cells. Words of Latin letters stay whole; Japanese breaks between any two
 * characters, but closing signs never begin a line and opening ones never end it (kinsoku). Every line of an
 * indented paragraph is indented.
 */
final class LineBreak {
    private static final String NEVER_FIRST = "、。，．,.」』】〕）)]｝}〉》・：；:;！？!?ー〜～々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ";
    private static final String NEVER_LAST = "「『【〔（([｛{〈《";

    private final int cells;
    private final List<String> lines = new ArrayList<>();
    private String line = "";

    private LineBreak(int cells) {
        this.cells = Math.max(2, cells);
    }

    /** The lines of {@code text}, none wider than {@code cells} (two at least); never an empty list. */
    static List<String> wrap(String text, int cells) {
        LineBreak wrapping = new LineBreak(cells);
        for (String paragraph : text.split("\n", -1)) {
            wrapping.paragraph(paragraph);
        }
        return List.copyOf(wrapping.lines);
    }

    private void paragraph(String text) {
        String rest = text.stripLeading();
        String indent = text.substring(0, text.length() - rest.length());
        indent = TextWidth.of(indent) < cells / 2 ? indent : "";
        line = indent;
        String blanks = "";
        for (String piece : pieces(rest)) {
            if (piece.isBlank()) {
                blanks = piece;
            } else if (TextWidth.of(line + blanks + piece) <= cells) {
                line += blanks + piece;
                blanks = "";
            } else {
                breakBefore(piece, indent);
                blanks = "";
            }
        }
        lines.add(line.isBlank() ? "" : line);
    }

    /** Starts a new line with {@code piece}, cutting it only if no line can hold it. */
    private void breakBefore(String piece, String indent) {
        if (!line.isBlank()) {
            lines.add(line);
        }
        String rest = indent + piece;
        while (TextWidth.of(rest) > cells) {
            String part = TextWidth.cut(rest, cells);
            lines.add(part);
            rest = indent + rest.substring(part.length());
        }
        line = rest;
    }

    /** What must stay together: runs of blanks, Latin words, single wide characters with their signs. */
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = endOfRun(text, at);
            String run = text.substring(at, end);
            int last = pieces.size() - 1;
            if (last >= 0 && staysTogether(pieces.get(last), run)) {
                pieces.set(last, pieces.get(last) + run);
            } else {
                pieces.add(run);
            }
            at = end;
        }
        return pieces;
    }

    private static boolean staysTogether(String before, String after) {
        return !before.isBlank()
                && !after.isBlank()
                && (NEVER_LAST.indexOf(before.charAt(before.length() - 1)) >= 0
                        || NEVER_FIRST.indexOf(after.charAt(0)) >= 0);
    }

    private static int endOfRun(String text, int start) {
        int first = text.codePointAt(start);
        int end = start + Character.charCount(first);
        if (TextWidth.of(first) == 2) {
            return end;
        }
        while (end < text.length() && sameRun(first, text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private static boolean sameRun(int first, int next) {
        return (first == ' ') == (next == ' ') && TextWidth.of(next) < 2;
    }
}
