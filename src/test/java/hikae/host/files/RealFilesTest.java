package hikae.host.files;

import static hikae.host.Files.PRIVATE;
import static hikae.host.FilesContract.assertProblem;
import static hikae.host.FilesContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.FilesContract;
import hikae.host.FilesMain;
import hikae.host.OrdinaryUser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealFilesTest implements FilesContract {
    @TempDir
    Path temporary;

    private Path directory;
    private RealFiles files;

    @BeforeEach
    void prepare() throws IOException {
        directory = java.nio.file.Files.createDirectory(temporary.resolve("work"));
        files = new RealFiles(Environment.ofProcess());
    }

    @Override
    public Files files() {
        return files;
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Test
    void datesTheCopyByTheClockOfTheServer() {
        Environment real = Environment.ofProcess();
        Clock tokyo = Clock.fixed(Instant.parse("2026-11-22T19:00:00Z"), ZoneId.of("Asia/Tokyo"));
        RealFiles dated = new RealFiles(
                new Environment(Map.of(), real.user(), real.uid(), real.home(), real.workingDirectory(), tokyo));

        dated.write(file("a"), bytes("1"), PRIVATE);
        dated.write(file("a"), bytes("2"), PRIVATE);

        assertThat(file("a.20261123-040000.bak")).exists();
    }

    @Test
    void leavesNoTemporaryFileBehind() {
        files.write(file("a"), bytes("1"), PRIVATE);

        assertThat(files.list(directory)).containsExactly(file("a"));
    }

    @Test
    void doesNotTouchTheInodeOfAFileThatIsAlreadyAsAsked() throws IOException {
        files.write(file("a"), bytes("1"), PRIVATE);
        Object before = java.nio.file.Files.getAttribute(file("a"), "unix:ctime");
        Object inode = java.nio.file.Files.getAttribute(file("a"), "unix:ino");

        files.write(file("a"), bytes("1"), PRIVATE);

        assertThat(java.nio.file.Files.getAttribute(file("a"), "unix:ctime")).isEqualTo(before);
        assertThat(java.nio.file.Files.getAttribute(file("a"), "unix:ino")).isEqualTo(inode);
    }

    @Test
    void writesThroughALinkThatStaysInItsDirectory() throws IOException {
        files.write(file("real.yml"), bytes("1"), PRIVATE);
        java.nio.file.Files.createSymbolicLink(file("compose.yml"), Path.of("real.yml"));

        files.write(file("compose.yml"), bytes("2"), PRIVATE);

        assertThat(files.look(file("compose.yml")).orElseThrow().kind()).isEqualTo(Files.Kind.SYMLINK);
        assertThat(files.read(file("real.yml"), 10)).isEqualTo(bytes("2"));
    }

    @Test
    void refusesALinkThatLeadsOutOfItsDirectory() throws IOException {
        Path outside = temporary.resolve("outside");
        files.write(outside, bytes("1"), PRIVATE);
        java.nio.file.Files.createSymbolicLink(file("a"), outside);

        assertProblem(() -> files.write(file("a"), bytes("2"), PRIVATE), "file-link-outside");
        assertThat(files.read(outside, 10)).isEqualTo(bytes("1"));
    }

    @Test
    void refusesALinkThatLeadsNowhereOrInACircle() throws IOException {
        java.nio.file.Files.createSymbolicLink(file("nowhere"), Path.of("none"));
        java.nio.file.Files.createSymbolicLink(file("circle"), Path.of("circle"));

        assertThat(files.look(file("nowhere"))).isPresent();
        assertProblem(() -> files.read(file("nowhere"), 10), "file-missing");
        assertProblem(() -> files.write(file("nowhere"), bytes("x"), PRIVATE), "file-link-dangling");
        assertProblem(() -> files.read(file("circle"), 10), "file-link-loop");
        assertProblem(() -> files.write(file("circle"), bytes("x"), PRIVATE), "file-link-loop");
    }

    @Test
    void doesNotWaitForAPipe() throws Exception {
        new ProcessBuilder("mkfifo", file("pipe").toString()).start().waitFor();

        assertProblem(() -> files.read(file("pipe"), 10), "file-not-regular");
        assertProblem(() -> files.write(file("pipe"), bytes("x"), PRIVATE), "file-not-regular");
        assertProblem(() -> files.append(file("pipe"), "x", true), "file-not-regular");
        assertProblem(() -> files.read(Path.of("/dev/zero"), 10), "file-not-regular");
    }

    @Test
    void refusesANameThatIsTooLong() {
        assertProblem(() -> files.write(file("x".repeat(256)), bytes("x"), PRIVATE), "file-name-too-long");
    }

    @Test
    void namesTheDirectoryThatKeepsAnOrdinaryUserOut() throws Exception {
        OrdinaryUser user = OrdinaryUser.in(temporary);
        files.makeDirectory(file("closed"), 0500);
        files.write(file("readable"), bytes("1"), Files.PUBLIC);
        files.write(file("secret"), bytes("1"), OrdinaryUser.weAreRoot() ? PRIVATE : 0);
        mode(file("closed"), OrdinaryUser.weAreRoot() ? "r-x------" : "r--------");

        assertThat(user.run(FilesMain.class, "read", file("readable").toString()))
                .isEqualTo("read 1");
        assertThat(user.run(FilesMain.class, "read", file("secret").toString()))
                .startsWith("file-denied: " + file("secret") + " cannot be read as")
                .contains(": " + file("secret") + " belongs to ");
        assertThat(user.run(FilesMain.class, "read", file("closed/below/a").toString()))
                .startsWith("file-denied: ")
                .contains(": " + file("closed") + " belongs to ");
        assertThat(user.run(FilesMain.class, "write", file("closed/a").toString()))
                .startsWith("file-denied-write: ")
                .contains(": " + file("closed") + " belongs to ");
    }

    @Test
    void doesNotTakeAFileAwayFromItsOwner() throws Exception {
        OrdinaryUser user = OrdinaryUser.in(temporary);
        mode(directory, "rwxrwxrwx");
        files.write(file("a"), bytes("old"), Files.PUBLIC);
        String said = user.run(FilesMain.class, "write", file("a").toString());

        boolean theirs = !OrdinaryUser.weAreRoot();
        assertThat(said).startsWith(theirs ? "written true" : "file-other-owner: ");
        assertThat(files.read(file("a"), 10)).isEqualTo(bytes(theirs ? "new" : "old"));
        assertThat(files.list(directory)).hasSize(theirs ? 2 : 1);
    }

    @Test
    void asRootGivesWhatItMakesToTheOwnerOfTheDirectory() throws Exception {
        int owner = OrdinaryUser.weAreRoot()
                ? OrdinaryUser.UID
                : Environment.ofProcess().uid();
        java.nio.file.Files.setAttribute(directory, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);

        files.write(file("a"), bytes("1"), PRIVATE);
        files.write(file("a"), bytes("2"), PRIVATE);
        files.append(file("journal"), "x", true);
        files.makeDirectory(file("d/e"), Files.PRIVATE_DIRECTORY);
        files.write(file("d/e/b"), bytes("1"), PRIVATE);
        files.lock(file("lock")).orElseThrow().close();

        assertThat(files.list(directory))
                .hasSize(5)
                .allSatisfy(
                        path -> assertThat(files.look(path).orElseThrow().uid()).isEqualTo(owner));
        assertThat(files.look(file("d/e")).orElseThrow().uid()).isEqualTo(owner);
        assertThat(files.look(file("d/e/b")).orElseThrow().uid()).isEqualTo(owner);
    }

    @Test
    void aCopyOverwritesWhatAKilledOneHasLeft() throws IOException {
        files.write(file("a"), bytes("whole"), PRIVATE);
        java.nio.file.Files.write(file(".b.tmp-copy"), bytes("ha"));

        files.copy(file("a"), file("b"), PRIVATE, bytes -> {});

        assertThat(files.read(file("b"), 10)).isEqualTo(bytes("whole"));
        assertThat(files.list(directory)).containsExactly(file("a"), file("b"));
    }

    @Test
    void doesNotFollowALinkWhenItLinksOrCopies() throws IOException {
        files.write(file("a"), bytes("x"), PRIVATE);
        java.nio.file.Files.createSymbolicLink(file("latest"), Path.of("a"));

        assertProblem(() -> files.link(file("latest"), file("b")), "file-not-regular");
        assertProblem(() -> files.copy(file("latest"), file("b"), PRIVATE, bytes -> {}), "file-not-regular");
    }

    @Test
    void anotherDiskTakesNoLink() throws IOException {
        Path shared = java.nio.file.Files.createTempFile(Path.of("/dev/shm"), "hikae", "");
        try {
            assertThat(files.link(shared, file("b"))).isFalse();
            files.copy(shared, file("b"), PRIVATE, bytes -> {});
            assertThat(files.look(file("b"))).isPresent();
        } finally {
            java.nio.file.Files.delete(shared);
        }
    }

    @Test
    void theKernelKeepsAnOrdinaryUserFromLinkingToTheFileOfAnother() throws Exception {
        OrdinaryUser user = OrdinaryUser.in(temporary);
        mode(directory, "rwxrwxrwx");
        files.write(file("a"), bytes("old"), Files.PUBLIC);

        String said = user.run(FilesMain.class, "link", file("a").toString());

        boolean theirs = !OrdinaryUser.weAreRoot();
        boolean kept = java.nio.file.Files.readString(Path.of("/proc/sys/fs/protected_hardlinks"))
                .strip()
                .equals("1");
        assertThat(said).isEqualTo("linked " + (theirs || !kept));
    }

    @Test
    void keepsTheOwnerOfAFileThatItReplaces() throws Exception {
        int owner = OrdinaryUser.weAreRoot()
                ? OrdinaryUser.UID
                : Environment.ofProcess().uid();
        files.write(file("a"), bytes("1"), PRIVATE);
        java.nio.file.Files.setAttribute(file("a"), "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);

        files.write(file("a"), bytes("2"), PRIVATE);

        assertThat(files.look(file("a")).orElseThrow().uid()).isEqualTo(owner);
    }

    @Test
    void anotherProcessFindsTheLockTakenUntilTheFirstIsKilled() throws Exception {
        OrdinaryUser user = OrdinaryUser.in(temporary);
        Process holder = process("hold");
        try (BufferedReader said = holder.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("holds true");
            assertThat(files.isLocked(file("lock"))).isTrue();
            assertThat(files.lock(file("lock"))).isEmpty();
            assertThat(files.holder(file("lock")).orElseThrow().pid()).isEqualTo(holder.pid());
            holder.destroyForcibly().waitFor();
        }
        try (Files.Lock ours = files.lock(file("lock")).orElseThrow()) {
            assertThat(ours).isNotNull();
            assertThat(files.read(file("lock"), 100)).isNotEmpty();
            assertThat(user.run(
                            java.util.List.of(),
                            FilesMain.class,
                            "lock",
                            file("lock").toString()))
                    .isEqualTo("locked false");
        }
    }

    /** Whoever only asks must not be taken for somebody who holds it (P2 13). */
    @Test
    void aLockIsGivenHoweverOftenOthersAskForIt() throws Exception {
        files.lock(file("lock")).orElseThrow().close();
        Process asking = process("ask");
        try (BufferedReader said = asking.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("asks false");
            for (int i = 0; i < 3000; i++) {
                files.lock(file("lock")).orElseThrow().close();
            }
            assertThat(asking.isAlive()).isTrue();
        } finally {
            asking.destroyForcibly().waitFor();
        }
    }

    private Process process(String verb) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FilesMain.class.getName(),
                        verb,
                        file("lock").toString())
                .redirectErrorStream(true)
                .start();
    }

    private static void mode(Path path, String mode) throws IOException {
        java.nio.file.Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
