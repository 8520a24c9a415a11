package hikae.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.lab.Lab;
import hikae.lab.LabInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** Rehearse, restore and go back from the menu of the installed program, and a terminal that dies in the middle. */
@Tag("terminal")
class RestoreInTerminalTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path home;

    private LabInstance misskey;

    private void setUp(int notes) throws IOException, InterruptedException {
        misskey = LabInstance.start("--name", "back" + System.nanoTime() % 100_000, "--notes", String.valueOf(notes));
        Files.writeString(home.resolve("answers.yml"), "rehearse: no\n");
        String directory = misskey.directory().toString();
        Installed.run(home, 0, "setup", "--no-input", "--yes", "--answers", home + "/answers.yml", "--dir", directory);
    }

    @AfterEach
    void remove() {
        misskey.close();
    }

    @ParameterizedTest
    @CsvSource({
        "en_US.UTF-8, What do you want to do?, Rehearse:, Choose a backup, a apply, | Rehearsal passed, Restore the,"
                + " | The plan, | Restored, Go back to, | Go back: the plan, | Went back",
        "ja_JP.UTF-8, 何をしますか?, 復元テストをする, | バックアップの選択, a 適用, | 復元テストに成功しました, バックアップから復元,"
                + " | 手順の確認, | 復元しました, 復元前のデータベース, | 元に戻す: 手順, | 元に戻しました",
    })
    void everythingIsReachedFromTheMenu(ArgumentsAccessor words) throws IOException, InterruptedException {
        setUp(200);
        Map<String, String> environment = Installed.environment(home, words.getString(0));
        try (Tmux tmux = Tmux.open(80, 24, environment)) {
            tmux.type(Installed.program() + place());
            tmux.await(words.getString(1));
            choose(tmux, words.getString(2));
            tmux.await(words.getString(3));
            tmux.key("Enter");
            tmux.await(words.getString(4));
            tmux.text("a");
            tmux.await(words.getString(5));
            tmux.key("Enter");
            tmux.await("ready>");
        }
        try (Tmux tmux = Tmux.open(80, 24, environment)) {
            tmux.type(Installed.program() + place());
            tmux.await(words.getString(1));
            choose(tmux, words.getString(6));
            tmux.await(words.getString(3));
            tmux.key("Enter");
            tmux.await(words.getString(7));
            tmux.key("Enter"); // alone it starts nothing
            tmux.await(misskey.fact("HOST"));
            confirm(tmux, words.getString(4), words.getString(8));
        }
        try (Tmux tmux = Tmux.open(80, 24, environment)) {
            tmux.type(Installed.program() + place());
            tmux.await(words.getString(1));
            choose(tmux, words.getString(9));
            tmux.await(words.getString(10));
            tmux.key("Tab");
            confirm(tmux, words.getString(4), words.getString(11));
        }
        assertThat(Lab.docker("ps", "-a", "--filter", "label=hikae.run", "--format", "{{.Names}}"))
                .isEmpty();
    }

    private void confirm(Tmux tmux, String review, String done) throws IOException, InterruptedException {
        tmux.text(misskey.fact("HOST"));
        tmux.await("[" + misskey.fact("HOST")); // what comes at once with Enter is taken for pasted
        tmux.key("Enter");
        tmux.await(review);
        tmux.text("a");
        tmux.await(done);
        tmux.key("Enter");
        tmux.await("ready>");
    }

    @Test
    void u45ATerminalThatDiesInTheMiddleOfALoadStopsNothingAndTheNextStartShowsIt()
            throws IOException, InterruptedException {
        setUp(20_000);
        Map<String, String> environment = Installed.environment(home, "en_US.UTF-8");
        try (Tmux tmux = Tmux.open(80, 24, environment)) {
            tmux.type(Installed.program() + " restore" + place() + " --confirm " + misskey.fact("HOST"));
            tmux.await("Choose a backup");
            tmux.key("Enter");
            tmux.await("| The plan");
            tmux.key("Enter");
            tmux.await("a apply");
            tmux.text("a");
            tmux.await("[ >] load the backup");
        } // the tmux server is gone, and with it the terminal
        try (Tmux tmux = Tmux.open(80, 24, environment)) {
            tmux.type(Installed.program() + place());
            tmux.await(
                    screen -> screen.contains("| Working") || screen.contains("| Restored"),
                    "the work that goes on, or what came of it");
            tmux.await("| Restored");
        }
        awaitEnd();
        assertThat(Lab.shell("HOME='" + home + "' XDG_STATE_HOME='" + home + "/state' " + Installed.program()
                        + " restore status --lang en" + place() + " 2>&1"))
                .contains("none was interrupted", "hikae_kept_");
    }

    /** The journal is the witness: the process that works has no terminal any more. */
    private void awaitEnd() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!journal().contains("\"what\":\"ended\"")) {
            assertThat(Instant.now()).as(journal()).isBefore(end);
            Thread.sleep(200); // another process writes it, and nobody tells
        }
        assertThat(journal()).contains("\"well\":true");
    }

    private String journal() throws IOException {
        try (Stream<Path> runs = Files.list(misskey.backup().resolve("hikae/runs"))) {
            Path run = runs.filter(path -> path.toString().endsWith("-restore"))
                    .findFirst()
                    .orElseThrow();
            return Files.readString(run.resolve("journal.jsonl"));
        }
    }

    /** Presses the number in front of a row. */
    private static void choose(Tmux tmux, String row) throws IOException, InterruptedException {
        String screen = tmux.await(row);
        tmux.text(screen.lines()
                .filter(line -> line.contains(row))
                .map(line -> line.replaceFirst("^\\D*(\\d).*", "$1"))
                .findFirst()
                .orElseThrow());
    }

    private String place() {
        return " --backup-dir '" + misskey.backup() + "' --dir '" + misskey.directory() + "'";
    }
}
