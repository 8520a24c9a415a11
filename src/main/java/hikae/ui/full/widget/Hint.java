package hikae.ui.full.widget;

import hikae.text.TextWidth;
import java.util.ArrayList;
import java.util.List;

/**
 * One entry of the key line.
 *
 * @param keys as they are written on the screen
 * @param label what they do
 * @param lasting whether it stays to the end on narrow screens: help and the way back (U18)
 */
public record Hint(String keys, String label, boolean lasting) {
    private static final String WIDE_GAP = "   ";

    /** The key line: entries are dropped from the right, the lasting ones last, until it fits. */
    public static Row line(List<Hint> hints, int width) {
        for (int dropped = 0; dropped <= hints.size(); dropped++) {
            List<Hint> kept = without(hints, dropped);
            for (String gap : List.of(WIDE_GAP, " ")) {
                String line = (gap.length() == 1 ? "" : " ") + join(kept, gap);
                if (TextWidth.of(line) <= width) {
                    return Row.plain(line);
                }
            }
        }
        return Row.blank();
    }

    private static String join(List<Hint> hints, String gap) {
        StringBuilder line = new StringBuilder();
        for (Hint hint : hints) {
            line.append(line.isEmpty() ? "" : gap).append(hint.keys).append(' ').append(hint.label);
        }
        return line.toString();
    }

    /** Without the {@code count} least important: passing ones from the right, then lasting ones from the left. */
    private static List<Hint> without(List<Hint> hints, int count) {
        List<Hint> kept = new ArrayList<>(hints);
        for (int i = 0; i < count; i++) {
            int last = kept.size() - 1;
            while (last >= 0 && kept.get(last).lasting) {
                last--;
            }
            kept.remove(last >= 0 ? last : 0);
        }
        return kept;
    }
}
