package hikae.recovery.load;

import hikae.dump.parts.DumpParts;
import hikae.dump.parts.DumpStatement;
import hikae.dump.parts.StatementKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The settings that a statement of a dump relies on; pure. The statements behind the rows are run in another order and by
 * several sessions, so what changes among them is set again before each.
 */
final class SetBefore {
    private static final String PATH = "search_path";

    /** Of the text as a whole; what is sent has an encoding of its own. */
    private static final String ENCODING = "client_encoding";

    private SetBefore() {}

    /** Whether a statement is a setting. */
    static boolean isOf(DumpStatement statement) {
        return statement.kind() == StatementKind.SETTING || statement.kind() == StatementKind.SEARCH_PATH;
    }

    /** Whether a statement is a setting that is to be sent: the server knows it, and it is not that of the text. */
    static boolean isSent(DumpStatement statement, int major) {
        return isOf(statement) && statement.isKnownTo(major) && !name(statement).equals(ENCODING);
    }

    /** What holds when the rows begin, as statements with their semicolons. */
    static String session(DumpParts parts, int major) {
        return joined(before(parts, major));
    }

    private static Map<String, String> before(DumpParts parts, int major) {
        Map<String, String> last = new LinkedHashMap<>();
        parts.before().stream().filter(one -> isSent(one, major)).forEach(one -> last.put(name(one), one.text()));
        return last;
    }

    /** What is set before each statement behind the rows; nothing where none of them changes a setting. */
    static Map<DumpStatement, String> each(DumpParts parts, int major) {
        Map<String, String> now = new LinkedHashMap<>();
        Map<String, String> before = before(parts, major);
        parts.after().stream()
                .filter(one -> isSent(one, major))
                .forEach(one -> now.put(name(one), before.getOrDefault(name(one), "SET " + name(one) + " TO DEFAULT")));
        Map<DumpStatement, String> each = new HashMap<>();
        for (DumpStatement one : parts.after()) {
            if (isSent(one, major)) {
                now.put(name(one), one.text());
            } else if (!now.isEmpty()) {
                each.put(one, joined(now));
            }
        }
        return each;
    }

    private static String joined(Map<String, String> settings) {
        return settings.values().stream().map(text -> text + ";\n").collect(Collectors.joining());
    }

    private static String name(DumpStatement statement) {
        return statement.kind() == StatementKind.SEARCH_PATH
                ? PATH
                : statement.names().get(0);
    }
}
