package hikae.host.files;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.Account;
import hikae.host.Environment;
import hikae.host.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who can change a file that root will start (S5), and whose links are followed: one rule. */
class OtherWriterTest {
    private static final int STRANGER = 54_321;
    private static final int ALICE = 1000;
    private static final int ALICES = 1001;

    private final Map<String, Inode> way = new LinkedHashMap<>();

    @BeforeEach
    void rootsAlone() {
        is("/srv/b/compose.yml", Files.Kind.FILE, 0644, 0);
        is("/srv/b", Files.Kind.DIRECTORY, 0700, 0);
        is("/srv", Files.Kind.DIRECTORY, 0755, 0);
        is("/", Files.Kind.DIRECTORY, 0755, 0);
    }

    private void is(String path, Files.Kind kind, int mode, int uid) {
        is(path, kind, mode, uid, 0);
    }

    private void is(String path, Files.Kind kind, int mode, int uid, int gid) {
        way.put(path, new Inode(new Files.State(kind, 0, mode, uid, Instant.EPOCH, Instant.EPOCH, "1:1", 1), gid));
    }

    private Optional<String> writer(int uid) {
        Optional<Integer> own = uid == 0 ? Optional.empty() : Optional.of(ALICES);
        return new OtherWriter(uid, own).of(List.copyOf(way.values()));
    }

    @Test
    void rootAloneIsNoOther() {
        assertThat(writer(0)).isEmpty();
    }

    @Test
    void theOwnerOfTheFileOrOfADirectoryAboveItIs() {
        is("/srv/b/compose.yml", Files.Kind.FILE, 0600, STRANGER);
        assertThat(writer(0)).contains("54321");
        is("/srv/b/compose.yml", Files.Kind.FILE, 0600, 0);
        is("/srv", Files.Kind.DIRECTORY, 0755, STRANGER);
        assertThat(writer(0)).contains("54321");
        assertThat(writer(STRANGER)).isEmpty();
    }

    @Test
    void whoeverMayWriteIsToo() {
        is("/srv/b", Files.Kind.DIRECTORY, 0777, 0);
        assertThat(writer(0)).contains("others");
        assertThat(writer(ALICE)).contains("others");
    }

    @Test
    void aGroupIsUnlessItIsThatOfTheAccountAlone() {
        is("/srv/b", Files.Kind.DIRECTORY, 0770, 0);
        assertThat(writer(0)).contains("others");
        assertThat(writer(ALICE)).contains("others");
        is("/srv/b", Files.Kind.DIRECTORY, 0770, 0, ALICES);
        assertThat(writer(0)).contains("others");
        assertThat(writer(ALICE)).isEmpty();
    }

    @Test
    void aDirectoryInWhichEachHasHisOwnIsNone() {
        is("/srv", Files.Kind.DIRECTORY, 01777, 0);
        assertThat(writer(0)).isEmpty();
    }

    @Test
    void rootHasNoGroupToItself() {
        assertThat(OtherWriter.than(0).own()).isEmpty();
    }

    @Test
    void aGroupOfAnAccountIsItsOwnWhenItBearsItsNameAndNobodyElseIsIn() {
        List<String> groups = List.of("root:x:0:", "alice:x:1001:", "bob:x:1002:bob", "carol:x:1003:carol,dave", "odd");

        assertThat(Account.groupAlone("alice", groups)).contains(ALICES);
        assertThat(Account.groupAlone("bob", groups)).contains(1002);
        assertThat(Account.groupAlone("carol", groups)).isEmpty();
        assertThat(Account.groupAlone("dave", groups)).isEmpty();
    }

    /** The two places that ask: a link is followed only where the file it leads to counts as nobody else's. */
    @Test
    void linksAreFollowedByTheSameRule(@TempDir Path temporary) throws Exception {
        Path top = java.nio.file.Files.createDirectory(temporary.toRealPath().resolve("top"));
        Path directory = java.nio.file.Files.createDirectory(top.resolve("directory"));
        Path file = java.nio.file.Files.writeString(directory.resolve("file"), "x");
        int uid = Environment.ofProcess().uid();
        RealFiles files = new RealFiles(Environment.ofProcess());
        for (int mode : List.of(0755, 0700, 0775, 0757, 0720)) {
            java.nio.file.Files.setAttribute(directory, "unix:mode", mode);
            boolean alone = files.otherWriter(file).isEmpty();
            assertThat(new FollowedLinks(uid).end(file).ours())
                    .as(Integer.toOctalString(mode))
                    .isEqualTo(alone);
        }
    }
}
