package hikae.setup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.ask.Given;
import hikae.flow.Session;
import hikae.host.Environment;
import hikae.host.Host;
import hikae.text.Line;
import hikae.work.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The flows as tests of the lab run them: by the program's entry, or with a face of their own. */
record LabFlow(Environment environment) {
    /** The program with nobody there. */
    Program.Ended hikae(String... arguments) {
        return Program.run(environment, arguments);
    }

    /** A setup with nothing said; fails unless it ends well. */
    void setUp() {
        Program.Ended ended = hikae("setup", "--no-rehearsal", "--no-input", "--yes");
        assertThat(ended.status()).as(ended.err()).isZero();
    }

    /** A setup on a host of the test's own. */
    Optional<ExitCode> setup(Host host, EnterOnly face) {
        Given given = new Given(Map.of(), true, false, false, false, Optional.empty());
        return new SetupCommand(new Session(host, face, given), false).run();
    }

    /** The ids of what a report says no to. */
    static List<String> doubts(EnterOnly face) {
        return face.reports.get(0).lines().stream()
                .filter(line -> line.kind() == Line.Kind.NO)
                .map(line -> line.text().key().replace("problem.", ""))
                .toList();
    }

    /** Changes a file as an editor does; fails when that changed nothing. */
    static void edit(Path path, UnaryOperator<String> change) {
        String before = read(path);
        String after = change.apply(before);
        assertThat(after).as("the edit of %s", path).isNotEqualTo(before);
        try {
            Files.writeString(path, after);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file's text. */
    static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
