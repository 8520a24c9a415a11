package hikae.backup.copies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarTest {
    @TempDir
    Path there;

    private static Tar.Entry entry(String name, int mode, int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 'x');
        return new Tar.Entry(name, mode, 0, 1_700_000_000, bytes);
    }

    private static Tar some() {
        return new Tar(List.of(
                entry(".config/default.yml", 0644, 511),
                entry(".config/docker.env", 0600, 512),
                entry("compose.yml", 0640, 513),
                entry(".env", 0644, 0)));
    }

    @Test
    void readsBackWhatItMade() {
        Tar again = Tar.parse(some().bytes()).orElseThrow();
        assertThat(again.same(some())).isTrue();
        assertThat(again.entries().get(0).modified()).isEqualTo(1_700_000_000);
    }

    @Test
    void everybodysTarLaysItOutWithItsModes() throws IOException, InterruptedException {
        Path archive = Files.write(there.resolve("some.tar"), some().bytes());
        Path out = Files.createDirectory(there.resolve("out"));
        Process tar = new ProcessBuilder(
                        "tar",
                        "-x",
                        "--no-same-owner",
                        "--no-same-permissions",
                        "-f",
                        archive.toString(),
                        "-C",
                        out.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tar.waitFor()).as(said).isZero();
        assertThat(said).isEmpty();
        for (Tar.Entry entry : some().entries()) {
            Path path = out.resolve(entry.name());
            assertThat(Files.readAllBytes(path)).isEqualTo(entry.bytes());
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out.resolve(".config/docker.env"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out.resolve("compose.yml"))))
                .isEqualTo("rw-r-----");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 600, 1024, 1535, 2048, 3072})
    void oneThatIsCutOffIsNotWhole(int length) {
        assertThat(Tar.parse(Arrays.copyOf(some().bytes(), length))).isEmpty();
    }

    @Test
    void oneWithAFlippedBitInAHeaderIsNotWhole() {
        byte[] bytes = some().bytes();
        bytes[3] ^= 4;
        assertThat(Tar.parse(bytes)).isEmpty();
    }

    @Test
    void aChangedModeOwnerNameOrByteIsADifference() {
        Tar.Entry entry = entry("a", 0644, 3);
        List<Tar.Entry> others = List.of(
                new Tar.Entry("b", 0644, 0, 1_700_000_000, entry.bytes()),
                new Tar.Entry("a", 0600, 0, 1_700_000_000, entry.bytes()),
                new Tar.Entry("a", 0644, 991, 1_700_000_000, entry.bytes()),
                new Tar.Entry("a", 0644, 0, 1_700_000_000, new byte[3]));
        assertThat(others)
                .allSatisfy(other -> assertThat(new Tar(List.of(entry)).same(new Tar(List.of(other))))
                        .isFalse());
        assertThat(entry.same(new Tar.Entry("a", 0644, 0, 1, entry.bytes()))).isTrue();
    }

    @Test
    void noSetIdBitIsWrittenOrRead() {
        byte[] bytes = new Tar(List.of(entry("a", 06755, 3))).bytes();
        assertThat(new String(bytes, 100, 7, StandardCharsets.US_ASCII)).isEqualTo("0000755");

        byte[] rewritten = summed(bytes, 100, "0006755");
        assertThat(Tar.parse(rewritten).orElseThrow().entries().get(0).mode()).isEqualTo(0755);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/cron.d/x",
                "../x",
                ".config/../../x",
                "..",
                ".",
                "./x",
                "a/./b",
                "a/..",
                "",
                "a\nb",
                "a\u001bb",
            })
    void oneWithANameThatLeadsOutIsNoneOfOurs(String name) {
        byte[] field = Arrays.copyOf(name.getBytes(StandardCharsets.UTF_8), Tar.LONGEST_NAME);
        byte[] bytes = new Tar(List.of(entry("b", 0644, 1), entry("a", 0644, 3))).bytes();
        assertThat(Tar.parse(summed(bytes, 1024, new String(field, StandardCharsets.UTF_8))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "4", "5", "6", "7", "L", "K", "x", "g", "S"})
    void oneWithLinksDevicesAndOtherThanFilesIsNoneOfOurs(String type) {
        byte[] bytes = new Tar(List.of(entry("a", 0644, 3))).bytes();
        assertThat(Tar.parse(summed(bytes, 156, "0"))).isPresent();
        assertThat(Tar.parse(summed(bytes, 156, type))).isEmpty();
    }

    @Test
    void oneWithALinksTargetOrALongNameIsNoneOfOurs() {
        byte[] bytes = new Tar(List.of(entry("a", 0644, 3))).bytes();
        assertThat(Tar.parse(summed(bytes, 157, "/etc/shadow"))).isEmpty();
        assertThat(Tar.parse(summed(bytes, 345, "/etc"))).isEmpty();
    }

    /** The archive with other text at a place of one of its headers, and that header's sum put right. */
    private static byte[] summed(byte[] archive, int at, String text) {
        byte[] bytes = archive.clone();
        byte[] other = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(other, 0, bytes, at, other.length);
        int header = at / 512 * 512;
        Arrays.fill(bytes, header + 148, header + 156, (byte) ' ');
        int sum = 0;
        for (int i = header; i < header + 512; i++) {
            sum += bytes[i] & 0xff;
        }
        byte[] octal = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(octal, 0, bytes, header + 148, octal.length);
        return bytes;
    }

    @Test
    void showsNoContent() {
        byte[] secret = "canary".getBytes(StandardCharsets.UTF_8);
        assertThat(new Tar(List.of(new Tar.Entry("a", 0600, 0, 1, secret))))
                .asString()
                .doesNotContain("canary");
    }
}
