package hikae.host.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.FilesContract;
import hikae.host.OrdinaryUser;
import hikae.host.Victim;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which links are followed on the way to a path, by who could have laid them. */
class FollowedLinksTest {
    private static final int OWNER = 65534;

    @TempDir
    Path temporary;

    private Path base;
    private Path home;
    private Path own;
    private Victim victim;
    private RealFiles files;

    @BeforeEach
    void beRoot() throws IOException {
        assumeTrue(OrdinaryUser.weAreRoot(), "only root can work in the directory of somebody else");
        files = new RealFiles(Environment.ofProcess());
        base = temporary.toRealPath();
        victim = Victim.in(base.resolve("victim"));
        home = owned(java.nio.file.Files.createDirectory(base.resolve("home")));
        own = owned(java.nio.file.Files.createDirectory(home.resolve("own")));
        owned(java.nio.file.Files.createDirectory(own.resolve("folder")));
        java.nio.file.Files.writeString(own.resolve("file"), "own", UTF_8);
    }

    private static Path owned(Path path) throws IOException {
        java.nio.file.Files.setAttribute(path, "unix:uid", OWNER, LinkOption.NOFOLLOW_LINKS);
        java.nio.file.Files.setAttribute(path, "unix:gid", OWNER, LinkOption.NOFOLLOW_LINKS);
        return path;
    }

    private static Path link(Path place, Path target) throws IOException {
        return owned(java.nio.file.Files.createSymbolicLink(place, target));
    }

    @Test
    void whatRootHasLaidIsFollowedUpToTheOwnersDirectory() throws IOException {
        Path shortcut = java.nio.file.Files.createSymbolicLink(base.resolve("shortcut"), home);

        files.write(shortcut.resolve("own/new"), "x".getBytes(UTF_8), Files.PRIVATE);
        files.makeDirectory(shortcut.resolve("own/d"), Files.PRIVATE_DIRECTORY);

        assertThat(own.resolve("new")).hasContent("x");
        assertThat(files.look(own.resolve("d")).orElseThrow().uid()).isEqualTo(OWNER);
        assertThat(files.list(shortcut)).containsExactly(shortcut.resolve("own"));
    }

    @Test
    void whereEverybodyMayWriteOnlyOurOwnNamesAreFollowed() throws IOException {
        Path common = java.nio.file.Files.createDirectory(base.resolve("tmp"));
        java.nio.file.Files.setPosixFilePermissions(common, PosixFilePermissions.fromString("rwxrwxrwx"));
        java.nio.file.Files.setAttribute(common, "unix:mode", 01777);
        java.nio.file.Files.createSymbolicLink(common.resolve("ours"), own);
        link(common.resolve("theirs"), victim.directory());

        assertThat(files.read(common.resolve("ours/file"), 100)).isEqualTo("own".getBytes(UTF_8));
        FilesContract.assertProblem(() -> files.list(common.resolve("theirs")), "file-link-not-followed");
    }

    /** Of root's directory, when a link of root's in it is followed: only when nobody else may write there. */
    @ParameterizedTest
    @CsvSource({
        "rwxr-xr-x,true",
        "rwx------,true",
        "r-xr-xr-x,true",
        "rwxrwxr-x,false",
        "rwxr-xrwx,false",
        "rwx-w----,false"
    })
    void whoElseMayWriteDecides(String mode, boolean followed) throws IOException {
        Path directory = java.nio.file.Files.createDirectory(base.resolve("roots"));
        java.nio.file.Files.createSymbolicLink(directory.resolve("link"), own);
        java.nio.file.Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));

        if (followed) {
            assertThat(files.list(directory.resolve("link"))).hasSize(2);
        } else {
            FilesContract.assertProblem(() -> files.list(directory.resolve("link")), "file-link-not-followed");
        }
    }

    @Test
    void theLinkOfAnotherIsNotFollowedAlsoInADirectoryOfOurs() throws IOException {
        link(base.resolve("left"), victim.directory());

        FilesContract.assertProblem(() -> files.list(base.resolve("left")), "file-link-not-followed");
    }

    @Test
    void aPathOutOfTheOwnersDirectoryIsNoWayIn() throws IOException {
        Path up = home.resolve("own/../../victim");

        assertThat(files.list(up)).hasSize(4); // as it is written, it leads through no directory of his
        link(home.resolve("jump"), victim.directory().resolve("below"));
        assertThat(files.look(home.resolve("jump/../secret"))).isEmpty();
    }
}
