package hikae.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many kinds of damage in dumps of three sizes: none is taken for good, and each is called by its name. */
class DumpDamageTest {
    /** A dump in four parts: what is damaged is packed anew, the rest once. Gzip members may follow each other. */
    private static final class Material {
        private final String head;
        private final byte[] rows;
        private final String tail;
        private final byte[] packedHead;
        private final byte[] packedRows;
        private final byte[] packedTail;
        private final byte[] gz;

        Material(long bytes) {
            byte[] sql = MadeUpDump.ofSize(3, bytes).sql();
            int tailAt = lastIndexOf(sql, "\\.\n\n\nSELECT pg_catalog.setval");
            int rowsAt = new String(sql, 0, 8000, StandardCharsets.ISO_8859_1).indexOf("COPY public.note");
            head = new String(sql, 0, rowsAt, StandardCharsets.UTF_8);
            rows = Arrays.copyOfRange(sql, rowsAt, tailAt);
            tail = new String(sql, tailAt, sql.length - tailAt, StandardCharsets.UTF_8);
            packedHead = pack(head);
            packedRows = MadeUpDump.gz(rows, Deflater.BEST_SPEED);
            packedTail = pack(tail);
            gz = MadeUpDump.gz(sql, Deflater.BEST_SPEED);
        }

        byte[] withHead(String other) {
            return DumpScanTest.join(pack(other), packedRows, packedTail);
        }

        byte[] withTail(String other) {
            return DumpScanTest.join(packedHead, packedRows, pack(other));
        }

        byte[] cut(double part) {
            return Arrays.copyOf(gz, (int) (gz.length * part));
        }

        byte[] changed(int at, int mask) {
            byte[] copy = gz.clone();
            copy[at] ^= (byte) mask;
            return copy;
        }

        private static byte[] pack(String text) {
            return MadeUpDump.gz(text.getBytes(StandardCharsets.UTF_8), Deflater.BEST_SPEED);
        }

        private static int lastIndexOf(byte[] bytes, String text) {
            int from = Math.max(0, bytes.length - 8000);
            String end = new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1);
            return from + end.indexOf(text);
        }
    }

    private static final Map<String, Function<Material, byte[]>> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("dump-empty", m -> new byte[0]);
        KINDS.put("dump-empty-gzip", m -> Material.pack(""));
        KINDS.put("dump-truncated in the header", m -> Arrays.copyOf(m.gz, 7));
        KINDS.put("dump-truncated at a tenth", m -> m.cut(0.1));
        KINDS.put("dump-truncated at the half", m -> m.cut(0.5));
        KINDS.put("dump-truncated without its last byte", m -> Arrays.copyOf(m.gz, m.gz.length - 1));
        KINDS.put("dump-truncated without checksum and length", m -> Arrays.copyOf(m.gz, m.gz.length - 8));
        KINDS.put(
                "dump-truncated in the second member",
                m -> Arrays.copyOf(DumpScanTest.join(m.packedHead, m.packedRows), m.packedHead.length + 20));
        KINDS.put("dump-damaged in the method", m -> m.changed(2, 1));
        KINDS.put("dump-damaged in a reserved flag", m -> m.changed(3, 0x80));
        KINDS.put("dump-damaged in the kind of block", m -> m.changed(10, 6));
        KINDS.put("dump-checksum by a block of zeros", m -> zeros(m.gz));
        KINDS.put("dump-checksum", m -> m.changed(m.gz.length - 7, 0x10));
        KINDS.put("dump-checksum of the length", m -> m.changed(m.gz.length - 2, 0x10));
        KINDS.put(
                "dump-cut between members", m -> DumpScanTest.join(m.packedHead, m.packedRows, Material.pack("\\.\n")));
        KINDS.put("dump-cut before the end", m -> m.withTail(m.tail.substring(0, m.tail.indexOf("CREATE INDEX"))));
        KINDS.put("dump-cut in a statement", m -> m.withTail(m.tail.substring(0, m.tail.indexOf("USING btree"))));
        KINDS.put("dump-cut in the end line", m -> m.withTail(m.tail.substring(0, m.tail.indexOf(" complete") + 3)));
        KINDS.put("dump-cut in unrestrict", m -> m.withTail(m.tail.substring(0, m.tail.indexOf("\\unres") + 4)));
        KINDS.put("dump-cut in the key", m -> m.withTail(m.tail.substring(0, m.tail.indexOf("\\unres") + 30)));
        KINDS.put("dump-cut by a quote that never closes", m -> m.withTail(m.tail.replace("SELECT", "SELECT $q$")));
        KINDS.put("dump-cut-in-rows", m -> DumpScanTest.join(m.packedHead, m.packedRows));
        KINDS.put("dump-cut-in-rows without end mark", m -> m.withTail(m.tail.substring(3)));
        KINDS.put("dump-cut-in-rows with a mark that is not alone", m -> m.withTail(" " + m.tail));
        KINDS.put("dump-zero-bytes", m -> m.withTail(m.tail.replace("CREATE INDEX", "\0\0\0;CREATE INDEX")));
        KINDS.put("dump-zero-bytes in rows", m -> m.withTail("a\0\n" + m.tail));
        KINDS.put("dump-bytes-behind", m -> DumpScanTest.join(m.gz, DumpScanTest.latin("<html>")));
        KINDS.put("dump-behind-end", m -> m.withTail(m.tail + "DROP TABLE public.note;\n"));
        KINDS.put("dump-behind-end twice", m -> DumpScanTest.join(m.gz, m.gz));
        KINDS.put("dump-command", m -> m.withTail(m.tail.replace("SELECT", "\\! id\nSELECT")));
        KINDS.put("dump-command in the head", m -> m.withHead(m.head.replace("SET row", "\\connect a\nSET row")));
        KINDS.put("dump-program", m -> m.withTail(m.tail.replace("SELECT", "COPY a FROM PROGRAM 'a';\nSELECT")));
        KINDS.put("dump-gzip-twice", m -> MadeUpDump.gz(m.gz, Deflater.NO_COMPRESSION));
    }

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {50_000, 5_000_000, 40_000_000})
    void callsEachByItsName(long size) {
        Material material = new Material(size);
        Scanned scanned = new Scanned(directory);
        assertThat(scanned.of("good.sql.gz", material.gz).findings()).isEmpty();
        assertThat(scanned.of("parts.sql.gz", material.withTail(material.tail)).findings())
                .isEmpty();

        KINDS.forEach((kind, damage) -> {
            DumpReport report = scanned.of("dump.sql.gz", damage.apply(material));
            assertThat(Scanned.refusals(report)).as(kind).containsExactly(kind.split(" ")[0]);
        });
    }

    private static byte[] zeros(byte[] gz) {
        byte[] copy = gz.clone();
        int from = gz.length / 3;
        Arrays.fill(copy, from, Math.min(gz.length - 8, from + 4096), (byte) 0);
        return copy;
    }

    @Test
    void takesNoTruncatedDumpForGood() {
        Scanned scanned = new Scanned(directory);
        MadeUpDump dump = MadeUpDump.ofSize(4, 120_000);
        byte[] gz = dump.gz();
        byte[] sql = dump.sql();
        Random random = new Random(20251123);
        for (int i = 0; i < 200; i++) {
            DumpReport packed = scanned.of("a.sql.gz", Arrays.copyOf(gz, random.nextInt(gz.length)));
            assertThat(packed.isGood()).as("gz, %d", i).isFalse();
            // the last two bytes are blank lines
            DumpReport plain = scanned.of("a.sql", Arrays.copyOf(sql, random.nextInt(sql.length - 2)));
            assertThat(plain.isGood()).as("sql, %d", i).isFalse();
        }
    }

    /** Time, system and extra flags of the header say nothing about the content: 4 to 9 and the bit FTEXT. */
    @Test
    void takesNoFlippedBitForGoodButInTheHeadersRemarks() {
        Scanned scanned = new Scanned(directory);
        byte[] gz = MadeUpDump.ofSize(5, 120_000).gz();
        Random random = new Random(20251124);
        for (int i = 0; i < 280; i++) {
            int bit = i < 80 ? i : random.nextInt(gz.length * 8);
            byte[] flipped = gz.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            boolean remark = (bit / 8 >= 4 && bit / 8 <= 9) || bit == 3 * 8;
            assertThat(scanned.of("a.sql.gz", flipped).isGood())
                    .as("bit %d", bit)
                    .isEqualTo(remark);
        }
    }
}
