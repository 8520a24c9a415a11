package hikae.dump.rows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The watched fields of one row, as COPY's text form has them: escaped, {@code \N} for null. */
final class WatchedRow {
    /** What of a field is kept; a longer one is cut there. */
    private static final int LIMIT = 16 * 1024;

    private final byte[] bytes;
    private final int[] from;
    private final int[] to;
    private int used;

    WatchedRow(int fields) {
        this.bytes = new byte[LIMIT * Math.max(1, fields)];
        this.from = new int[fields];
        this.to = new int[fields];
    }

    void clear() {
        used = 0;
    }

    void beginField(int field) {
        from[field] = used;
        to[field] = used;
    }

    void add(int field, byte value) {
        if (used - from[field] < LIMIT) {
            bytes[used++] = value;
            to[field] = used;
        }
    }

    /** The last field of a line ends in a carriage return where lines end so; one of the value is escaped. */
    void dropCarriageReturn(int field) {
        if (to[field] > from[field] && bytes[to[field] - 1] == '\r') {
            to[field]--;
        }
    }

    /** The bytes that hold all fields. */
    byte[] bytes() {
        return bytes;
    }

    /** Where in {@link #bytes} the field begins. */
    int from(int field) {
        return from[field];
    }

    /** Where it ends: the index behind its last byte. */
    int to(int field) {
        return to[field];
    }

    boolean isNull(int field) {
        return to[field] - from[field] == 2 && bytes[from[field]] == '\\' && bytes[from[field] + 1] == 'N';
    }

    /** The value, unescaped; that of null is {@code N}, so ask {@link #isNull} first. */
    String text(int field) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(to[field] - from[field]);
        for (int at = from[field]; at < to[field]; at++) {
            boolean escaped = bytes[at] == '\\' && at + 1 < to[field];
            plain.write(escaped ? unescaped(bytes[++at]) : bytes[at]);
        }
        return plain.toString(StandardCharsets.UTF_8);
    }

    /** pg_dump writes these six and the backslash itself; numbers it never writes. */
    private static int unescaped(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            default -> letter;
        };
    }
}
