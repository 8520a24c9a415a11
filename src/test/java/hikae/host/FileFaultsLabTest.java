package hikae.host;

import static hikae.host.FilesContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;

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
        String prepared = "truncate -s 1M " + temporary + "/fat && mkfs.vfat " + temporary
                + "/fat >/dev/null && mount -o loop " + temporary + "/fat " + disk + " && ";

        assertThat(on(prepared, "", "probe", disk)).startsWith("directory-no-modes: ");
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
}
