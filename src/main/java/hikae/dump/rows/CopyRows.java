package hikae.dump.rows;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The rows of one COPY block: counts lines up to the one that is {@code \.} and nothing else. Eight bytes at
 * a time, whatever the length of a line, because nearly all of a dump is this.
 */
public final class CopyRows {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long LOW = 0x0101_0101_0101_0101L;
    private static final long HIGH = 0x8080_8080_8080_8080L;
    private static final long NEWLINES = LOW * '\n';

    /** The end mark as far as it can be seen before the newline that makes it one. */
    private static final byte[] MARK = {'\\', '.', '\r'};

    private static final int IN_LINE = -1;
    private static final long NONE = -1;

    private final String table;
    private final List<RowCapture> captures;
    private long rows;
    private boolean ended;
    /** How many bytes of the end mark this line has shown so far; IN_LINE when it is an ordinary one. */
    private int mark;

    private long zeroByteRow = NONE;
    private boolean carriageReturns;

    /**
     * @param table the table as {@code DumpFacts#rows} names it
     * @param captures none, or what somebody watches
     */
    public CopyRows(String table, List<RowCapture> captures) {
        this.table = table;
        this.captures = captures;
    }

    public String table() {
        return table;
    }

    /** Rows so far. */
    public long rows() {
        return rows;
    }

    /** Whether the end mark was seen. */
    public boolean isEnded() {
        return ended;
    }

    /** The first row, from 0, with a byte of zero, which PostgreSQL never writes; -1 for none. */
    public long zeroByteRow() {
        return zeroByteRow;
    }

    /** Whether its end mark ends in a carriage return, as where a dump went through Windows. */
    public boolean hasCarriageReturns() {
        return carriageReturns;
    }

    /** Bytes of the line that ended it. */
    public int markLength() {
        return carriageReturns ? MARK.length + 1 : MARK.length;
    }

    /** Takes bytes; returns the index behind the end mark, or the end. */
    public int read(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && !ended) {
            if (mark != IN_LINE) {
                at = begin(bytes, at);
            } else {
                at = captures.isEmpty() ? at : capture(bytes, at, end);
                at = toNextLine(bytes, at, end);
            }
        }
        return at;
    }

    /** One byte at the beginning of a line: the end mark may come in pieces. */
    private int begin(byte[] bytes, int at) {
        byte value = bytes[at];
        boolean goesOn = mark < MARK.length && value == MARK[mark];
        if (goesOn) {
            mark++;
            return at + 1;
        }
        if (mark >= 2 && value == '\n') {
            ended = true;
            carriageReturns = mark == MARK.length;
            return at + 1;
        }
        for (RowCapture capture : captures) {
            capture.begin();
            if (capture.isHungry()) {
                capture.read(MARK, 0, mark);
            }
        }
        mark = IN_LINE;
        return at;
    }

    /** Only with one capture may bytes be skipped here; with more, each reads its own way and the first rules. */
    private int capture(byte[] bytes, int from, int end) {
        int furthest = end;
        for (RowCapture capture : captures) {
            int at = capture.isHungry() ? capture.read(bytes, from, end) : from;
            furthest = Math.min(furthest, at);
            if (capture.hasZeroByte() && zeroByteRow == NONE) {
                zeroByteRow = rows;
            }
        }
        return captures.size() == 1 ? furthest : from;
    }

    private int toNextLine(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            at = skip(bytes, at, end);
            int stop = Math.min(end, at + Long.BYTES);
            for (; at < stop; at++) {
                if (bytes[at] == '\n') {
                    rows++;
                    mark = 0;
                    return at + 1;
                }
                if (bytes[at] == 0 && zeroByteRow == NONE) {
                    zeroByteRow = rows;
                }
            }
        }
        return at;
    }

    /** The index of eight bytes that hold a newline or a zero, or of the last few. */
    private static int skip(byte[] bytes, int from, int end) {
        int at = from;
        int last = end - Long.BYTES;
        while (at <= last) {
            long eight = (long) EIGHT.get(bytes, at);
            long line = eight ^ NEWLINES;
            if (((((line - LOW) & ~line) | ((eight - LOW) & ~eight)) & HIGH) != 0) {
                return at;
            }
            at += Long.BYTES;
        }
        return at;
    }
}
