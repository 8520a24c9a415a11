package hikae.ask;

import hikae.text.EditDistance;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.io.StringReader;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Answers as a file: one YAML mapping from field ids to texts. Values are taken as they are written, so
 * {@code 04:00} and {@code 0755} stay what they look like. Secrets are never in it, only names of files.
 */
public final class AnswersFile {
    /** What can be answered, in the order it is written. */
    public static final List<String> KEYS = List.of(
            "instance_dir",
            "misskey_services",
            "database_service",
            "misskey_project",
            "postgres_version",
            "backup_dir",
            "adopt",
            "network",
            "database",
            "user",
            "password_file",
            "timezone",
            "schedule",
            "schedule_often",
            "keep_days",
            "keep_weeks",
            "keep_months",
            "r2_use",
            "r2_endpoint",
            "r2_bucket",
            "r2_prefix",
            "r2_access_key_id",
            "r2_secret_file",
            "r2_keep_secret",
            "r2_public_url",
            "r2_check",
            "rehearse",
            "others",
            "kept",
            "dump_first");

    /** Secret field to the key that names its file. */
    private static final Map<String, String> SECRETS =
            Map.of("password", "password_file", "r2_secret_access_key", "r2_secret_file");

    private static final int LIMIT = 1 << 16;

    private final String name;
    private final String text;

    private AnswersFile(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /**
     * The answers in this text, by field id.
     *
     * @param text the file's content
     * @param name the file's name, for problems
     * @throws ProblemException naming file, line and column
     */
    public static Map<String, String> read(String text, String name) {
        return new AnswersFile(name, text.startsWith("\uFEFF") ? text.substring(1) : text).read();
    }

    /**
     * The text of a file with these answers.
     *
     * @throws IllegalArgumentException for a key that has no place there, such as a secret
     */
    public static String write(Map<String, String> answers) {
        StringBuilder all = new StringBuilder("# hikae setup --answers FILE --yes\n");
        Map<Integer, String> ordered = new TreeMap<>();
        answers.forEach((key, value) -> {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("not for a file: " + key);
            }
            ordered.put(KEYS.indexOf(key), key + ": " + quoted(value));
        });
        ordered.values().forEach(line -> all.append(line).append('\n'));
        return all.toString();
    }

    /** What of these answers a file may hold: no secret, as a secret has no key but that of its file. */
    public static Map<String, String> held(Answers answers) {
        Map<String, String> held = new LinkedHashMap<>();
        KEYS.forEach(id -> answers.text(id).filter(text -> !text.isEmpty()).ifPresent(text -> held.put(id, text)));
        return held;
    }

    /** The key under which a field is answered in a file: a secret by the name of its file. */
    public static String key(String fieldId) {
        return SECRETS.getOrDefault(fieldId, fieldId);
    }

    private Map<String, String> read() {
        Node root = root();
        Map<String, String> answers = new LinkedHashMap<>();
        if (root == null || isEmpty(root)) {
            return answers;
        }
        if (!(root instanceof MappingNode mapping)) {
            throw refused("answers-not-mapping", root);
        }
        mapping.getValue().forEach(entry -> take(entry, answers));
        return answers;
    }

    private static boolean isEmpty(Node root) {
        return root instanceof ScalarNode scalar && scalar.getValue().isEmpty();
    }

    private void take(NodeTuple entry, Map<String, String> answers) {
        if (!(entry.getKeyNode() instanceof ScalarNode named)) {
            throw refused("answers-not-mapping", entry.getKeyNode());
        }
        String key = known(named);
        if (!(entry.getValueNode() instanceof ScalarNode value)) {
            throw refused("answers-not-text", entry.getValueNode(), key);
        }
        if (answers.putIfAbsent(key, value.getValue()) != null) {
            throw refused("answers-duplicate", named, key);
        }
    }

    private String known(ScalarNode named) {
        String key = named.getValue();
        String file = SECRETS.get(key);
        if (file != null) {
            throw refused("answers-secret", named, key, file);
        }
        if (!KEYS.contains(key)) {
            throw refused("answers-unknown", named, key, nearest(key));
        }
        return key;
    }

    private @Nullable Node root() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LIMIT);
        try {
            return new Yaml(options).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            throw new ProblemException(Problem.of("answers-syntax", place(e.getProblemMark())), e);
        } catch (ReaderException e) {
            throw new ProblemException(Problem.of("answers-character", place(e.getPosition())), e);
        } catch (YAMLException e) {
            throw new ProblemException(Problem.of("answers-syntax", name), e);
        }
    }

    private ProblemException refused(String id, Node at, Object... more) {
        Object[] args = new Object[more.length + 1];
        args[0] = place(at.getStartMark());
        System.arraycopy(more, 0, args, 1, more.length);
        return ProblemException.of(id, args);
    }

    private String place(@Nullable Mark mark) {
        return mark == null ? name : name + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }

    /** The place of a character counted from the beginning. */
    private String place(int codePoints) {
        String before = text.substring(0, text.offsetByCodePoints(0, Math.min(codePoints, text.length())));
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return name + ":" + line + ":" + (before.length() - before.lastIndexOf('\n'));
    }

    private static String nearest(String key) {
        return KEYS.stream()
                .min(Comparator.comparingInt(known -> EditDistance.between(known, key)))
                .orElseThrow();
    }

    /** In single quotes, in double ones where something must be escaped. */
    private static String quoted(String value) {
        if (value.codePoints().allMatch(AnswersFile::isPlain)) {
            return "'" + value.replace("'", "''") + "'";
        }
        StringBuilder escaped = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                escaped.append('\\').append((char) c);
            } else if (isPlain(c)) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append(String.format("\\U%08x", c));
            }
        });
        return escaped.append('"').toString();
    }

    private static boolean isPlain(int c) {
        return (c >= ' ' && c <= '~') || Character.isLetterOrDigit(c);
    }
}
