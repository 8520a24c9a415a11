package hikae.recovery;

import hikae.dump.DumpReport;
import hikae.dump.DumpScan;
import hikae.host.Docker;
import hikae.host.Files;
import hikae.host.Host;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Makes a backup of a kept database, in a folder of its own where nothing deletes it, and reads it to its last byte.
 *
 * @param ground where the run works
 * @param kept its name
 */
record DumpKept(Ground ground, String kept) implements Step {
    private static final Duration LIMIT = Duration.ofDays(1);
    private static final String INSIDE = "/hikae-kept";
    private static final String DUMP =
            "umask 077; pg_dump -w -Z1 -f \"$1.part\" && mv -f \"$1.part\" \"$1\"" + " && chown \"$2\" \"$1\"";

    @Override
    public String id() {
        return "dump-kept";
    }

    @Override
    public Say title() {
        return Say.of("step.dump-kept", kept);
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Say.of("step.dump-kept.note", file())));
    }

    /** Where it is written. */
    Path file() {
        return directory().resolve(kept + ".sql.gz");
    }

    private Path directory() {
        return ground.target().home().resolve("kept");
    }

    @Override
    public void run(Host host, Progress progress) {
        Files files = host.files();
        files.makeDirectory(directory(), Files.PRIVATE_DIRECTORY);
        String owner = String.valueOf(files.look(directory()).orElseThrow().uid());
        try (Client client =
                ground.lend(host, List.of(new Docker.Bind(directory().toString(), INSIDE, true)))) {
            Docker.Result result = client.shell(kept, DUMP, List.of(INSIDE + "/" + kept + ".sql.gz", owner), LIMIT);
            if (result.exitCode() != 0) {
                throw ProblemException.of("recovery-dump-kept", Client.firstError(result.errors()));
            }
        }
        long size = files.look(file())
                .orElseThrow(() -> ProblemException.of("file-missing", file()))
                .size();
        DumpReport report =
                DumpScan.scan(files, file(), read -> progress.advanced(read, size, Say.of("recovery.unit.bytes")));
        report.findings().stream().filter(Finding::isNo).findFirst().ifPresent(bad -> {
            throw new ProblemException(bad.problem().orElseThrow());
        });
        progress.found(Finding.ok(Say.of("recovery.dumped-kept", file(), Amount.bytes(size))));
    }
}
