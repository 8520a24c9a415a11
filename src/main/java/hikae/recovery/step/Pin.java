package hikae.recovery.step;

import hikae.backup.dumps.KnownDumps;
import hikae.dump.DumpHash;
import hikae.dump.DumpReading;
import hikae.dump.DumpScan;
import hikae.host.Files;
import hikae.host.Host;
import hikae.recovery.run.HelperContainers;
import hikae.recovery.run.Manifest;
import hikae.recovery.run.Note;
import hikae.recovery.run.RunContext;
import hikae.recovery.run.SharedPsqlContainer;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.work.Change;
import hikae.work.Pause;
import hikae.work.Progress;
import hikae.work.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/**
 * Copies the dump into the run folder, where no retention deletes it and no container can write, and reads it there to
 * its last byte: what is loaded is what was read. A second name for the same file would be no copy: whoever writes
 * the backups could still change it. One that was understood before need not be understood again when its hash says
 * that it is the same.
 *
 * @param context where the run works
 * @param dump the file, absolute
 * @param beside who has looked at the server, where there is one already: the run goes on with that client, or one is started
 *     while the dump is copied and read
 */
public record Pin(RunContext context, Path dump, Optional<SharedPsqlContainer> beside) implements Step {
    /** What journals call it; it stays. */
    public static final String ID = "pin";

    private static final long SPARE = 64L << 20;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Message title() {
        return Message.of("step.pin", dump.getFileName());
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Message.of("step.pin.note", dump, context.folder())));
    }

    @Override
    public void run(Host host, Progress progress) {
        Files files = host.files();
        Optional<String> handedOn = beside.flatMap(look -> look.take(host));
        HelperContainers.removeAll(host, context.target().home(), handedOn);
        handedOn.ifPresent(client -> context.share(host, client));
        Files.State before = state(files, dump);
        files.remove(context.pinned());
        Path home = context.target().home();
        noRoom(home, files.freeBytes(home), before.size()).ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        CompletableFuture<?> client = beside.isPresent()
                ? CompletableFuture.runAsync(() -> context.client(host))
                : CompletableFuture.completedFuture(null);
        DumpReading reading = read(files, before, progress, client);
        Problem wrong = reading.report().findings().stream()
                .filter(Finding::isNo)
                .flatMap(finding -> finding.problem().stream())
                .findFirst()
                .orElse(null);
        if (wrong != null) {
            throw new ProblemException(wrong);
        }
        Manifest.write(files, context.folder(), reading);
        context.notes(host).put(Note.DUMP, dump);
        context.notes(host).put(Note.PINNED, state(state(files, context.pinned())));
        progress.found(Finding.ok(Message.of("recovery.read", dump.getFileName(), Amount.bytes(before.size()))));
    }

    /**
     * Right before it is loaded: that it still is the file that was read.
     *
     * @throws ProblemException when it was replaced or written to since
     */
    static void demandUnchanged(Host host, RunContext context) {
        String now = state(state(host.files(), context.pinned()));
        if (context.notes(host).get(Note.PINNED).filter(now::equals).isEmpty()) {
            throw ProblemException.of("recovery-pin-changed", context.pinned());
        }
    }

    /** Size and time of its last change; the number of an inode may be another after a reboot. */
    private static String state(Files.State state) {
        return state.size() + " " + state.modified();
    }

    /**
     * What is wrong when the backup directory has no room for the copy of a dump; some must be left over, as the
     * journal is on the same disk.
     *
     * @param free bytes free there
     * @param size bytes of the dump
     */
    public static Optional<Problem> noRoom(Path home, long free, long size) {
        long needed = size + SPARE;
        return free < needed
                ? Optional.of(Problem.of("recovery-pin-room", home, Amount.bytes(needed), Amount.bytes(free)))
                : Optional.empty();
    }

    /** Whatever comes of it, the client is not left half started. */
    private DumpReading read(Files files, Files.State before, Progress progress, CompletableFuture<?> client) {
        LongConsumer told = read -> progress.advanced(read, before.size(), bytes());
        try {
            files.copy(dump, context.pinned(), Files.PRIVATE, told);
            return new KnownDumps(files, context.target().home())
                    .reading(before)
                    .filter(known -> DumpHash.of(files, context.pinned(), told)
                            .filter(known.report().facts().sha256()::equals)
                            .isPresent())
                    .orElseGet(() -> DumpScan.read(files, context.pinned(), told));
        } finally {
            Pause.over(client);
        }
    }

    private static Message bytes() {
        return Message.of("recovery.unit.bytes");
    }

    private static Files.State state(Files files, Path path) {
        return files.look(path).orElseThrow(() -> ProblemException.of("file-missing", path));
    }
}
