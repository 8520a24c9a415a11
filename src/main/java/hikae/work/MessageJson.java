package hikae.work;

import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was said in a run as plain data for the journal, and back: keys and arguments, so that any language can tell it. */
final class MessageJson {
    private static final String KEY = "key";
    private static final String ARGS = "args";

    private MessageJson() {}

    static Map<String, Object> of(Message message) {
        return keyed(message.key(), message.args());
    }

    static Map<String, Object> of(Problem problem) {
        return keyed(problem.id(), problem.args());
    }

    static Map<String, Object> of(Finding finding) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("level", finding.level().name());
        map.put("what", of(finding.what()));
        finding.problem().ifPresent(problem -> map.put("problem", of(problem)));
        return map;
    }

    static Optional<Message> say(@Nullable Object spoken) {
        return spoken instanceof Map<?, ?> map && map.get(KEY) instanceof String key
                ? Optional.of(new Message(key, args(map)))
                : Optional.empty();
    }

    static Optional<Problem> problem(@Nullable Object spoken) {
        return spoken instanceof Map<?, ?> map && map.get(KEY) instanceof String id
                ? Optional.of(new Problem(id, args(map)))
                : Optional.empty();
    }

    /** Without the proof, which only the planner of the same process could use. */
    static Optional<Finding> finding(@Nullable Object spoken) {
        if (!(spoken instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Optional<Problem> problem = problem(map.get("problem"));
        for (Finding.Level level : Finding.Level.values()) {
            if (level.name().equals(map.get("level"))) {
                return say(map.get("what"))
                        .map(what -> new Finding(level, what, problem, Optional.empty(), Optional.empty()));
            }
        }
        return Optional.empty();
    }

    private static Map<String, Object> keyed(String key, List<Object> args) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(KEY, key);
        if (!args.isEmpty()) {
            map.put(ARGS, args.stream().map(MessageJson::argument).toList());
        }
        return map;
    }

    private static Object argument(Object argument) {
        if (argument instanceof Message message) {
            return of(message);
        }
        return argument instanceof Number || argument instanceof Boolean ? argument : argument.toString();
    }

    private static List<Object> args(Map<?, ?> map) {
        if (!(map.get(ARGS) instanceof List<?> list)) {
            return List.of();
        }
        return list.stream()
                .map(one -> say(one).map(Object.class::cast).orElse(one))
                .map(Object.class::cast)
                .toList();
    }
}
