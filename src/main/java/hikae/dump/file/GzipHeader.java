package hikae.dump.file;

import java.util.zip.CRC32;

/** The beginning of a gzip member (RFC 1952, 2.3). */
final class GzipHeader {
    /** How reading it ended. */
    enum Outcome {
        WHOLE,
        /** The file ends in it. */
        CUT,
        /** It says what no gzip says. */
        WRONG
    }

    /** The first byte of a member. */
    static final int MAGIC_1 = 0x1F;
    /** The second one. */
    static final int MAGIC_2 = 0x8B;

    private static final int DEFLATE = 8;
    private static final int CHECKED = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final FileCursor file;
    private final CRC32 crc = new CRC32();
    private boolean cut;

    private GzipHeader(FileCursor file) {
        this.file = file;
        crc.update(MAGIC_1);
        crc.update(MAGIC_2);
    }

    /** Reads a header whose first two bytes have been read. */
    static Outcome read(FileCursor file) {
        GzipHeader header = new GzipHeader(file);
        boolean right = header.read();
        return header.cut ? Outcome.CUT : right ? Outcome.WHOLE : Outcome.WRONG;
    }

    private boolean read() {
        if (next() != DEFLATE) {
            return false;
        }
        int flags = next();
        skip(6);
        if ((flags & RESERVED) != 0) {
            return false;
        }
        if ((flags & EXTRA) != 0) {
            skip(next() | (next() << 8));
        }
        skipText((flags & NAME) != 0);
        skipText((flags & COMMENT) != 0);
        return (flags & CHECKED) == 0 || isChecked();
    }

    private boolean isChecked() {
        int expected = (int) crc.getValue() & 0xFFFF;
        return (next() | (next() << 8)) == expected;
    }

    private void skip(int bytes) {
        for (int i = 0; i < bytes && !cut; i++) {
            next();
        }
    }

    private void skipText(boolean there) {
        boolean more = there;
        while (more && !cut) {
            more = next() != 0;
        }
    }

    private int next() {
        int value = file.next();
        cut |= value < 0;
        crc.update(value);
        return value & 0xFF;
    }
}
