package hikae.host.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.FilesContract;
import hikae.host.Holder;
import hikae.host.OrdinaryUser;
import hikae.host.Shell;
import hikae.host.Swap;
import hikae.text.ProblemException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The owner of a directory puts a pipe where a file was, after it was looked at and before it is opened. Nobody writes
 * into it, so whoever opened it for reading or writing alone would wait for ever.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostilePipeTest {
    private static final int OWNER = 65534;
    private static final int TRIES = 10_000;
    private static final Path PIPE = Path.of("pipe");

    @TempDir
    Path temporary;

    private Path own;
    private FollowedLinks links;

    @BeforeEach
    void makeOne() throws Exception {
        own = java.nio.file.Files.createDirectory(temporary.toRealPath().resolve("own"));
        java.nio.file.Files.setAttribute(temporary, "unix:mode", 0755);
        links = new FollowedLinks(Environment.ofProcess().uid());
        Shell.run("mkfifo -m 666 " + own.resolve(PIPE));
    }

    @Test
    void aPipeThatIsReadIsSeenToBeOne() throws IOException {
        try (HeldDirectory in = HeldDirectory.open(links, own);
                Descriptor<FileChannel> opened = in.read(PIPE)) {
            assertThat(opened.inode().kind()).isEqualTo(Files.Kind.OTHER);
        }
    }

    @Test
    void aLockIsNotWaitedFor() throws IOException {
        DurableWrite writer = new DurableWrite(Environment.ofProcess());
        Holder holder = new Holder(1, Instant.now(Clock.systemUTC()), Optional.empty());
        try (HeldDirectory in = HeldDirectory.open(links, own)) {
            assertThat(FileLocks.isHeld(in, PIPE)).isFalse();
            FilesContract.assertProblem(() -> take(in, holder, writer), "file-not-regular");
        }
    }

    private static void take(HeldDirectory in, Holder holder, DurableWrite writer) {
        try {
            FileLocks.take(in, PIPE, holder, writer).ifPresent(Files.Lock::close);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Whether its mode, the kernel or a read-only file system keeps it from being written to. */
    @ParameterizedTest
    @ValueSource(strings = {"file", "/proc/version", "/sys/kernel/uevent_seqnum"})
    void whatMayOnlyBeReadIsRead(String name) throws Exception {
        Path file = own.resolve(name);
        assumeTrue(file.startsWith(own) || java.nio.file.Files.isReadable(file), "not every system has it");
        if (file.startsWith(own)) {
            java.nio.file.Files.writeString(file, "word");
            Shell.run("chmod 444 " + file);
        }
        try (var bytes = new RealFiles(Environment.ofProcess()).open(file)) {
            assertThat(bytes.read()).isPositive();
        }
    }

    @Test
    void whatIsExchangedAllTheTimeIsReadOrRefused() throws Exception {
        assumeTrue(OrdinaryUser.weAreRoot(), "only root can work in the directory of somebody else");
        RealFiles files = new RealFiles(Environment.ofProcess());
        Path file = java.nio.file.Files.writeString(own.resolve("file"), "word");
        java.nio.file.Files.setAttribute(own, "unix:uid", OWNER, LinkOption.NOFOLLOW_LINKS);
        int read = 0;
        int refused = 0;
        try (Swap owner = Swap.withPipe(file, OWNER)) {
            for (int i = 0; i < TRIES || ((read == 0 || refused == 0) && i < 10 * TRIES); i++) {
                try {
                    files.isLocked(file);
                    assertThat(files.read(file, 100)).asString().isEqualTo("word");
                    read++;
                } catch (ProblemException e) {
                    assertThat(e.problem().id()).isIn("file-not-regular", "file-replaced");
                    refused++;
                }
            }
            assertThat(owner).isNotNull();
        }
        assertThat(read).as("read").isPositive();
        assertThat(refused).as("refused").isPositive();
    }
}
