package hikae.host.compose;

import hikae.host.Compose;
import hikae.host.ComposeProject;
import hikae.host.Plain;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks Compose how it understands a project. Its words are shown without values: of a line that it cannot read it
 * repeats all, and that line may be a password's.
 *
 * @param project whose
 * @param command Compose up to its verb
 * @param variables all it may know
 * @param old whether it is Compose 1, which prints YAML
 */
record ComposeConfig(ComposeProject project, List<String> command, Map<String, String> variables, boolean old) {
    /** Python on a small server needs seconds for what takes the newer ones a tenth. */
    private static final Duration TO_ANSWER = Duration.ofSeconds(30);

    /** A project of 40 services is some 60 KB. */
    private static final int MOST = 4 << 20;

    private static final List<String> UNCHECKED = List.of("--no-consistency");

    /** How Compose ends its words when it has read all and a service names another that is not there. */
    private static final String INCONSISTENT = ": invalid compose project";

    Compose.Config read() {
        ChildProcess.Captured checked = ask(List.of());
        if (checked.isGood()) {
            return config(checked, Optional.empty());
        }
        String words = demandWords(checked);
        if (!old && words.endsWith(INCONSISTENT)) {
            ChildProcess.Captured unchecked = ask(UNCHECKED);
            if (unchecked.isGood()) {
                return config(unchecked, Optional.of(Plain.sentence(words)));
            }
        }
        throw ComposeProblem.invalid(project.directory(), checked.errors());
    }

    private Compose.Config config(ChildProcess.Captured answer, Optional<String> refusal) {
        List<String> notes = ComposeWords.withoutValues(answer.errors()).stream()
                .map(Plain::sentence)
                .filter(line -> !line.isEmpty())
                .toList();
        return new Compose.Config(answer.output(), old, notes, refusal);
    }

    /** Its last line; a process that was killed has none that counts. */
    private String demandWords(ChildProcess.Captured answer) {
        if (!answer.inTime()) {
            throw ProblemException.of("compose-slow", project.directory(), TO_ANSWER.toSeconds());
        }
        if (!answer.whole()) {
            throw ProblemException.of("compose-endless", project.directory(), MOST >> 20);
        }
        List<String> errors = answer.errors();
        return errors.isEmpty() ? "" : errors.get(errors.size() - 1).strip();
    }

    private ChildProcess.Captured ask(List<String> options) {
        List<String> words = new ArrayList<>(command);
        words.addAll(project.words());
        words.add("config");
        words.addAll(options);
        if (!old) {
            words.addAll(List.of("--format", "json"));
        }
        Path from = java.nio.file.Files.isDirectory(project.directory()) ? project.directory() : Path.of("/");
        try {
            return new ChildProcess(words, from, variables, TO_ANSWER).capture(MOST);
        } catch (IOException e) {
            String why = Plain.sentence(String.valueOf(e.getMessage()));
            throw new ProblemException(Problem.of("compose-invalid", project.directory(), why), e);
        }
    }
}
