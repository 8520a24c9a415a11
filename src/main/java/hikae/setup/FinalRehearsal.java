package hikae.setup;

import hikae.backup.home.BackupDirectory;
import hikae.backup.home.BackupDirectoryReader;
import hikae.host.Host;
import hikae.recovery.RehearseCommand;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.ui.FrontEnd;
import hikae.work.Change;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Preview;
import hikae.work.Report;
import hikae.work.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The end of a setup: the newest good backup is rehearsed. A run of its own, because which backup that is is known only
 * when the first one has been made.
 *
 * @param wanted whether it is done
 * @param declined whether it was due and the operator did not want it
 */
record FinalRehearsal(boolean wanted, boolean declined) {
    /** What a setup will change, and that a rehearsal comes after it. */
    Preview preview(Plan setup) {
        Preview preview = Preview.of(setup);
        if (!wanted) {
            return preview;
        }
        List<Change> changes = new ArrayList<>(preview.changes());
        changes.add(new Change.NoteChange(Message.of("setup.rehearse.note")));
        return new Preview(preview.plan(), preview.files(), changes);
    }

    /** Rehearses, unless the setup has not come to its end, and adds what came of it to the report. */
    Report after(Report setup, Host host, FrontEnd face, Path home) {
        if (setup.exit() != ExitCode.DONE || !(wanted || declined)) {
            return setup;
        }
        if (declined) {
            Finding warning = Finding.warning(Problem.of("setup-unrehearsed"));
            return with(setup, Line.explained(warning), false, setup.exit());
        }
        BackupDirectory directory = new BackupDirectoryReader(host, true).read(home, "");
        Run run = RehearseCommand.start(host, directory);
        face.follow(run);
        if (!run.isOver()) {
            return with(setup, List.of(Line.text(Message.of("setup.rehearse.goes-on"))), false, ExitCode.LEFT);
        }
        List<Line> lines = new ArrayList<>();
        run.problem().ifPresent(problem -> lines.addAll(Line.explained(Finding.no(problem))));
        boolean passed = run.problem().isEmpty();
        lines.add(Line.of(
                passed
                        ? Finding.ok(Message.of("setup.rehearse.passed"))
                        : Finding.no(Problem.of("setup-rehearsal-failed", run.folder()))));
        return passed
                ? with(setup, lines, true, setup.exit())
                : with(renamed(setup), lines, false, ExitCode.CHECK_SAYS_NO);
    }

    private static Report renamed(Report setup) {
        String id = "setup-unproved";
        return new Report(id, Message.of("report." + id + ".headline"), setup.lines(), setup.facts(), setup.exit());
    }

    /** The proofs come first, what to know after them. */
    private static Report with(Report setup, List<Line> more, boolean rehearsed, ExitCode exit) {
        List<Line> lines = new ArrayList<>(setup.lines());
        int proofs = (int)
                lines.stream().takeWhile(line -> line.kind() != Line.Kind.BLANK).count();
        lines.addAll(proofs, more);
        Map<String, Object> facts = new LinkedHashMap<>(setup.facts());
        facts.put("rehearsed", rehearsed);
        return new Report(setup.id(), setup.headline(), lines, facts, exit);
    }
}
