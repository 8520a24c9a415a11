package hikae.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dumps of all kinds that are good, also odd ones: accepted without a word, with exactly what they hold. */
class GoodDumpsTest {
    private static final Map<String, UnaryOperator<byte[]>> PACKINGS = new LinkedHashMap<>();

    static {
        PACKINGS.put("not packed", sql -> sql);
        for (int level = 0; level <= 9; level++) {
            int chosen = level;
            PACKINGS.put("level " + level, sql -> MadeUpDump.gz(sql, chosen));
        }
        PACKINGS.put("with a name", sql -> packed(sql, 8, "dump.sql\0"));
        PACKINGS.put(
                "with all that a header may have", sql -> packed(sql, 1 + 2 + 4 + 8 + 16, "\3\0abcname\0comment\0"));
        PACKINGS.put("an empty member behind", sql -> DumpScanTest.join(MadeUpDump.gz(sql, 6), MadeUpDump.gz("")));
        PACKINGS.put("in many members", GoodDumpsTest::members);
    }

    @TempDir
    Path directory;

    static Stream<String> texts() {
        return GoodDumps.TEXTS.keySet().stream();
    }

    static Stream<String> packings() {
        return PACKINGS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void holdExactlyWhatTheyHold(String name) {
        MadeUpDump dump = MadeUpDump.small();
        Objects.requireNonNull(GoodDumps.TEXTS.get(name)).accept(dump);
        byte[] sql = dump.sql();
        assertHolds(new Scanned(directory).of("dump.sql.gz", MadeUpDump.gz(sql, 1)), dump, sql.length);
    }

    @ParameterizedTest
    @MethodSource("packings")
    void arePackedInAnyWay(String name) throws Exception {
        MadeUpDump dump = MadeUpDump.ofSize(2, 600_000);
        byte[] sql = dump.sql();
        byte[] file = Objects.requireNonNull(PACKINGS.get(name)).apply(sql);
        DumpReport report = new Scanned(directory).of("dump", file);

        assertHolds(report, dump, sql.length);
        assertThat(report.facts().bytes()).isEqualTo(file.length);
        assertThat(report.facts().sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
    }

    private static void assertHolds(DumpReport report, MadeUpDump dump, long sqlBytes) {
        DumpFacts facts = report.facts();
        assertThat(report.findings()).isEmpty();
        assertThat(facts.sqlBytes()).isEqualTo(sqlBytes);
        assertThat(facts.rows()).isEqualTo(dump.rows);
        assertThat(new TreeSet<>(facts.indexes())).isEqualTo(dump.indexes);
        assertThat(new TreeSet<>(facts.constraints())).isEqualTo(dump.constraints);
        assertThat(new TreeSet<>(facts.roles())).isEqualTo(dump.roles);
        assertThat(facts.extensions()).isEqualTo(dump.extensions);
        assertThat(facts.migrations()).isEqualTo(dump.migrations);
        assertThat(facts.newestNote().orElse("")).isEqualTo(dump.newestNote);
        assertThat(facts.server()).contains(dump.server.split(" ")[0]);
        assertThat(facts.client()).contains(dump.client.split(" ")[0]);
        assertThat(facts.restricted()).isEqualTo(dump.restricted);
    }

    @Test
    void lineEndsOfWindowsAreToldAndCountedRight() {
        MadeUpDump dump = MadeUpDump.small();
        dump.lineEnd = "\r\n";
        DumpReport report = new Scanned(directory).gz(dump.text());

        assertThat(report.isGood()).isTrue();
        assertThat(Scanned.warnings(report)).containsExactly("dump-crlf");
        assertThat(report.facts().rows()).isEqualTo(dump.rows);
        assertThat(report.facts().migrations()).isEqualTo(dump.migrations);
        assertThat(new TreeSet<>(report.facts().indexes())).isEqualTo(dump.indexes);
    }

    @Test
    void aMarkOfUtf8AndAMissingLastNewlineDoNoHarm() {
        String text = MadeUpDump.small().text();
        assertThat(new Scanned(directory).sql("\uFEFF" + text.stripTrailing()).findings())
                .isEmpty();
    }

    @Test
    void theNewestNoteIsTheOneOfTheLatestTimeWhateverTheMethod() {
        MadeUpDump dump = MadeUpDump.small();
        dump.blocks = """
                COPY other.note (x, id) FROM stdin;
                1\t01HF0000000000000000000000
                2\t01KF0000000000000000000000
                3\t\\N
                4\t65e000000000000000000000
                \\.
                """;
        DumpReport report = new Scanned(directory).gz(dump.text());

        assertThat(report.facts().newestNote()).contains("01KF0000000000000000000000");
        assertThat(report.facts().newestNoteAt()).isNotEmpty();
    }

    @Test
    void majorVersionsAreReadFromAllSpellings() {
        for (String version : List.of("15.8", "15", "15beta1", "15devel", "15rc1")) {
            MadeUpDump dump = MadeUpDump.small();
            dump.server = version;
            assertThat(new Scanned(directory).gz(dump.text()).facts().serverMajor())
                    .isEqualTo(Optional.of(15));
        }
    }

    private static byte[] packed(byte[] sql, int flags, String fields) {
        byte[] plain = MadeUpDump.gz(sql, Deflater.DEFAULT_COMPRESSION);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.write(plain, 0, 3);
        head.write(flags);
        head.write(plain, 4, 6);
        head.writeBytes(fields.getBytes(StandardCharsets.ISO_8859_1));
        if ((flags & 2) != 0) {
            CRC32 crc = new CRC32();
            crc.update(head.toByteArray());
            head.write((int) crc.getValue());
            head.write((int) (crc.getValue() >> 8));
        }
        head.write(plain, 10, plain.length - 10);
        return head.toByteArray();
    }

    private static byte[] members(byte[] sql) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int at = 0; at < sql.length; at += 4099) {
            int end = Math.min(sql.length, at + 4099);
            all.writeBytes(MadeUpDump.gz(Arrays.copyOfRange(sql, at, end), 6));
        }
        return all.toByteArray();
    }
}
