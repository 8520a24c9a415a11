package hikae.work;

import hikae.host.Files;
import hikae.host.ProcessMark;
import hikae.text.Json;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Turns what another process writes into journal and log into the same events as if the work were done here. */
final class Follower {
    private static final int POLL_MILLIS = 200;
    /** So many looks without anything new, and it is asked whether the other is still there. */
    private static final int SILENT = 10;

    private final Files files;
    private final Run run;
    private long told;
    private long logged;
    private int last;
    private Instant latest = Instant.EPOCH;
    private Optional<ProcessMark> by = Optional.empty();

    Follower(Files files, Run run) {
        this.files = files;
        this.run = run;
    }

    void start() {
        Thread thread = new Thread(this::follow, "following " + run.plan().flow());
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        try {
            int silent = SILENT; // whether anybody is there at all is asked first
            while (!run.isOver()) {
                silent = look() ? 0 : silent + 1;
                if (!run.isOver() && silent >= SILENT) {
                    silent = 0;
                    endIfNobodyIsThere();
                }
                if (!run.isOver()) {
                    Thread.sleep(POLL_MILLIS);
                }
            }
        } catch (ProblemException e) {
            fail(e.problem());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there was anything new. */
    private boolean look() {
        long before = told;
        told = more(
                run.folder().resolve(Journal.FILE),
                told,
                line -> Json.object(line).ifPresent(this::tell));
        return log() || told > before;
    }

    /** Tells what was added since; where the next look begins. The file may be as long as a run of days makes it. */
    private long more(Path file, long from, Consumer<String> line) {
        if (files.look(file).filter(state -> state.size() > from).isEmpty()) {
            return from;
        }
        try (InputStream in = files.open(file)) {
            in.skipNBytes(from);
            return from + WholeLines.each(in, line);
        } catch (IOException e) {
            throw ProblemException.of("file-io-error", file);
        }
    }

    private void tell(Map<String, Object> line) {
        Instant at = JournalReading.at(line).orElse(latest);
        latest = at;
        by = JournalReading.by(line).or(() -> by);
        switch (JournalReading.what(line)) {
            case "begin" -> index(line).ifPresent(index -> run.add(new Event.Started(at, index)));
            case "done" -> index(line).ifPresent(index -> run.add(new Event.Finished(at, index)));
            case "progress" -> JournalReading.advanced(line).ifPresent(run::add);
            case "clock" -> JournalReading.clocked(line).ifPresent(run::add);
            case "found" ->
                MessageJson.finding(line.get("finding")).ifPresent(finding -> run.add(new Event.Found(at, finding)));
            case "failed" ->
                MessageJson.problem(line.get("problem"))
                        .ifPresent(problem ->
                                run.add(new Event.Failed(at, index(line).orElse(last), problem)));
            case "ended" -> {
                log();
                run.add(new Event.Ended(at));
            }
            default -> {
                // the head, or something of a newer version
            }
        }
    }

    /** Those of the way back come after the others; one may have the same name as a step before. */
    private Optional<Integer> index(Map<String, Object> line) {
        String id = JournalReading.step(line);
        int from = run.problem().isPresent() ? run.plan().steps().size() : 0;
        Optional<Integer> index = IntStream.range(0, run.plan().count())
                .filter(i -> run.plan().step(i).id().equals(id))
                .boxed()
                .reduce((first, second) -> first >= from ? first : second);
        index.ifPresent(found -> last = found);
        return index;
    }

    private boolean log() {
        long before = logged;
        logged = more(run.folder().resolve("log.txt"), logged, line -> {
            int words = line.indexOf("  ");
            run.add(new Event.Said(latest, words < 0 ? line : line.substring(words + 2)));
        });
        return logged > before;
    }

    /** Only who works holds the lock; a process that was killed does not, and another may hold it by now. */
    private void endIfNobodyIsThere() {
        if (Runs.isBeingDone(files, run.plan().home(), by)) {
            return;
        }
        look(); // its last words
        if (!run.isOver()) {
            fail(Problem.of("run-interrupted", run.folder()));
        }
    }

    private void fail(Problem problem) {
        run.add(new Event.Failed(latest, last, problem));
        run.add(new Event.Ended(latest));
    }
}
