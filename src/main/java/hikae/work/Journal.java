package hikae.work;

import hikae.host.Files;
import hikae.host.Holder;
import hikae.host.ProcessMark;
import hikae.text.Finding;
import hikae.text.Json;
import hikae.text.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The record of a run: {@code journal.jsonl}, one JSON object a line. The head holds the planner's input,
 * so that the same plan can be made again; {@code begin} and {@code done} are on disk before the act they
 * announce and after it. A torn last line is ignored.
 */
public final class Journal {
    /** The version of this format; a newer one is not touched. */
    static final int VERSION = 1;

    /** Its name in the run's folder. */
    static final String FILE = "journal.jsonl";

    private static final Duration BETWEEN = Duration.ofMillis(500);

    /** Where the lines go. */
    private interface Lines {
        void add(String line, boolean durable);
    }

    private final Lines lines;
    private Instant lastProgress = Instant.MIN;

    private Journal(Lines lines) {
        this.lines = lines;
    }

    /** Of a run that changes nothing. */
    static Journal none() {
        return new Journal((line, durable) -> {});
    }

    /** Makes the folder of the run and writes the head, or goes on with the journal of an earlier process. */
    static Journal open(Files files, Run run, Instant now) {
        files.makeDirectory(run.folder(), Files.PRIVATE_DIRECTORY);
        Path file = run.folder().resolve(FILE);
        Journal journal = new Journal((line, durable) -> files.appendOurs(file, line, durable));
        if (own(files, run.folder()).isPresent()) {
            journal.add(by(files, run.plan(), entry("resumed", now)));
        } else {
            journal.add(by(files, run.plan(), head(run.plan(), now)));
        }
        return journal;
    }

    /** Who works holds the lock: whether a run is alive is told by whether this very process still does. */
    private static Map<String, Object> by(Files files, Plan plan, Map<String, Object> entry) {
        files.holder(Runs.lock(plan.home()))
                .flatMap(Holder::process)
                .ifPresent(process -> entry.put("by", process.toString()));
        return entry;
    }

    private static Map<String, Object> head(Plan plan, Instant now) {
        Map<String, Object> head = entry("head", now);
        head.put("version", VERSION);
        head.put("flow", plan.flow());
        head.put("run", plan.runId());
        head.put("input", plan.input());
        head.put("steps", plan.steps().stream().map(Step::id).toList());
        return head;
    }

    /** The way back is taken from here on, also by whoever goes on after a kill. */
    void turned(Instant now) {
        add(entry("back", now));
    }

    void began(Step step, Instant now) {
        add(of("begin", step, now));
    }

    void done(Step step, Instant now) {
        add(of("done", step, now));
    }

    void failed(Step step, Problem problem, Instant now) {
        Map<String, Object> entry = of("failed", step, now);
        entry.put("problem", MessageJson.of(problem));
        add(entry);
    }

    /** Not synced, and two a second at most. */
    void progress(Event.Advanced advanced) {
        Duration since = lastProgress.equals(Instant.MIN) ? BETWEEN : Duration.between(lastProgress, advanced.at());
        if (!since.isNegative() && since.compareTo(BETWEEN) < 0) {
            return;
        }
        lastProgress = advanced.at();
        Map<String, Object> entry = entry("progress", advanced.at());
        entry.put("done", advanced.done());
        entry.put("total", advanced.total());
        entry.put("unit", MessageJson.of(advanced.unit()));
        lines.add(Json.line(entry), false);
    }

    void clocked(Event.Clocked clocked) {
        Map<String, Object> entry = entry("clock", clocked.at());
        entry.put("name", MessageJson.of(clocked.name()));
        entry.put("since", clocked.since().toString());
        clocked.until().ifPresent(until -> entry.put("until", until.toString()));
        lines.add(Json.line(entry), false);
    }

    void found(Finding finding, Instant now) {
        Map<String, Object> entry = entry("found", now);
        entry.put("finding", MessageJson.of(finding));
        lines.add(Json.line(entry), false);
    }

    void ended(boolean well, Instant now) {
        Map<String, Object> entry = entry("ended", now);
        entry.put("well", well);
        add(entry);
    }

    /**
     * What a folder's journal says.
     *
     * @param flow the flow's name
     * @param runId the run's name, as its folder has it
     * @param input the planner's input
     * @param folder where it is
     * @param steps the ids of all steps, without the way back
     * @param done the ids of the steps marked done, without the way back
     * @param current the step, or step of the way back, that has begun and is neither done nor failed
     * @param lastProgress how far that step was
     * @param startedAt when the run began
     * @param problem why it failed
     * @param back whether it has turned: then only the way back may be gone on with
     * @param ended whether the run came to its end; else it was interrupted, or is being done
     * @param well whether all its steps were done then
     * @param by the process that works on it, or did last; empty where an older Hikae has noted it
     * @param damaged how many of its lines cannot be read, those left out that a kill has torn
     */
    @SuppressWarnings("JavaLangClash") // the record of a run
    public record Record(
            String flow,
            String runId,
            Map<String, String> input,
            Path folder,
            List<String> steps,
            Set<String> done,
            Optional<String> current,
            Optional<Event.Advanced> lastProgress,
            Instant startedAt,
            Optional<Problem> problem,
            boolean back,
            boolean ended,
            boolean well,
            Optional<ProcessMark> by,
            int damaged) {
        /** Whether a step was begun, whatever has come of it so far; a failed one is not counted. */
        public boolean hasBegun(String step) {
            return done.contains(step) || current.filter(step::equals).isPresent();
        }
    }

    /**
     * Reads a run's journal, to be shown; empty when there is none or its head is torn. Whoever owns the backup directory
     * may have made it up: a run is gone on with by what {@link #own} says.
     *
     * @throws hikae.text.ProblemException {@code journal-newer} when a newer Hikae wrote it
     */
    public static Optional<Record> read(Files files, Path folder) {
        return JournalReading.of(files, folder);
    }

    /** The same, but only what root or we have written. */
    public static Optional<Record> own(Files files, Path folder) {
        return JournalReading.ofOwn(files, folder);
    }

    private void add(Map<String, Object> entry) {
        lines.add(Json.line(entry), true);
    }

    private static Map<String, Object> of(String what, Step step, Instant now) {
        Map<String, Object> entry = entry(what, now);
        entry.put("step", step.id());
        return entry;
    }

    private static Map<String, Object> entry(String what, Instant now) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("what", what);
        entry.put("at", now.toString());
        return entry;
    }
}
