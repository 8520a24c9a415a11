package hikae.dump.file;

import hikae.text.Problem;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The text in a gzip file of one or more members, each proved to its last byte: checksum, length, and what
 * stands behind. Stricter than the JDK's own stream, which does not notice bytes behind the end.
 */
public final class Gunzip implements ByteSource, AutoCloseable {
    /** SQL packs to a tenth or a twentieth; deflate can do 1032, with nothing but one letter. */
    private static final int BOMB_RATIO = 200;

    /** Below this much text a ratio says nothing and does no harm. */
    private static final long BOMB_FLOOR = 4 << 20;

    private final String path;
    private final FileCursor file;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private boolean inMember;
    private boolean ended;
    private long memberText;
    private long text;
    private long goodEnd;
    private boolean strayBytes;
    private Optional<Problem> problem = Optional.empty();

    /** @param path for the problems */
    public Gunzip(String path, ReadAhead file) {
        this.path = path;
        this.file = new FileCursor(file);
    }

    @Override
    public int fill(byte[] into) {
        int filled = 0;
        while (filled < into.length && !ended) {
            if (inMember) {
                filled += inflate(into, filled);
            } else {
                beginMember();
            }
        }
        return filled == 0 ? -1 : filled;
    }

    @Override
    public long taken() {
        return inMember ? file.offset() - inflater.getRemaining() : file.offset();
    }

    /** Why it could not be read to its end; only after the end. */
    public Optional<Problem> problem() {
        return problem;
    }

    /** The offset behind the last whole member; only after the end. */
    public long goodEnd() {
        return goodEnd;
    }

    /** Whether something else than zeros stands behind that; only after the end. */
    public boolean hasStrayBytes() {
        return strayBytes;
    }

    private void beginMember() {
        if (!takesMagic()) {
            endFile();
            return;
        }
        GzipHeader.Outcome header = GzipHeader.read(file);
        if (header == GzipHeader.Outcome.CUT) {
            fail(truncated());
        } else if (header == GzipHeader.Outcome.WRONG) {
            fail(Problem.of("dump-damaged", path, file.offset()));
        } else {
            inflater.reset();
            crc.reset();
            memberText = 0;
            inMember = true;
        }
    }

    /** Whether another member follows: the first byte of its mark may also be a stray one. */
    private boolean takesMagic() {
        if (file.peek() != GzipHeader.MAGIC_1) {
            return false;
        }
        file.next();
        if (file.peek() != GzipHeader.MAGIC_2) {
            strayBytes = true;
            return false;
        }
        file.next();
        return true;
    }

    /** Zeros behind the end are padding, as tapes and block devices need it. */
    private void endFile() {
        int next = file.next();
        while (next >= 0) {
            strayBytes |= next > 0;
            next = file.next();
        }
        ended = true;
    }

    private int inflate(byte[] into, int from) {
        if (inflater.needsInput() && !file.feed(inflater)) {
            fail(truncated());
            return 0;
        }
        try {
            int got = inflater.inflate(into, from, into.length - from);
            crc.update(into, from, got);
            memberText += got;
            text += got;
            judgeProgress();
            return got;
        } catch (DataFormatException e) {
            fail(Problem.of("dump-damaged", path, taken()));
            return 0;
        }
    }

    private void judgeProgress() {
        if (text > BOMB_FLOOR && text / BOMB_RATIO > taken()) {
            fail(Problem.of("dump-bomb", path, text / taken()));
        } else if (inflater.finished()) {
            file.takeBack(inflater);
            inMember = false;
            endMember();
        }
    }

    private void endMember() {
        long checksum = little();
        long length = little();
        if (checksum < 0 || length < 0) {
            fail(truncated());
        } else if (checksum != crc.getValue() || length != (memberText & 0xFFFF_FFFFL)) {
            fail(Problem.of("dump-checksum", path, file.offset()));
        } else {
            goodEnd = file.offset();
        }
    }

    /** Four bytes, the lowest first; -1 when the file ends in them. */
    private long little() {
        long value = 0;
        for (int i = 0; i < 4; i++) {
            int next = file.next();
            if (next < 0) {
                return -1;
            }
            value |= (long) next << (8 * i);
        }
        return value;
    }

    private Problem truncated() {
        return Problem.of("dump-truncated", path, file.offset());
    }

    private void fail(Problem why) {
        problem = Optional.of(why);
        ended = true;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
