package hikae.work;

import hikae.host.Files;
import hikae.text.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The record of a run: {@code journal.jsonl}, one JSON object a line. The head holds the planner's input,
 * so that the same plan can be made again; {@code begin} and {@code done} are on disk before the act they
 * announce and after it. A torn last line is ignored.
 */
public final class Journal {
    /** The version of this format; a newer one is not touched. */
    static final int VERSION = 1;

    private static final int LIMIT = 4 << 20;

    private final Consumer<String> lines;

    private Journal(Consumer<String> lines) {
        this.lines = lines;
    }

    /** Of a run that changes nothing. */
    static Journal none() {
        return new Journal(line -> {});
    }

    /** Makes the folder of the run, writes the head. */
    static Journal begin(Files files, Run run, Instant now) {
        files.makeDirectory(run.folder(), Files.PRIVATE_DIRECTORY);
        Path file = run.folder().resolve("journal.jsonl");
        Journal journal = new Journal(line -> files.append(file, line, true));
        Map<String, Object> head = entry("head", now);
        head.put("version", VERSION);
        head.put("flow", run.plan().flow());
        head.put("run", run.plan().runId());
        head.put("input", run.plan().input());
        head.put("steps", run.plan().steps().stream().map(Step::id).toList());
        journal.add(head);
        return journal;
    }

    void began(Step step, Instant now) {
        add(of("begin", step, now));
    }

    void done(Step step, Instant now) {
        add(of("done", step, now));
    }

    void failed(Step step, String problem, Instant now) {
        Map<String, Object> entry = of("failed", step, now);
        entry.put("problem", problem);
        add(entry);
    }

    void ended(Instant now) {
        add(entry("ended", now));
    }

    /**
     * What a folder's journal says.
     *
     * @param flow the flow's name
     * @param runId the run's name
     * @param input the planner's input
     * @param done the ids of the steps marked done
     * @param ended whether the run came to its end
     */
    @SuppressWarnings("JavaLangClash") // the record of a run
    public record Record(String flow, String runId, Map<String, String> input, Set<String> done, boolean ended) {}

    /** Reads a run's journal; empty when there is none or its head is torn or of a newer version. */
    public static Optional<Record> read(Files files, Path folder) {
        Optional<byte[]> bytes = files.readIfThere(folder.resolve("journal.jsonl"), LIMIT);
        List<Map<String, Object>> lines = new String(bytes.orElse(new byte[0]), StandardCharsets.UTF_8)
                .lines()
                .flatMap(line -> Json.object(line).stream())
                .toList();
        if (lines.isEmpty() || !Long.valueOf(VERSION).equals(lines.get(0).get("version"))) {
            return Optional.empty();
        }
        Map<String, Object> head = lines.get(0);
        Set<String> done = new HashSet<>();
        boolean ended = false;
        for (Map<String, Object> line : lines) {
            if ("done".equals(line.get("what"))) {
                done.add(String.valueOf(line.get("step")));
            }
            ended |= "ended".equals(line.get("what"));
        }
        Map<String, String> input = new LinkedHashMap<>();
        if (head.get("input") instanceof Map<?, ?> map) {
            map.forEach((key, value) -> input.put(String.valueOf(key), String.valueOf(value)));
        }
        return Optional.of(
                new Record(String.valueOf(head.get("flow")), String.valueOf(head.get("run")), input, done, ended));
    }

    private void add(Map<String, Object> entry) {
        lines.accept(Json.line(entry));
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
