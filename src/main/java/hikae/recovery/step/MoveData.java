package hikae.recovery.step;

import hikae.host.ContainerSpec;
import hikae.host.Docker;
import hikae.host.Files;
import hikae.host.Host;
import hikae.recovery.cluster.DataInUse;
import hikae.recovery.run.Note;
import hikae.recovery.run.RunContext;
import hikae.recovery.run.RunNotes;
import hikae.recovery.server.PsqlContainer;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the data of a lost cluster another name in the same place, and makes an empty directory like it; nothing of it
 * is deleted. Only what this run itself has made and an interrupted start has begun to fill is emptied: what initdb has
 * left half made is no cluster. A container does it, because the data belongs to another user.
 *
 * @param context where the run works
 * @param data the directory, or the path of the volume on the host
 */
public record MoveData(RunContext context, Path data) implements Step {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /**
     * $1 the directory, $2 its new name, $3 the inode of our own one, or a dash; in /around. $4 device and inode that
     * this must have, or a dash: Docker follows a link that is laid in its place at the moment of the start.
     */
    private static final String MOVE =
            "cd /around || exit 9; [ \"$4\" = - ] || [ \"$(stat -c %d:%i .)\" = \"$4\" ] || { echo foreign; exit 6; };"
                    + " set -- \"./$1\" \"./$2\" \"$3\"; there() { [ -e \"$1\" ] || [ -L \"$1\" ]; };"
                    + " if [ -d \"$1\" ] && [ \"$(stat -c %i \"$1\")\" = \"$3\" ];"
                    + " then for one in \"$1\"/* \"$1\"/.[!.]* \"$1\"/..?*; do"
                    + " if there \"$one\"; then rm -rf \"$one\" || exit 7; fi; done;"
                    + " elif there \"$1\" && [ -n \"$(ls -A \"$1\")\" ]; then"
                    + " [ \"$3\" = - ] || { echo foreign; exit 6; };"
                    + " ! there \"$2\" || { echo taken; exit 6; };"
                    + " [ \"$(stat -c %d \"$1\")\" = \"$(stat -c %d .)\" ] || { echo mount; exit 6; };"
                    + " mv \"$1\" \"$2\" || exit 8; fi;"
                    + " [ -d \"$1\" ] || mkdir -m 755 \"$1\" || exit 7;"
                    + " if there \"$2\"; then chown \"$(stat -c %u:%g \"$2\")\" \"$1\""
                    + " && chmod \"$(stat -c %a \"$2\")\" \"$1\" || exit 7; echo kept; fi;"
                    + " echo \"inode $(stat -c %i \"$1\")\"; sync";

    @Override
    public String id() {
        return "move-data";
    }

    @Override
    public Message title() {
        return Message.of("step.move-data");
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Message.of("step.move-data.note", data, aside())));
    }

    /** Where the old data is then. */
    private Path aside() {
        return data.resolveSibling(
                data.getFileName() + ".kept-" + context.names().id());
    }

    @Override
    public void run(Host host, Progress progress) {
        RunNotes notes = context.notes(host);
        if (notes.is(Note.CLUSTER_READY)) {
            return; // the fresh cluster holds what was loaded
        }
        DataInUse.demandNot(host, data);
        Docker.Result result = moved(host, notes.get(Note.FRESH_INODE).orElse("-"));
        if (result.exitCode() != 0) {
            throw refused(result);
        }
        if (result.output().contains("kept")) {
            notes.putFirst(Note.DATA_ASIDE, aside());
        }
        result.output()
                .lines()
                .filter(line -> line.startsWith("inode "))
                .map(line -> line.substring("inode ".length()).strip())
                .findFirst()
                .ifPresent(inode -> notes.put(Note.FRESH_INODE, inode));
        notes.get(Note.DATA_ASIDE)
                .ifPresent(aside -> progress.found(Finding.ok(Message.of("recovery.data-aside", aside))));
    }

    private ProblemException refused(Docker.Result result) {
        String said = result.output().strip();
        if (said.endsWith("mount")) {
            return ProblemException.of("recovery-data-mount", data);
        }
        if (said.endsWith("foreign") || said.endsWith("taken")) {
            return ProblemException.of("recovery-data-changed", data);
        }
        return ProblemException.of("recovery-move-data", data, PsqlContainer.firstError(result.errors()));
    }

    private Docker.Result moved(Host host, String inode) {
        Path around = Optional.ofNullable(data.getParent()).orElse(data);
        String hold = host.files().otherWriter(around).isEmpty()
                ? "-"
                : host.files().look(around).map(Files.State::id).orElse("gone");
        String id = host.docker()
                .runDetached(new ContainerSpec(
                        context.target().image(),
                        "none",
                        List.of("sleep", "infinity"),
                        false,
                        List.of(new Docker.Bind(around.toString(), "/around", true)),
                        List.of(),
                        Map.of(),
                        PsqlContainer.labels(
                                "mover", context.runId(), context.target().home()),
                        0));
        try {
            List<String> command = List.of(
                    "bash",
                    "-c",
                    MOVE,
                    "hikae",
                    String.valueOf(data.getFileName()),
                    String.valueOf(aside().getFileName()),
                    inode,
                    hold);
            return host.docker().exec(id, command, LIMIT);
        } finally {
            host.docker().remove(id);
        }
    }
}
