package hikae.dump.rows;

import hikae.host.NoteTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the newest note by its id. Ids of one method have one length and sort as text, so only the greatest
 * of each length and first letter is decoded, at the end: an instance may have changed its method.
 */
public final class NewestNote implements RowWatcher {
    /** Misskey's column has 32 characters. */
    private static final int LONGEST = 32;

    private final Map<Integer, byte[]> greatest = new HashMap<>();
    private byte @Nullable [] last;
    private int lastKey = -1;

    @Override
    public String table() {
        return "note";
    }

    @Override
    public List<String> columns() {
        return List.of("id");
    }

    @Override
    public void row(WatchedRow row) {
        int from = row.from(0);
        int to = row.to(0);
        int length = to - from;
        if (length == 0 || length > LONGEST || row.isNull(0)) {
            return;
        }
        int key = (length << 8) | (row.bytes()[from] & 0xFF);
        byte[] known = key == lastKey ? last : greatest.get(key);
        if (known == null) {
            known = new byte[length];
            greatest.put(key, known);
        }
        last = known;
        lastKey = key;
        if (Arrays.compareUnsigned(row.bytes(), from, to, known, 0, length) > 0) {
            System.arraycopy(row.bytes(), from, known, 0, length);
        }
    }

    /** Its id; empty without notes. Where no time can be read, the last in the order of text. */
    public Optional<String> id() {
        Comparator<String> byTime = Comparator.comparing(id -> NoteTime.of(id).orElse(Instant.MIN));
        return greatest.values().stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .max(byTime.thenComparing(Comparator.naturalOrder()));
    }
}
