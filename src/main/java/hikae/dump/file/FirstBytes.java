package hikae.dump.file;

import java.nio.charset.StandardCharsets;

/** What something is, by its first bytes and never by its name. */
public final class FirstBytes {
    /** As many as are looked at. */
    static final int WANTED = 512;

    private static final int TAR_MARK_AT = 257;

    private FirstBytes() {}

    /** What begins like this; fewer bytes than {@link #WANTED} only where there are no more. */
    public static DumpFormat format(byte[] bytes, int length) {
        if (length == 0) {
            return DumpFormat.EMPTY;
        }
        String head = new String(bytes, 0, Math.min(length, WANTED), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u001F\u008B")) {
            return DumpFormat.SQL_GZIP;
        } else if (head.startsWith("PGDMP")) {
            return DumpFormat.CUSTOM;
        } else if (head.startsWith("ustar", TAR_MARK_AT)) {
            return DumpFormat.TAR;
        }
        return packed(head);
    }

    private static DumpFormat packed(String head) {
        if (head.startsWith("(\u00B5/\u00FD")) {
            return DumpFormat.ZSTD;
        } else if (head.startsWith("\u00FD7zXZ")) {
            return DumpFormat.XZ;
        } else if (head.startsWith("BZh")) {
            return DumpFormat.BZIP2;
        } else if (head.startsWith("PK\u0003\u0004")) {
            return DumpFormat.ZIP;
        }
        return head.chars().allMatch(FirstBytes::isText) ? DumpFormat.SQL : DumpFormat.OTHER;
    }

    /** Whether it begins as text of two bytes a letter: what PowerShell makes of {@code pg_dump > file}. */
    public static boolean isUtf16(byte[] bytes, int length) {
        int first = length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        return first == 0xFFFE || first == 0xFEFF;
    }

    private static boolean isText(int c) {
        return c >= ' ' || (c >= '\t' && c <= '\r');
    }
}
