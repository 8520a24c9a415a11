package hikae.dump.rows;

import java.util.List;

/** Takes a watcher's columns out of the lines of one COPY block and skips the rest of each line. */
public final class RowCapture {
    private final RowWatcher watcher;
    private final WatchedRow row;
    /** The watcher's field for each column of the block up to the last one that is watched; -1 for none. */
    private final int[] fields;

    private int column;
    private boolean hungry;
    private boolean zeroByte;

    private RowCapture(RowWatcher watcher, int[] fields) {
        this.watcher = watcher;
        this.fields = fields;
        this.row = new WatchedRow(watcher.columns().size());
    }

    /** The capture for a block with these columns, in this order; empty when a watched one is not there. */
    public static List<RowCapture> of(RowWatcher watcher, List<String> columns) {
        if (!columns.containsAll(watcher.columns())) {
            return List.of();
        }
        int last = watcher.columns().stream().mapToInt(columns::indexOf).max().orElse(-1);
        int[] fields = new int[last + 1];
        for (int i = 0; i <= last; i++) {
            fields[i] = watcher.columns().indexOf(columns.get(i));
        }
        return List.of(new RowCapture(watcher, fields));
    }

    /** A new line begins. */
    void begin() {
        row.clear();
        column = -1;
        hungry = true;
        nextColumn();
    }

    /** Whether it needs more of this line. */
    boolean isHungry() {
        return hungry;
    }

    /** Whether a byte of zero was among what it took so far. */
    boolean hasZeroByte() {
        return zeroByte;
    }

    /** Takes bytes of a line until it needs no more; stops before a newline. Returns the index behind. */
    int read(byte[] bytes, int from, int end) {
        for (int at = from; at < end; at++) {
            byte value = bytes[at];
            zeroByte |= value == 0;
            if (value == '\n') {
                endLine();
                return at;
            }
            if (value == '\t') {
                nextColumn();
                if (!hungry) {
                    return at + 1;
                }
            } else if (fields[column] >= 0) {
                row.add(fields[column], value);
            }
        }
        return end;
    }

    private void nextColumn() {
        column++;
        if (column == fields.length) {
            hungry = false;
            watcher.row(row);
        } else if (fields[column] >= 0) {
            row.beginField(fields[column]);
        }
    }

    private void endLine() {
        hungry = false;
        if (column == fields.length - 1) {
            row.dropCarriageReturn(fields[column]);
            watcher.row(row);
        }
    }
}
