package hikae.host.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.FilesContract;
import hikae.host.OrdinaryUser;
import hikae.host.Victim;
import hikae.text.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Root works in the directory of somebody who has laid links in it: in the place of each directory we use, and in the
 * place of files. Nothing behind them is read, listed or changed, and each link is named.
 */
class HostileOwnerTest {
    private static final int OWNER = 65534;

    /** Where a link to the victim lies, below the owner's home, and what is looked for behind it. */
    private static final Map<String, String> PLACES = new TreeMap<>(Map.of(
            "misskey-backup", "",
            "misskey-backup/backups", "",
            "misskey-backup/backups/last", "",
            "misskey-backup/backups/rejected", "",
            "misskey-backup/hikae", "/below",
            "misskey-backup/hikae/dumps", "",
            "misskey-backup/hikae/runs", "",
            "misskey-backup/secrets", "",
            "misskey-backup/instance", "",
            "misskey/.config", ""));

    @TempDir
    Path temporary;

    private int count;
    private Path base;
    private Path home;
    private Path own;
    private Victim victim;
    private RealFiles files;

    /** What is done with a directory that is a link. */
    private interface Act {
        void on(Path directory) throws IOException;
    }

    @BeforeEach
    void beRoot() throws IOException {
        assumeTrue(OrdinaryUser.weAreRoot(), "only root can work in the directory of somebody else");
        files = new RealFiles(Environment.ofProcess());
        prepare();
    }

    private void prepare() throws IOException {
        base = java.nio.file.Files.createDirectory(temporary.toRealPath().resolve("case" + count++));
        victim = Victim.in(base.resolve("victim"));
        home = owned("home");
        own = owned("home/own");
        owned("home/own/folder");
        java.nio.file.Files.writeString(own.resolve("file"), "own", UTF_8);
    }

    private Path owned(String name) throws IOException {
        Path directory = java.nio.file.Files.createDirectories(base.resolve(name));
        own(directory);
        return directory;
    }

    private static void own(Path path) throws IOException {
        java.nio.file.Files.setAttribute(path, "unix:uid", OWNER, LinkOption.NOFOLLOW_LINKS);
        java.nio.file.Files.setAttribute(path, "unix:gid", OWNER, LinkOption.NOFOLLOW_LINKS);
    }

    private Path link(Path place, Path target) throws IOException {
        java.nio.file.Files.createSymbolicLink(place, target);
        own(place);
        return place;
    }

    private Map<String, Act> acts() {
        Map<String, Act> acts = new TreeMap<>();
        acts.put("list", at -> files.list(at));
        acts.put("look", at -> files.look(at.resolve("secret")));
        acts.put("look for what is not there", at -> files.look(at.resolve("none")));
        acts.put("read", at -> files.read(at.resolve("secret"), 100));
        acts.put("read if there", at -> files.readIfThere(at.resolve("secret"), 100));
        acts.put("open", at -> files.open(at.resolve("secret")).close());
        acts.put("write anew", at -> files.write(at.resolve("new"), new byte[1], Files.PRIVATE));
        acts.put("write over", at -> files.write(at.resolve("secret"), new byte[1], Files.PUBLIC));
        acts.put("replace", at -> files.replace(at.resolve("open.sql.gz"), new byte[1]));
        acts.put("make it", at -> files.makeDirectory(at, Files.PRIVATE_DIRECTORY));
        acts.put("make below", at -> files.makeDirectory(at.resolve("a/b"), Files.PRIVATE_DIRECTORY));
        acts.put("narrow below", at -> files.makeDirectory(at.resolve("below"), Files.PRIVATE_DIRECTORY));
        acts.put("append anew", at -> files.append(at.resolve("new"), "x", true));
        acts.put("append", at -> files.append(at.resolve("secret"), "x", false));
        acts.put("append ours anew", at -> files.appendOurs(at.resolve("new"), "x", true));
        acts.put("append ours", at -> files.appendOurs(at.resolve("secret"), "x", false));
        acts.put("remove", at -> files.remove(at.resolve("secret")));
        acts.put("remove a directory", at -> files.removeEmpty(at.resolve("empty")));
        acts.put("move out", at -> files.move(at.resolve("secret"), own.resolve("got")));
        acts.put("move in", at -> files.move(own.resolve("file"), at.resolve("got")));
        acts.put("rename out", at -> files.rename(at.resolve("below"), own.resolve("got")));
        acts.put("rename in", at -> files.rename(own.resolve("folder"), at.resolve("got")));
        acts.put("link out", at -> files.link(at.resolve("secret"), own.resolve("got")));
        acts.put("link in", at -> files.link(own.resolve("file"), at.resolve("got")));
        acts.put("copy out", at -> files.copy(at.resolve("secret"), own.resolve("got"), Files.PRIVATE));
        acts.put("copy in", at -> files.copy(own.resolve("file"), at.resolve("got"), Files.PRIVATE));
        acts.put("permit", at -> files.permit(at.resolve("secret"), Files.PUBLIC));
        acts.put("probe", at -> files.probe(at));
        acts.put("lock anew", at -> files.lock(at.resolve("lock")));
        acts.put("lock", at -> files.lock(at.resolve("secret")));
        return acts;
    }

    @TestFactory
    Stream<DynamicTest> noLinkInThePlaceOfADirectoryIsFollowed() {
        List<DynamicTest> tests = new ArrayList<>();
        PLACES.forEach((place, below) -> acts().forEach((name, act) -> tests.add(
                DynamicTest.dynamicTest(name + " where " + place + " is a link", () -> refused(place, below, act)))));
        return tests.stream();
    }

    private void refused(String place, String below, Act act) throws IOException {
        prepare();
        owned("home/" + place);
        java.nio.file.Files.delete(home.resolve(place));
        for (Path way = HeldDirectory.parent(home.resolve(place)); !way.equals(base); way = HeldDirectory.parent(way)) {
            own(way);
        }
        Path link = link(home.resolve(place), victim.directory());
        Map<String, String> before = victim.state();

        assertThatThrownBy(() -> act.on(base.resolve("home/" + place + below)))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().id()).isEqualTo("file-link-not-followed");
                    assertThat(e.problem().args()).containsExactly(link, victim.directory(), link.getParent());
                });

        assertThat(victim.state()).isEqualTo(before);
        assertThat(own.resolve("got")).doesNotExist();
    }

    /** What is done with the name itself; whether the link may be gone then, as it is ours to remove. */
    @TestFactory
    Stream<DynamicTest> noLinkInThePlaceOfAFileIsFollowed() {
        Map<String, Act> acts = new TreeMap<>();
        acts.put("read", at -> files.read(at, 100));
        acts.put("read if there", at -> files.readIfThere(at, 100));
        acts.put("open", at -> files.open(at).close());
        acts.put("write", at -> files.write(at, new byte[1], Files.PRIVATE));
        acts.put("write the same", at -> files.write(at, Victim.CANARY.getBytes(UTF_8), Files.PUBLIC));
        acts.put("replace", at -> files.replace(at, new byte[1]));
        acts.put("append", at -> files.append(at, "x", true));
        acts.put("append ours", at -> files.appendOurs(at, "x", true));
        acts.put("permit", at -> files.permit(at, Files.PUBLIC));
        acts.put("lock", at -> files.lock(at));
        acts.put("link", at -> files.link(at, own.resolve("got")));
        acts.put("copy", at -> files.copy(at, own.resolve("got"), Files.PUBLIC));
        acts.put("make it", at -> files.makeDirectory(at, Files.PRIVATE_DIRECTORY));
        acts.put("rename", at -> files.rename(at, own.resolve("got")));
        List<DynamicTest> tests = new ArrayList<>();
        for (String target : List.of("../../victim/secret", "folder/../../../victim/secret", "/victim", "/none")) {
            acts.forEach((name, act) ->
                    tests.add(DynamicTest.dynamicTest(name + " a link to " + target, () -> refusedFile(target, act))));
        }
        return tests.stream();
    }

    private void refusedFile(String target, Act act) throws IOException {
        prepare();
        Path there = target.startsWith("/") ? Path.of(base + target) : Path.of(target);
        Path link = link(own.resolve("name"), there);
        Map<String, String> before = victim.state();

        assertThatThrownBy(() -> act.on(link)).isInstanceOf(ProblemException.class);

        assertThat(victim.state()).isEqualTo(before);
        assertThat(java.nio.file.Files.readSymbolicLink(link)).isEqualTo(there);
        assertThat(own.resolve("got")).doesNotExist();
        assertThat(base.resolve("none")).doesNotExist();
    }

    @Test
    void aLinkInThePlaceOfAFileCanBeTakenAway() throws IOException {
        Path link = link(own.resolve("name"), victim.directory().resolve("secret"));
        Map<String, String> before = victim.state();

        assertThat(files.look(link).orElseThrow().kind()).isEqualTo(Files.Kind.SYMLINK);
        files.remove(link);

        assertThat(victim.state()).isEqualTo(before);
        assertThat(link).doesNotExist();
    }

    @Test
    void aLinkToTheFileBesideItIsThatFile() throws IOException {
        Path link = link(own.resolve("latest"), Path.of("file"));

        assertThat(files.read(link, 100)).isEqualTo("own".getBytes(UTF_8));
        files.write(link, "new".getBytes(UTF_8), Files.PRIVATE);
        assertThat(own.resolve("file")).hasContent("new");
        assertThat(link).isSymbolicLink();
    }

    @Test
    @Timeout(20)
    void aPipeInThePlaceOfADirectoryIsNotWaitedFor() throws Exception {
        Path pipe = own.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        own(pipe);

        FilesContract.assertProblem(() -> files.list(pipe), "file-not-directory");
        FilesContract.assertProblem(() -> files.makeDirectory(pipe, Files.PRIVATE_DIRECTORY), "file-not-directory");
        FilesContract.assertProblem(
                () -> files.write(pipe.resolve("a"), new byte[1], Files.PRIVATE), "file-not-directory");
    }

    @Test
    void onlyWhatWeMadeIsHandedOver() throws IOException {
        java.nio.file.Files.writeString(own.resolve("roots"), "root's", UTF_8);
        java.nio.file.Files.writeString(own.resolve("journal"), "", UTF_8);

        files.append(own.resolve("journal"), "x", true);
        files.permit(own.resolve("roots"), Files.PRIVATE);
        files.write(own.resolve("roots"), "new".getBytes(UTF_8), Files.PRIVATE);
        files.append(own.resolve("fresh"), "x", true);

        assertThat(uid("journal")).isZero();
        assertThat(uid("roots")).isZero();
        assertThat(uid("fresh")).isEqualTo(OWNER);
    }

    private int uid(String name) {
        return files.look(own.resolve(name)).orElseThrow().uid();
    }

    @Test
    void aStreamGoesOnWhenTheDirectoryIsReplacedMeanwhile() throws IOException {
        try (InputStream in = files.open(own.resolve("file"))) {
            java.nio.file.Files.move(own, home.resolve("gone"));
            link(own, victim.directory());
            assertThat(in.readAllBytes()).isEqualTo("own".getBytes(UTF_8));
        }
    }

    @Test
    void manyAtOnceDoNotTakeOneForAnother() throws Exception {
        List<Thread> threads = new ArrayList<>();
        List<Throwable> thrown = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 4; i++) {
            String name = "thread" + i;
            threads.add(new Thread(() -> {
                for (int n = 0; n < 200; n++) {
                    files.makeDirectory(own.resolve(name), Files.PRIVATE_DIRECTORY);
                    files.replace(own.resolve(name).resolve("a"), (name + n).getBytes(UTF_8));
                    assertThat(files.read(own.resolve(name + "/a"), 100)).isEqualTo((name + n).getBytes(UTF_8));
                    files.remove(own.resolve(name + "/a"));
                    files.removeEmpty(own.resolve(name));
                }
            }));
        }
        threads.forEach(thread -> thread.setUncaughtExceptionHandler((t, e) -> thrown.add(e)));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(thrown).isEmpty();
        assertThat(files.list(own)).containsExactly(own.resolve("file"), own.resolve("folder"));
    }
}
