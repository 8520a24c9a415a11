package hikae.backup.adopt;

import hikae.backup.compose.BackupCompose;
import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import hikae.work.WriteFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the compose file of a service that was made by hand as one of ours. The preview shows its difference
 * without the password that stood in it, and names what is fixed.
 *
 * @param write the file, before and after
 * @param defects what was wrong with it
 */
public record AdoptFile(WriteFile write, List<Finding> defects) implements Step {
    /** Ids of what is only told, and stays as it is. */
    private static final String NOTED = "noted-";

    public AdoptFile {
        defects = List.copyOf(defects);
    }

    /** Whether this is fixed, or only told. */
    public static boolean isMended(Finding defect) {
        return defect.problem()
                .filter(problem -> !problem.id().startsWith(NOTED))
                .filter(problem -> !problem.id().equals("defect-password-comment"))
                .isPresent();
    }

    @Override
    public String id() {
        return write.id();
    }

    @Override
    public Message title() {
        return Message.of("step.adopt");
    }

    @Override
    public List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.FileChange(
                write.path(),
                Optional.of(BackupCompose.masked(write.before().orElseThrow())),
                BackupCompose.masked(write.after()),
                write.mode(),
                false));
        defects.forEach(defect -> changes.add(new Change.NoteChange(
                Message.of(isMended(defect) ? "preview.adopt.mend" : "preview.adopt.keep", defect.what()))));
        changes.add(new Change.NoteChange(
                Message.of("preview.adopt.copy", String.valueOf(write.path().getFileName()))));
        return changes;
    }

    @Override
    public void run(Host host, Progress progress) {
        write.run(host, progress);
    }
}
