package hikae.host;

import static hikae.host.Files.PRIVATE;
import static hikae.host.Files.PRIVATE_DIRECTORY;
import static hikae.host.Files.PUBLIC;
import static hikae.host.FilesContract.assertProblem;
import static hikae.host.FilesContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Files} does with names and journals, on disk or in memory. */
public interface NamesContract {
    int LIMIT = 1 << 20;

    Files files();

    /** An existing empty directory. */
    Path directory();

    default Path file(String name) {
        return directory().resolve(name);
    }

    @Test
    default void movesAFileWithItsBytesAndNeverOverAnother() {
        files().write(file("a"), bytes("first"), PRIVATE);
        files().write(file("b"), bytes("second"), PRIVATE);

        files().move(file("a"), file("c"));
        assertProblem(() -> files().move(file("b"), file("c")), "file-name-taken");

        assertThat(files().look(file("a"))).isEmpty();
        assertThat(files().read(file("b"), LIMIT)).isEqualTo(bytes("second"));
        assertThat(files().read(file("c"), LIMIT)).isEqualTo(bytes("first"));
    }

    @Test
    default void renamesADirectoryWithAllThatIsInItAndNeverOverAnother() {
        files().makeDirectory(file("d/below"), PRIVATE_DIRECTORY);
        files().write(file("d/below/a"), bytes("first"), PRIVATE);
        files().makeDirectory(file("taken"), PRIVATE_DIRECTORY);
        files().write(file("f"), bytes("x"), PRIVATE);

        files().rename(file("d"), file("e"));

        assertProblem(() -> files().rename(file("e"), file("taken")), "file-name-taken");
        assertProblem(() -> files().rename(file("e"), file("f")), "file-name-taken");
        assertProblem(() -> files().rename(file("f"), file("g")), "file-not-directory");
        assertProblem(() -> files().rename(file("d"), file("g")), "file-missing");
        assertThat(files().list(directory())).containsExactly(file("e"), file("f"), file("taken"));
        assertThat(files().list(file("e"))).containsExactly(file("e/below"));
        assertThat(files().read(file("e/below/a"), LIMIT)).isEqualTo(bytes("first"));
    }

    @Test
    default void removesADirectoryOnlyWhenNothingIsInIt() {
        files().makeDirectory(file("d/below"), PRIVATE_DIRECTORY);
        files().write(file("f"), bytes("x"), PRIVATE);

        assertProblem(() -> files().removeEmpty(file("d")), "file-failed");
        assertProblem(() -> files().removeEmpty(file("f")), "file-not-directory");
        files().removeEmpty(file("d/below"));
        files().removeEmpty(file("d"));
        files().removeEmpty(file("d"));

        assertThat(files().list(directory())).containsExactly(file("f"));
    }

    @Test
    default void givesAFileASecondNameAndNeverOneThatIsTaken() {
        files().write(file("a"), bytes("first"), PRIVATE);
        files().write(file("b"), bytes("second"), PRIVATE);

        assertThat(files().link(file("a"), file("pin"))).isTrue();
        assertThat(files().link(file("a"), file("pin"))).isTrue();
        assertProblem(() -> files().link(file("b"), file("pin")), "file-name-taken");
        files().remove(file("a"));

        assertThat(files().read(file("pin"), LIMIT)).isEqualTo(bytes("first"));
        assertThat(files().look(file("pin")).orElseThrow().links()).isEqualTo(1);
    }

    @Test
    default void bothNamesOfAFileHaveOneIdAndOneMode() {
        files().write(file("a"), bytes("x"), PUBLIC);
        files().link(file("a"), file("b"));

        files().permit(file("b"), PRIVATE);

        Files.State a = files().look(file("a")).orElseThrow();
        assertThat(a).isEqualTo(files().look(file("b")).orElseThrow());
        assertThat(a.links()).isEqualTo(2);
        assertThat(a.mode()).isEqualTo(PRIVATE);
    }

    @Test
    default void linksAndCopiesOnlyFiles() {
        files().makeDirectory(file("d"), PRIVATE_DIRECTORY);

        assertProblem(() -> files().link(file("none"), file("b")), "file-missing");
        assertProblem(() -> files().link(file("d"), file("b")), "file-is-directory");
        assertProblem(() -> files().copy(file("none"), file("b"), PRIVATE, bytes -> {}), "file-missing");
        assertProblem(() -> files().copy(file("d"), file("b"), PRIVATE, bytes -> {}), "file-is-directory");
        assertThat(files().list(directory())).containsExactly(file("d"));
    }

    @Test
    default void copiesAFileWithTheModeThatWasAskedAndSaysHowFarItIs() {
        byte[] large = new byte[1_000_003];
        large[1_000_002] = 7;
        files().write(file("a"), large, PUBLIC);
        List<Long> told = new ArrayList<>();

        files().copy(file("a"), file("b"), PRIVATE, told::add);

        assertThat(files().read(file("b"), LIMIT)).isEqualTo(large);
        assertThat(files().look(file("b")).orElseThrow().mode()).isEqualTo(PRIVATE);
        assertThat(told).isSorted().last().isEqualTo(1_000_003L);
        assertThat(files().look(file("a")).orElseThrow().id())
                .isNotEqualTo(files().look(file("b")).orElseThrow().id());
        assertProblem(() -> files().copy(file("a"), file("b"), PRIVATE, bytes -> {}), "file-name-taken");
        assertThat(files().list(directory())).containsExactly(file("a"), file("b"));
    }

    @Test
    default void givesAFileAnotherModeAndLeavesItsContent() {
        files().write(file("a"), bytes("x"), PUBLIC);

        files().permit(file("a"), PRIVATE);

        assertThat(files().look(file("a")).orElseThrow().mode()).isEqualTo(PRIVATE);
        assertThat(files().read(file("a"), LIMIT)).isEqualTo(bytes("x"));
    }

    @Test
    default void endsATornLineBeforeItAppends() {
        files().write(file("journal"), bytes("one\n{\"tor"), PRIVATE);

        files().append(file("journal"), "two", true);

        assertThat(files().read(file("journal"), LIMIT)).isEqualTo(bytes("one\n{\"tor\ntwo\n"));
    }
}
