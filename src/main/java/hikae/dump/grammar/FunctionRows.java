package hikae.dump.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a query calls the rows of functions: {@code FROM f(x) a}. A row of a function is a plain value, and PostgreSQL
 * takes {@code a.g} for the call {@code g(a)} where a has no column g. So behind such a name only columns may stand
 * that are listed with it.
 */
final class FunctionRows {
    private record Use(String row, String name) {}

    /** Words that are a value of their own, without parentheses. */
    private static final Set<String> VALUES = Set.of(
            "current_user", "session_user", "user", "current_role", "current_catalog", "current_schema", "system_user");

    /** What trim is called when it has no other name. */
    private static final List<String> TRIMS = List.of("btrim", "ltrim", "rtrim");

    private final Map<String, Set<String>> rows = new HashMap<>();
    private final List<Use> uses = new ArrayList<>();

    static boolean isValue(String word) {
        return VALUES.contains(word);
    }

    /** A function was called; without another name its row has its own. */
    void called(String function) {
        rows.put(function, Set.of());
        if (function.equals("trim")) {
            TRIMS.forEach(name -> rows.put(name, Set.of()));
        }
    }

    /** A name directly behind a call, with the columns in parentheses behind it; the same name twice has what both have. */
    void named(String row, Set<String> columns) {
        Set<String> both = new HashSet<>(columns);
        both.retainAll(rows.getOrDefault(row, columns));
        rows.put(row, both);
    }

    /** {@code row.name}. */
    void used(String row, String name) {
        uses.add(new Use(row, name));
    }

    /** Nothing more comes. */
    void check() {
        for (Use use : uses) {
            if (rows.containsKey(use.row()) && !rows.get(use.row()).contains(use.name())) {
                throw Refused.of(Refused.Cause.CALL, use.name());
            }
        }
    }
}
