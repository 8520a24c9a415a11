package hikae.host;

import static hikae.host.Files.PRIVATE;
import static hikae.host.Files.PRIVATE_DIRECTORY;
import static hikae.host.Files.PUBLIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.text.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Files} does, on disk or in memory. */
public interface FilesContract extends NamesContract {
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void assertProblem(ThrowingCallable act, String id) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().id()).isEqualTo(id));
    }

    @Test
    default void readsBackWhatItWroteWithTheModeThatWasAsked() {
        assertThat(files().write(file("secret"), bytes("控え"), PRIVATE)).isTrue();
        assertThat(files().write(file("open"), bytes("x"), PUBLIC)).isTrue();

        assertThat(files().read(file("secret"), LIMIT)).isEqualTo(bytes("控え"));
        assertThat(files().look(file("secret")).orElseThrow().mode()).isEqualTo(PRIVATE);
        assertThat(files().look(file("open")).orElseThrow().mode()).isEqualTo(PUBLIC);
    }

    @Test
    default void opensAFileForReadingFromItsStartToItsEnd() throws IOException {
        files().write(file("a"), bytes("控え"), PUBLIC);

        try (InputStream in = files().open(file("a"))) {
            assertThat(in.readAllBytes()).isEqualTo(bytes("控え"));
        }
        assertProblem(() -> files().open(file("none")), "file-missing");
        files().makeDirectory(file("folder"), PRIVATE_DIRECTORY);
        assertProblem(() -> files().open(file("folder")), "file-is-directory");
    }

    @Test
    default void tellsTwoFilesApartByTheirId() {
        files().write(file("a"), bytes("x"), PUBLIC);
        files().write(file("b"), bytes("x"), PUBLIC);

        assertThat(files().look(file("a")).orElseThrow().id())
                .isNotEqualTo(files().look(file("b")).orElseThrow().id());
    }

    @Test
    default void doesNotTouchAFileThatIsAlreadyAsAsked() {
        files().write(file("a"), bytes("same"), PRIVATE);
        List<Path> before = files().list(directory());

        assertThat(files().write(file("a"), bytes("same"), PRIVATE)).isFalse();
        assertThat(files().list(directory())).isEqualTo(before);
    }

    @Test
    default void mendsAModeWithoutKeepingACopy() {
        files().write(file("a"), bytes("same"), PUBLIC);

        assertThat(files().write(file("a"), bytes("same"), PRIVATE)).isTrue();
        assertThat(files().look(file("a")).orElseThrow().mode()).isEqualTo(PRIVATE);
        assertThat(files().list(directory())).containsExactly(file("a"));
    }

    @Test
    default void keepsTheVersionBeforeAsADatedPrivateCopy() {
        files().write(file("a.yml"), bytes("first"), PUBLIC);
        files().write(file("a.yml"), bytes("second"), PUBLIC);

        List<Path> names = files().list(directory());
        assertThat(names).hasSize(2).contains(file("a.yml"));
        Path copy = names.get(1);
        assertThat(copy.getFileName().toString()).matches("a\\.yml\\.\\d{8}-\\d{6}\\.bak");
        assertThat(files().read(copy, LIMIT)).isEqualTo(bytes("first"));
        assertThat(files().look(copy).orElseThrow().mode()).isEqualTo(PRIVATE);
    }

    @Test
    default void replacesAFileOfOursWithoutACopy() {
        files().write(file("answers"), bytes("1"), PUBLIC);

        assertThat(files().replace(file("answers"), bytes("2"))).isTrue();
        assertThat(files().replace(file("answers"), bytes("2"))).isFalse();
        assertThat(files().list(directory())).containsExactly(file("answers"));
        assertThat(files().look(file("answers")).orElseThrow().mode()).isEqualTo(PRIVATE);
    }

    @Test
    default void keepsEveryVersionOfASecond() {
        for (String version : List.of("1", "2", "3", "4")) {
            files().write(file("a"), bytes(version), PRIVATE);
        }
        assertThat(files().list(directory())).hasSize(4);
    }

    @Test
    default void saysThatAFileIsNotThere() {
        assertThat(files().look(file("none"))).isEmpty();
        assertThat(files().readIfThere(file("none"), LIMIT)).isEmpty();
        assertProblem(() -> files().read(file("none"), LIMIT), "file-missing");
        assertThat(files().list(file("none"))).isEmpty();
    }

    @Test
    default void readsUpToTheLimitAndNotOneByteMore() {
        files().write(file("a"), bytes("12345"), PRIVATE);

        assertThat(files().read(file("a"), 5)).hasSize(5);
        assertProblem(() -> files().read(file("a"), 4), "file-too-large");
    }

    @Test
    default void takesNoDirectoryForAFile() {
        files().makeDirectory(file("d"), PRIVATE_DIRECTORY);

        assertProblem(() -> files().read(file("d"), LIMIT), "file-is-directory");
        assertProblem(() -> files().write(file("d"), bytes("x"), PRIVATE), "file-is-directory");
        assertProblem(() -> files().append(file("d"), "x", false), "file-is-directory");
        assertProblem(() -> files().remove(file("d")), "file-is-directory");
    }

    @Test
    default void takesNoFileForADirectory() {
        files().write(file("f"), bytes("x"), PRIVATE);

        assertProblem(() -> files().list(file("f")), "file-not-directory");
        assertProblem(() -> files().makeDirectory(file("f"), PRIVATE_DIRECTORY), "file-not-directory");
        assertThat(files().look(file("f/below"))).isEmpty();
    }

    @Test
    default void makesADirectoryWithItsParentsOnce() {
        Path deep = file("a/b/c");

        assertThat(files().makeDirectory(deep, PRIVATE_DIRECTORY)).isTrue();
        assertThat(files().makeDirectory(deep, PRIVATE_DIRECTORY)).isFalse();
        for (Path made : List.of(file("a"), file("a/b"), deep)) {
            assertThat(files().look(made).orElseThrow().mode()).isEqualTo(PRIVATE_DIRECTORY);
        }
    }

    @Test
    default void narrowsADirectoryThatIsTooOpenAndLeavesANarrowerOne() {
        files().makeDirectory(file("open"), 0755);
        files().makeDirectory(file("closed"), 0500);

        assertThat(files().makeDirectory(file("open"), PRIVATE_DIRECTORY)).isTrue();
        assertThat(files().look(file("open")).orElseThrow().mode()).isEqualTo(PRIVATE_DIRECTORY);
        assertThat(files().makeDirectory(file("closed"), PRIVATE_DIRECTORY)).isFalse();
        assertThat(files().look(file("closed")).orElseThrow().mode()).isEqualTo(0500);
    }

    @Test
    default void refusesToWriteIntoADirectoryThatIsNotThere() {
        assertProblem(() -> files().write(file("none/a"), bytes("x"), PRIVATE), "file-missing");
    }

    @Test
    default void listsNamesSorted() {
        files().write(file("b"), bytes("x"), PRIVATE);
        files().write(file("a"), bytes("x"), PRIVATE);
        files().makeDirectory(file("c"), PRIVATE_DIRECTORY);

        assertThat(files().list(directory())).containsExactly(file("a"), file("b"), file("c"));
    }

    @Test
    default void appendsLinesToAPrivateFile() {
        files().append(file("journal"), "one", true);
        files().append(file("journal"), "二", false);

        assertThat(files().read(file("journal"), LIMIT)).isEqualTo(bytes("one\n二\n"));
        assertThat(files().look(file("journal")).orElseThrow().mode()).isEqualTo(PRIVATE);
    }

    @Test
    default void removesAFileOnceAndThenHasNothingToDo() {
        files().write(file("a"), bytes("x"), PRIVATE);

        files().remove(file("a"));
        files().remove(file("a"));

        assertThat(files().look(file("a"))).isEmpty();
    }

    @Test
    default void probesADirectoryAndLeavesNothingBehind() {
        files().probe(directory());
        files().probe(file("not/yet/there"));

        assertThat(files().list(directory())).isEmpty();
    }

    @Test
    default void refusesToProbeBelowAFile() {
        files().write(file("f"), bytes("x"), PRIVATE);

        assertProblem(() -> files().probe(file("f/backup")), "file-not-directory");
    }

    @Test
    default void knowsTheFreeSpaceAlsoOfAPathThatIsNotThere() {
        assertThat(files().freeBytes(file("not/yet/there"))).isPositive();
    }

    @Test
    default void makesAPathThatIsNotThereAbsolute() {
        assertThat(files().real(file("a/../none"))).isEqualTo(file("none"));
    }

    @Test
    default void givesALockToOneAtATimeAndSaysWhoHoldsIt() {
        assertThat(files().holder(file("lock"))).isEmpty();
        Files.Lock held = files().lock(file("lock")).orElseThrow();

        assertThat(files().lock(file("lock"))).isEmpty();
        assertThat(files().lock(file("../" + directory().getFileName() + "/lock")))
                .isEmpty();
        Optional<Holder> holder = files().holder(file("lock"));
        assertThat(holder.orElseThrow().pid()).isEqualTo(ProcessHandle.current().pid());

        assertThat(files().isLocked(file("lock"))).isTrue();
        held.close();
        assertThat(files().isLocked(file("lock"))).isFalse();
        files().lock(file("lock")).orElseThrow().close();
    }
}
