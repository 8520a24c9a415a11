package hikae.host.files;

import static hikae.host.FilesContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.Environment;
import hikae.host.FilesMain;
import hikae.host.OrdinaryUser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that refuse; needs root, because it mounts some. */
@Tag("lab")
class FileFaultsLabTest {
    @TempDir
    Path temporary;

    private OrdinaryUser process;
    private Path disk;

    @BeforeEach
    void prepare() throws IOException {
        process = OrdinaryUser.in(temporary);
        disk = java.nio.file.Files.createDirectory(temporary.resolve("disk"));
    }

    @Test
    void aFullDiskLeavesTheOldFileWhole() throws Exception {
        String prepared = "mount -t tmpfs -o size=64k none " + disk + " && echo old >" + disk + "/a && ";

        String said = on(prepared, "; cat " + disk + "/a; ls -A " + disk, "write-large", disk.resolve("a"));

        assertThat(said).matches("(?s)file-no-space: .*\nold\na");
    }

    @Test
    void aReadOnlyDiskIsCalledByItsName() throws Exception {
        String prepared = "mount -t tmpfs -o size=64k none " + disk + " && mount -o remount,ro " + disk + " && ";

        assertThat(on(prepared, "", "write", disk.resolve("a"))).startsWith("file-system-read-only: ");
        assertThat(on(prepared, "", "append", disk.resolve("a"))).startsWith("file-system-read-only: ");
        assertThat(on(prepared, "", "probe", disk.resolve("b/c"))).startsWith("file-system-read-only: ");
    }

    @Test
    void aDiskWithoutLinksOrModesIsUnfitForBackups() throws Exception {
        assertThat(refusing("link,linkat", "EPERM", "probe", disk)).startsWith("directory-no-hard-links: ");
        assertThat(refusing("symlink,symlinkat", "EPERM", "probe", disk)).startsWith("directory-no-symbolic-links: ");
        assertThat(refusing("fchmod", "EPERM", "probe", disk)).startsWith("directory-no-modes: ");
        assertThat(disk).isEmptyDirectory();
    }

    @Test
    void whatCannotBeSyncedCountsAsNotWritten() throws Exception {
        Path file = disk.resolve("a");
        java.nio.file.Files.write(file, bytes("old"));

        assertThat(refusing("fsync", "EIO", "write", file)).startsWith("file-not-durable: ");
        assertThat(java.nio.file.Files.readAllBytes(file)).isEqualTo(bytes("old"));
        assertThat(new RealFiles(Environment.ofProcess()).list(disk)).containsExactly(file);
    }

    @Test
    void anImmutableFileIsCalledByItsName() throws Exception {
        Path file = disk.resolve("a");
        java.nio.file.Files.write(file, bytes("old"));
        new ProcessBuilder("chattr", "+i", file.toString()).start().waitFor();
        try {
            assertThat(on("", "", "write", file)).startsWith("file-immutable: ");
            assertThat(java.nio.file.Files.readAllBytes(file)).isEqualTo(bytes("old"));
            assertThat(new RealFiles(Environment.ofProcess()).list(disk)).containsExactly(file);
        } finally {
            new ProcessBuilder("chattr", "-i", file.toString()).start().waitFor();
        }
    }

    private String on(String before, String after, String verb, Path path) throws Exception {
        List<String> script = List.of("unshare", "-m", "sh", "-c", before + "{ \"$@\"; }" + after, "sh");
        return process.run(script, FilesMain.class, verb, path.toString());
    }

    /** The kernel refuses these system calls to the process. */
    private String refusing(String calls, String error, String verb, Path path) throws Exception {
        String inject = "inject=" + calls + ":error=" + error;
        List<String> strace = List.of("strace", "-f", "-qq", "-o", "/dev/null", "-e", inject);
        return process.run(strace, FilesMain.class, verb, path.toString());
    }
}
