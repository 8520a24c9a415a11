package hikae.backup.compose;

import hikae.instance.config.DockerEnv;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code .env} beside compose.yml. It names the Compose project, which beats {@code name:} in every Compose
 * and does not change when the directory is renamed.
 */
public final class ProjectEnv {
    private static final String KEY = "COMPOSE_PROJECT_NAME";
    /** By this variable Compose reads other files. */
    public static final String FILES = "COMPOSE_FILE";

    private static final Pattern PROJECT = Pattern.compile("[a-z0-9][a-z0-9_-]*");
    private static final Pattern LINE = Pattern.compile(
            "([ \\t]*(?:export[ \\t]+)?" + KEY + "[ \\t]*[=:][ \\t]*)(\"[^\"]*\"|'[^']*'|[^\\s#]*)(\\s*(?:#.*)?)",
            Pattern.DOTALL);

    private ProjectEnv() {}

    /** The project named in the file. */
    public static Optional<String> project(byte[] file, String name) {
        return DockerEnv.parse(file, name, unknown -> Optional.empty()).get(KEY).map(Secret::reveal);
    }

    /** The compose files named in the file. */
    public static Optional<String> files(byte[] file, String name) {
        return DockerEnv.parse(file, name, unknown -> Optional.empty())
                .get(FILES)
                .map(Secret::reveal);
    }

    /**
     * The file naming this project; everything else in it stays as it is.
     *
     * @param file what is there now; empty for a new file
     * @param name the file as the operator knows it, for problems
     * @throws ProblemException with file and line where it cannot be changed safely
     */
    public static byte[] naming(String project, byte[] file, String name) {
        if (!PROJECT.matcher(project).matches()) {
            throw ProblemException.of("backup-project-name", project);
        }
        Map<String, String> before = values(file, name);
        if (project.equals(before.get(KEY))) {
            return file;
        }
        String text = new String(file, StandardCharsets.UTF_8);
        int line = line(file, name);
        byte[] changed =
                (line == 0 ? added(text, project) : replaced(text, line, project)).getBytes(StandardCharsets.UTF_8);
        before.put(KEY, project);
        if (!says(changed, name, before)) {
            throw ProblemException.of("backup-project-line", name + ":" + line, project);
        }
        return changed;
    }

    private static boolean says(byte[] changed, String name, Map<String, String> wanted) {
        try {
            return values(changed, name).equals(wanted);
        } catch (ProblemException e) {
            return false;
        }
    }

    private static Map<String, String> values(byte[] file, String name) {
        Map<String, String> values = new HashMap<>();
        DockerEnv.parse(file, name, unknown -> Optional.empty())
                .entries()
                .forEach(entry -> values.put(entry.key(), entry.value().reveal()));
        return values;
    }

    /** The line of our key, from 1; 0 when it is not there. */
    private static int line(byte[] file, String name) {
        return DockerEnv.parse(file, name, unknown -> Optional.empty()).entries().stream()
                .filter(entry -> entry.key().equals(KEY))
                .mapToInt(DockerEnv.Entry::line)
                .findFirst()
                .orElse(0);
    }

    private static String added(String text, String project) {
        String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        String gap = text.isEmpty() || text.endsWith("\n") ? "" : lineEnd;
        return text + gap + KEY + "=" + project + lineEnd;
    }

    private static String replaced(String text, int line, String project) {
        String[] lines = text.split("\n", -1);
        Matcher found = LINE.matcher(lines[line - 1].replaceFirst("^\uFEFF", ""));
        if (found.matches()) {
            String mark = lines[line - 1].startsWith("\uFEFF") ? "\uFEFF" : "";
            lines[line - 1] = mark + found.group(1) + project + found.group(3);
        }
        return String.join("\n", lines);
    }
}
