package hikae.dump;

import hikae.dump.file.DumpFormat;
import hikae.dump.rows.Fingerprint;
import hikae.text.Finding;
import hikae.text.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What a report says as JSON with stable English keys, and back; nothing is lost on the way. */
final class DumpJson {
    private DumpJson() {}

    static Map<String, Object> of(boolean good, DumpFacts facts, List<Finding> findings) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("good", good);
        json.put("format", facts.format().name().toLowerCase(Locale.ROOT));
        json.put("bytes", facts.bytes());
        json.put("sql_bytes", facts.sqlBytes());
        json.put("sha256", facts.sha256());
        json.put("server_version", facts.server());
        json.put("pg_dump_version", facts.client());
        json.put("newest_note", facts.newestNote());
        json.put("newest_note_at", facts.newestNoteAt());
        json.put("rows", facts.rows());
        json.put("indexes", facts.indexes());
        json.put("constraints", facts.constraints());
        json.put("roles", facts.roles());
        json.put("extensions", facts.extensions());
        json.put("migrations", facts.migrations());
        json.put("restricted", facts.restricted());
        json.put("sequences", facts.sequences());
        json.put("newer_settings", facts.newerSettings());
        facts.fingerprint().ifPresent(one -> json.put("fingerprint", of(one)));
        json.put("findings", findings.stream().map(DumpJson::of).toList());
        return json;
    }

    private static Map<String, Object> of(Fingerprint fingerprint) {
        return Map.of("user", fingerprint.user(), "key", fingerprint.key(), "actor", fingerprint.actor());
    }

    private static Map<String, Object> of(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("level", finding.level().name().toLowerCase(Locale.ROOT));
        finding.problem().ifPresent(problem -> {
            json.put("id", problem.id());
            json.put("args", problem.args());
        });
        return json;
    }

    /**
     * The same back.
     *
     * @param made what is made of the two
     * @return empty when it is not the JSON of a report
     */
    static <T> Optional<T> read(Map<String, Object> json, BiFunction<DumpFacts, List<Finding>, T> made) {
        try {
            return Optional.of(made.apply(facts(json), findings(json)));
        } catch (ClassCastException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static DumpFacts facts(Map<String, Object> json) {
        Map<String, Long> rows = new LinkedHashMap<>();
        object(json.get("rows")).forEach((table, count) -> rows.put(String.valueOf(table), (Long) count));
        return new DumpFacts(
                DumpFormat.valueOf(text(json, "format").orElse("").toUpperCase(Locale.ROOT)),
                number(json, "bytes"),
                number(json, "sql_bytes"),
                text(json, "sha256").orElse(""),
                text(json, "server_version"),
                text(json, "pg_dump_version"),
                rows,
                texts(json, "indexes"),
                texts(json, "constraints"),
                texts(json, "roles"),
                texts(json, "extensions"),
                text(json, "newest_note"),
                text(json, "newest_note_at").map(Instant::parse),
                texts(json, "migrations"),
                Boolean.TRUE.equals(json.get("restricted")),
                sequences(json),
                json.containsKey("fingerprint")
                        ? Optional.of(fingerprint(object(json.get("fingerprint"))))
                        : Optional.empty(),
                newerSettings(json));
    }

    /** Reports before 2026-12 have none. */
    private static Map<String, Integer> newerSettings(Map<String, Object> json) {
        Map<String, Integer> settings = new LinkedHashMap<>();
        object(json.getOrDefault("newer_settings", Map.of()))
                .forEach((name, major) -> settings.put(String.valueOf(name), ((Long) major).intValue()));
        return settings;
    }

    /** Reports before 2026-11 have none. */
    private static Map<String, String> sequences(Map<String, Object> json) {
        Map<String, String> sequences = new LinkedHashMap<>();
        object(json.getOrDefault("sequences", Map.of()))
                .forEach((name, value) -> sequences.put(String.valueOf(name), String.valueOf(value)));
        return sequences;
    }

    private static Fingerprint fingerprint(Map<?, ?> json) {
        return new Fingerprint(
                String.valueOf(json.get("user")),
                String.valueOf(json.get("key")),
                Boolean.TRUE.equals(json.get("actor")));
    }

    private static List<Finding> findings(Map<String, Object> json) {
        return list(json.get("findings")).stream()
                .map(DumpJson::object)
                .map(DumpJson::finding)
                .toList();
    }

    private static Finding finding(Map<?, ?> json) {
        Problem problem = new Problem(String.valueOf(json.get("id")), List.copyOf(list(json.get("args"))));
        return "no".equals(json.get("level")) ? Finding.no(problem) : Finding.warning(problem);
    }

    private static Optional<String> text(Map<String, Object> json, String key) {
        return Optional.ofNullable((String) json.get(key));
    }

    private static long number(Map<String, Object> json, String key) {
        if (json.get(key) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException(key);
    }

    private static List<String> texts(Map<String, Object> json, String key) {
        return list(json.get(key)).stream().map(String::valueOf).toList();
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> items) {
            return items;
        }
        throw new IllegalArgumentException("not a list");
    }

    private static Map<?, ?> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("not an object");
    }
}
