package hikae.backup.copies;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A small archive of regular files in the format {@code ustar} (POSIX.1-1988), so that everybody's {@code tar} can
 * lay them out with their modes and owners.
 *
 * @param entries in their order
 */
public record Tar(List<Entry> entries) {
    /** The longest name in bytes that has a place in a header without a prefix. */
    static final int LONGEST_NAME = 100;

    /** The largest number of an owner that has a place in a header. */
    static final int LARGEST_UID = 07777777;

    private static final int BLOCK = 512;
    private static final int MODE = 100;
    private static final int UID = 108;
    private static final int GID = 116;
    private static final int SIZE = 124;
    private static final int TIME = 136;
    private static final int SUM = 148;
    private static final int TYPE = 156;
    private static final int MAGIC = 257;
    private static final int SHORT_NUMBER = 7;
    private static final int LONG_NUMBER = 11;
    /** No set-id bits, in no archive that is written or read. */
    private static final int MODE_BITS = 0777;

    private static final int LINK_NAME = 157;
    private static final int PREFIX = 345;

    /**
     * One file.
     *
     * @param name relative, with slashes
     * @param mode its permission bits
     * @param uid its owner, and its group where root lays it out
     * @param modified seconds since 1970
     * @param bytes its content
     */
    @SuppressWarnings("ArrayRecordComponent")
    public // compared by same() only
    record Entry(String name, int mode, int uid, long modified, byte[] bytes) {
        public Entry {
            mode &= MODE_BITS;
        }

        /** Whether the file is the same but for its time. */
        boolean same(Entry other) {
            return name.equals(other.name)
                    && mode == other.mode
                    && uid == other.uid
                    && Arrays.equals(bytes, other.bytes);
        }

        @Override
        public String toString() {
            return "Entry[" + name + "]"; // the bytes may be a secret
        }
    }

    public Tar {
        entries = List.copyOf(entries);
    }

    /** Whether both hold the same files. */
    boolean same(Tar other) {
        if (entries.size() != other.entries.size()) {
            return false;
        }
        for (int i = 0; i < entries.size(); i++) {
            if (!entries.get(i).same(other.entries.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The archive. */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            out.writeBytes(header(entry));
            out.writeBytes(entry.bytes());
            out.writeBytes(new byte[padding(entry.bytes().length)]);
        }
        out.writeBytes(new byte[2 * BLOCK]);
        return out.toByteArray();
    }

    /**
     * Reads one that {@link #bytes} made; empty where it is not whole, or holds anything that is never in one of ours:
     * its owner can rewrite it, and somebody may lay it out as root.
     */
    static Optional<Tar> parse(byte[] archive) {
        List<Entry> entries = new ArrayList<>();
        try {
            int at = 0;
            while (archive[at] != 0) {
                Entry entry = entry(archive, at);
                entries.add(entry);
                at += BLOCK + entry.bytes().length + padding(entry.bytes().length);
            }
            boolean whole = archive.length >= at + 2 * BLOCK && isEmpty(archive, at);
            return whole ? Optional.of(new Tar(entries)) : Optional.empty();
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return Optional.empty(); // cut off, or something else under this name
        }
    }

    /** Whether nothing comes any more: what is hidden behind an end would be laid out by another tar. */
    private static boolean isEmpty(byte[] archive, int from) {
        return IntStream.range(from, archive.length).noneMatch(at -> archive[at] != 0);
    }

    private static byte[] header(Entry entry) {
        byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
        if (name.length > LONGEST_NAME) {
            throw new IllegalArgumentException(entry.name());
        }
        byte[] header = new byte[BLOCK];
        System.arraycopy(name, 0, header, 0, name.length);
        put(header, MODE, octal(entry.mode() & MODE_BITS, SHORT_NUMBER));
        put(header, UID, octal(entry.uid(), SHORT_NUMBER));
        put(header, GID, octal(entry.uid(), SHORT_NUMBER));
        put(header, SIZE, octal(entry.bytes().length, LONG_NUMBER));
        put(header, TIME, octal(Math.max(0, entry.modified()), LONG_NUMBER));
        put(header, TYPE, "0");
        put(header, MAGIC, "ustar\00000");
        put(header, SUM, octal(sum(header), SHORT_NUMBER - 1) + "\0 ");
        return header;
    }

    private static Entry entry(byte[] archive, int at) {
        byte[] header = Arrays.copyOfRange(archive, at, at + BLOCK);
        if (archive.length < at + BLOCK || number(header, SUM, SHORT_NUMBER - 1) != sum(header)) {
            throw new IllegalArgumentException("no header");
        }
        boolean regular = header[TYPE] == '0' && header[LINK_NAME] == 0 && header[PREFIX] == 0;
        int size = (int) number(header, SIZE, LONG_NUMBER);
        int from = at + BLOCK;
        if (archive.length - from < size) {
            throw new IllegalArgumentException("cut off");
        }
        int end = 0;
        while (end < LONGEST_NAME && header[end] != 0) {
            end++;
        }
        String name = new String(header, 0, end, StandardCharsets.UTF_8);
        if (!regular || !isBelow(name)) {
            throw new IllegalArgumentException("not one of ours");
        }
        return new Entry(
                name,
                (int) number(header, MODE, SHORT_NUMBER),
                (int) number(header, UID, SHORT_NUMBER),
                number(header, TIME, LONG_NUMBER),
                Arrays.copyOfRange(archive, from, from + size));
    }

    /** Whether the name is one below the directory where it is laid out, and takes one line. */
    private static boolean isBelow(String name) {
        return !name.matches("/.*|(?:.*/)?\\.{1,2}(?:/.*)?|")
                && name.codePoints().noneMatch(Character::isISOControl);
    }

    private static int padding(int size) {
        return (BLOCK - size % BLOCK) % BLOCK;
    }

    /** The sum of all bytes, those of the sum itself taken as blanks. */
    private static long sum(byte[] header) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= SUM && i < TYPE ? ' ' : header[i] & 0xff;
        }
        return sum;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static String octal(long value, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "o", value);
    }

    private static long number(byte[] header, int at, int digits) {
        return Long.parseLong(new String(header, at, digits, StandardCharsets.ISO_8859_1), 8);
    }
}
