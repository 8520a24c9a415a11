package hikae.dump.parts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link DumpParts} as JSON with stable English keys, and back; nothing is lost on the way. */
public final class DumpPartsJson {
    private DumpPartsJson() {}

    /** For {@link hikae.text.Json#line}. */
    public static Map<String, Object> of(DumpParts parts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("encoding", parts.encoding());
        json.put("rows_from", parts.rowsFrom());
        json.put("rows_to", parts.rowsTo());
        json.put("before", statements(parts.before()));
        json.put("rows", parts.rows().stream().map(DumpPartsJson::of).toList());
        json.put("among", statements(parts.among()));
        json.put("after", statements(parts.after()));
        return json;
    }

    private static Map<String, Object> of(DumpRows rows) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("copy", of(rows.copy()));
        json.put("from", rows.from());
        json.put("to", rows.to());
        json.put("rows", rows.rows());
        return json;
    }

    private static List<Map<String, Object>> statements(List<DumpStatement> statements) {
        return statements.stream().map(DumpPartsJson::of).toList();
    }

    private static Map<String, Object> of(DumpStatement statement) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", statement.kind().name());
        json.put("text", statement.text());
        json.put("line", statement.line());
        json.put("tables", statement.tables());
        json.put("names", statement.names());
        json.put("since", statement.since());
        return json;
    }

    /** The parts in this JSON; empty when it is not theirs. */
    public static Optional<DumpParts> parts(Map<String, Object> json) {
        try {
            return Optional.of(new DumpParts(
                    text(json, "encoding"),
                    number(json, "rows_from"),
                    number(json, "rows_to"),
                    statements(json, "before"),
                    list(json, "rows").stream().map(DumpPartsJson::rows).toList(),
                    statements(json, "among"),
                    statements(json, "after")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static DumpRows rows(@Nullable Object value) {
        Map<?, ?> json = object(value);
        return new DumpRows(
                statement(json.get("copy")), number(json, "from"), number(json, "to"), number(json, "rows"));
    }

    private static List<DumpStatement> statements(Map<?, ?> json, String key) {
        return list(json, key).stream().map(DumpPartsJson::statement).toList();
    }

    private static DumpStatement statement(@Nullable Object value) {
        Map<?, ?> json = object(value);
        return new DumpStatement(
                StatementKind.valueOf(text(json, "kind")),
                text(json, "text"),
                number(json, "line"),
                texts(json, "tables"),
                texts(json, "names"),
                (int) number(json, "since"));
    }

    private static List<String> texts(Map<?, ?> json, String key) {
        return list(json, key).stream().map(String::valueOf).toList();
    }

    private static String text(Map<?, ?> json, String key) {
        if (json.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(key);
    }

    private static long number(Map<?, ?> json, String key) {
        if (json.get(key) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException(key);
    }

    private static List<?> list(Map<?, ?> json, String key) {
        if (json.get(key) instanceof List<?> items) {
            return items;
        }
        throw new IllegalArgumentException(key);
    }

    private static Map<?, ?> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("not an object");
    }
}
