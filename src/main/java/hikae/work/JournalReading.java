package hikae.work;

import hikae.host.Files;
import hikae.host.ProcessMark;
import hikae.text.Json;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The lines of a journal, added up one after the other: of a run of days there are hundreds of thousands. */
final class JournalReading {
    /** As {@link Journal} begins the line; most lines are of this kind, and only the last of them counts. */
    private static final String PROGRESS = "{\"what\":\"progress\"";

    private final Path folder;
    private final Set<String> done = new LinkedHashSet<>();
    private Optional<Map<String, Object>> head = Optional.empty();
    private Optional<String> current = Optional.empty();
    private Optional<String> progress = Optional.empty();
    private Optional<Problem> problem = Optional.empty();
    private Optional<ProcessMark> by = Optional.empty();
    private boolean headless;
    private boolean back;
    private boolean ended;
    private boolean well;
    private int unread;
    private int damaged;

    private JournalReading(Path folder) {
        this.folder = folder;
    }

    /** What a folder's journal says, whoever has written it. */
    static Optional<Journal.Record> of(Files files, Path folder) {
        Path file = folder.resolve(Journal.FILE);
        return files.look(file).isEmpty() ? Optional.empty() : of(folder, files.open(file));
    }

    /** The same of one that root or we have written; nothing of any other. */
    static Optional<Journal.Record> ofOwn(Files files, Path folder) {
        return files.openOurs(folder.resolve(Journal.FILE)).flatMap(lines -> of(folder, lines));
    }

    private static Optional<Journal.Record> of(Path folder, InputStream lines) {
        JournalReading reading = new JournalReading(folder);
        try (lines) {
            WholeLines.all(lines, reading::take);
        } catch (IOException e) {
            throw ProblemException.of("file-io-error", folder.resolve(Journal.FILE));
        }
        return reading.record();
    }

    static Optional<Instant> at(Map<String, Object> line) {
        return moment(line, "at");
    }

    private static Optional<Instant> moment(Map<String, Object> line, String key) {
        try {
            return Optional.of(Instant.parse(text(line, key)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static String what(Map<String, Object> line) {
        return text(line, "what");
    }

    static String step(Map<String, Object> line) {
        return text(line, "step");
    }

    /** The process that begins to work with this line; empty in any other. */
    static Optional<ProcessMark> by(Map<String, Object> line) {
        return ProcessMark.parse(text(line, "by"));
    }

    static Optional<Event.Advanced> advanced(Map<String, Object> line) {
        return at(line).map(at -> new Event.Advanced(
                at,
                number(line, "done"),
                number(line, "total"),
                MessageJson.say(line.get("unit")).orElse(Message.literal(""))));
    }

    static Optional<Event.Clocked> clocked(Map<String, Object> line) {
        Optional<Message> name = MessageJson.say(line.get("name"));
        return at(line).flatMap(at -> name.flatMap(said ->
                moment(line, "since").map(since -> new Event.Clocked(at, said, since, moment(line, "until")))));
    }

    private Optional<Journal.Record> record() {
        if (head.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> begun = head.get();
        long version = number(begun, "version");
        if (version > Journal.VERSION && !ended) {
            throw ProblemException.of("journal-newer", folder, version, Journal.VERSION);
        }
        return Optional.of(new Journal.Record(
                text(begun, "flow"),
                String.valueOf(folder.getFileName()),
                input(begun),
                folder,
                begun.get("steps") instanceof List<?> ids
                        ? ids.stream().map(String::valueOf).toList()
                        : List.of(),
                Set.copyOf(done),
                current,
                progress.flatMap(Json::object).flatMap(JournalReading::advanced),
                at(begun).orElse(Instant.EPOCH),
                problem,
                back,
                ended,
                well,
                by,
                damaged));
    }

    private void take(String line) {
        if (line.startsWith(PROGRESS) && head.isPresent()) {
            progress = Optional.of(line);
            damaged += unread;
            unread = 0;
            return;
        }
        Optional<Map<String, Object>> read = Json.object(line);
        if (read.isPresent()) {
            count(what(read.get()));
            take(read.get());
        } else {
            unread++;
        }
    }

    /** A line that was torn by a kill is no damage: it is the last, or the run was resumed behind it. */
    private void count(String what) {
        if (!what.equals("resumed") && !what.equals("head")) {
            damaged += unread;
        }
        unread = 0;
    }

    private void take(Map<String, Object> line) {
        if (head.isEmpty() && !headless) {
            headless = !what(line).equals("head");
            head = headless ? Optional.empty() : Optional.of(line);
        }
        by = by(line).or(() -> by);
        switch (what(line)) {
            case "begin" -> {
                current = Optional.of(step(line));
                progress = Optional.empty();
            }
            case "done" -> {
                current = Optional.empty();
                if (!back) {
                    done.add(step(line));
                }
            }
            case "failed" -> {
                current = Optional.empty();
                problem = problem.or(() -> MessageJson.problem(line.get("problem")));
            }
            case "back" -> back = true;
            case "resumed" -> current = Optional.empty();
            case "ended" -> {
                ended = true;
                well = Boolean.TRUE.equals(line.get("well"));
            }
            default -> {
                // found, or something of a newer version
            }
        }
    }

    private static Map<String, String> input(Map<String, Object> head) {
        Map<String, String> input = new LinkedHashMap<>();
        if (head.get("input") instanceof Map<?, ?> map) {
            map.forEach((key, value) -> input.put(String.valueOf(key), String.valueOf(value)));
        }
        return input;
    }

    private static String text(Map<String, Object> line, String key) {
        return String.valueOf(line.getOrDefault(key, ""));
    }

    private static long number(Map<String, Object> line, String key) {
        return line.get(key) instanceof Long number ? number : 0;
    }
}
