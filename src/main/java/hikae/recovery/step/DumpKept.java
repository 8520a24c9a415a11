package hikae.recovery.step;

import hikae.dump.DumpReport;
import hikae.dump.DumpScan;
import hikae.host.Docker;
import hikae.host.Files;
import hikae.host.Host;
import hikae.host.Talk;
import hikae.recovery.run.RunContext;
import hikae.recovery.server.PsqlContainer;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Makes a backup of a kept database, in a folder of its own where nothing deletes it, and reads it to its last byte.
 *
 * @param context where the run works
 * @param kept its name
 */
public record DumpKept(RunContext context, String kept) implements Step {
    /** What journals call it; it stays. */
    public static final String ID = "dump-kept";

    private static final Duration LIMIT = Duration.ofDays(1);
    private static final String DUMP = "pg_dump -w -Z1";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Message title() {
        return Message.of("step.dump-kept", kept);
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Message.of("step.dump-kept.note", file())));
    }

    /** Where it is written. */
    Path file() {
        return directory().resolve(kept + ".sql.gz");
    }

    private Path directory() {
        return context.target().home().resolve("kept");
    }

    @Override
    public void run(Host host, Progress progress) {
        Files files = host.files();
        files.makeDirectory(directory(), Files.PRIVATE_DIRECTORY);
        Path part = directory().resolve(kept + ".sql.gz.part");
        files.remove(part); // a kill may have left it
        try (PsqlContainer client = context.startClient(host, List.of())) {
            files.store(part, file -> dump(client, file));
        }
        files.remove(file());
        files.move(part, file());
        long size = files.look(file())
                .orElseThrow(() -> ProblemException.of("file-missing", file()))
                .size();
        DumpReport report =
                DumpScan.scan(files, file(), read -> progress.advanced(read, size, Message.of("recovery.unit.bytes")));
        report.findings().stream().filter(Finding::isNo).findFirst().ifPresent(bad -> {
            throw new ProblemException(bad.problem().orElseThrow());
        });
        progress.found(Finding.ok(Message.of("recovery.dumped-kept", file(), Amount.bytes(size))));
    }

    /** What it prints comes to us: a place of the host in the container could be another one by then. */
    private void dump(PsqlContainer client, OutputStream file) {
        Docker.Result result = client.shell(kept, DUMP, List.of(), LIMIT, Talk.taking(file));
        if (result.exitCode() != 0) {
            throw ProblemException.of("recovery-dump-kept", PsqlContainer.firstError(result.errors()));
        }
    }
}
