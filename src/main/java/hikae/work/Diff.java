package hikae.work;

import hikae.text.Masked;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The difference of two texts by lines, with three lines around each change. */
public final class Diff {
    private static final int AROUND = 3;

    /**
     * One line.
     *
     * @param sign {@code '+'}, {@code '-'}, {@code ' '}, or {@code '@'} for a gap
     * @param number its line number, in the new text for + and blank, in the old one for -
     * @param text the line without its end
     */
    public record Line(char sign, int number, String text) {}

    private Diff() {}

    /** What turns the first into the second; both UTF-8. */
    public static List<Line> of(byte[] before, byte[] after) {
        return trimmed(all(lines(before), lines(after)));
    }

    /** The same lines, each as it may be shown. A value that runs over several lines is known by the whole text only. */
    static List<Line> masked(List<Line> lines, byte[] before, byte[] after) {
        List<String> old = Masked.lines(lines(before));
        List<String> young = Masked.lines(lines(after));
        return lines.stream()
                .map(line -> switch (line.sign()) {
                    case '-' -> new Line('-', line.number(), old.get(line.number() - 1));
                    case '+', ' ' -> new Line(line.sign(), line.number(), young.get(line.number() - 1));
                    default -> line;
                })
                .toList();
    }

    private static List<String> lines(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.isEmpty() ? List.of() : text.lines().toList();
    }

    /** The longest common subsequence; our files have tens of lines. */
    private static List<Line> all(List<String> a, List<String> b) {
        int[][] common = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                common[i][j] = a.get(i).equals(b.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Line> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
                lines.add(new Line(' ', j + 1, b.get(j)));
                i++;
                j++;
            } else if (i < a.size() && (j == b.size() || common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line('-', i + 1, a.get(i)));
                i++;
            } else {
                lines.add(new Line('+', j + 1, b.get(j)));
                j++;
            }
        }
        return lines;
    }

    private static List<Line> trimmed(List<Line> lines) {
        List<Boolean> kept = new ArrayList<>(Collections.nCopies(lines.size(), false));
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).sign() != ' ') {
                int to = Math.min(lines.size(), at + AROUND + 1);
                Collections.fill(kept.subList(Math.max(0, at - AROUND), to), true);
            }
        }
        List<Line> shown = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            if (kept.get(at)) {
                shown.add(lines.get(at));
            } else if (!shown.isEmpty() && kept.get(at - 1)) {
                shown.add(new Line('@', 0, "..."));
            }
        }
        return shown;
    }
}
