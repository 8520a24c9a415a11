package hikae.work;

import hikae.host.Files;
import hikae.text.Json;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.text.Say;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The lines of a journal, added up. */
final class JournalReading {
    private static final int LIMIT = 64 << 20;

    private final Path folder;
    private final Set<String> done = new LinkedHashSet<>();
    private Optional<String> current = Optional.empty();
    private Optional<Event.Advanced> progress = Optional.empty();
    private Optional<Problem> problem = Optional.empty();
    private boolean back;
    private boolean ended;
    private boolean well;

    JournalReading(Path folder) {
        this.folder = folder;
    }

    /** The whole lines of a folder's journal; a torn one is left out. */
    static List<Map<String, Object>> lines(Files files, Path folder) {
        return lines(files.readIfThere(folder.resolve(Journal.FILE), LIMIT));
    }

    /** The same of one that root or we have written; none of any other. */
    static List<Map<String, Object>> ownLines(Files files, Path folder) {
        return lines(files.readOurs(folder.resolve(Journal.FILE), LIMIT));
    }

    private static List<Map<String, Object>> lines(Optional<byte[]> bytes) {
        return new String(bytes.orElse(new byte[0]), StandardCharsets.UTF_8)
                .lines()
                .flatMap(line -> Json.object(line).stream())
                .toList();
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

    static Optional<Event.Advanced> advanced(Map<String, Object> line) {
        return at(line).map(at -> new Event.Advanced(
                at,
                number(line, "done"),
                number(line, "total"),
                Spoken.say(line.get("unit")).orElse(Say.literal(""))));
    }

    static Optional<Event.Clocked> clocked(Map<String, Object> line) {
        Optional<Say> name = Spoken.say(line.get("name"));
        return at(line).flatMap(at -> name.flatMap(said ->
                moment(line, "since").map(since -> new Event.Clocked(at, said, since, moment(line, "until")))));
    }

    Optional<Journal.Record> of(List<Map<String, Object>> lines) {
        if (lines.isEmpty() || !what(lines.get(0)).equals("head")) {
            return Optional.empty();
        }
        lines.forEach(this::take);
        Map<String, Object> head = lines.get(0);
        long version = number(head, "version");
        if (version > Journal.VERSION && !ended) {
            throw ProblemException.of("journal-newer", folder, version, Journal.VERSION);
        }
        return Optional.of(new Journal.Record(
                text(head, "flow"),
                String.valueOf(folder.getFileName()),
                input(head),
                folder,
                head.get("steps") instanceof List<?> ids
                        ? ids.stream().map(String::valueOf).toList()
                        : List.of(),
                Set.copyOf(done),
                current,
                progress,
                at(head).orElse(Instant.EPOCH),
                problem,
                back,
                ended,
                well));
    }

    private void take(Map<String, Object> line) {
        switch (what(line)) {
            case "begin" -> {
                current = Optional.of(step(line));
                progress = Optional.empty();
            }
            case "progress" -> progress = advanced(line);
            case "done" -> {
                current = Optional.empty();
                if (!back) {
                    done.add(step(line));
                }
            }
            case "failed" -> {
                current = Optional.empty();
                problem = problem.or(() -> Spoken.problem(line.get("problem")));
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
