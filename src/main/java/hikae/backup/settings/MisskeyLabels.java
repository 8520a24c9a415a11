package hikae.backup.settings;

import hikae.host.ComposeProject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which Misskey a backup service belongs to, as texts: the labels in its compose file and the head of a run's journal.
 * What is as in most set-ups is left out, so that those stay as short as they were.
 */
public final class MisskeyLabels {
    /** What stands before each of them in a compose file. */
    public static final String PREFIX = "hikae.misskey.";

    /** What a container of ours is for. */
    public static final String ROLE = "hikae.role";

    /** Misskey's directory. */
    public static final String DIRECTORY = PREFIX + "directory";

    /** The layout of compose.yml; changes only when the file's meaning does. */
    private static final String LAYOUT = "1";

    private static final String BACKUP = "backup";
    private static final String INSTANCE = "hikae.instance";
    private static final String PROJECT = PREFIX + "project";
    private static final String DATABASE = PREFIX + "db";
    private static final String WEB = PREFIX + "web";

    private static final String WORKERS = "workers";
    private static final String SETTINGS = "settings";
    private static final String FILES = "compose-files";
    private static final String ENV_FILES = "compose-env-files";
    private static final String BASE = "compose-directory";

    private MisskeyLabels() {}

    /** All labels of a service, by which it is known as ours. */
    public static Map<String, String> of(BackupSettings.Misskey misskey) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(ROLE, BACKUP);
        labels.put("hikae.version", LAYOUT);
        labels.put(INSTANCE, misskey.host());
        labels.put(DIRECTORY, misskey.directory());
        labels.put(PROJECT, misskey.project());
        labels.put(DATABASE, misskey.databaseService());
        labels.put(WEB, misskey.webService());
        unusual(misskey).forEach((key, value) -> labels.put(PREFIX + key, value));
        return labels;
    }

    /** Whether these are of a backup service of ours. */
    public static boolean isOurs(Map<String, String> labels) {
        return BACKUP.equals(labels.get(ROLE));
    }

    /**
     * The Misskey they say.
     *
     * @param labels all of them
     */
    public static BackupSettings.Misskey misskey(Map<String, String> labels) {
        String directory = labels.getOrDefault(DIRECTORY, "");
        BackupSettings.Misskey usual = new BackupSettings.Misskey(
                labels.getOrDefault(INSTANCE, directory),
                directory,
                labels.getOrDefault(PROJECT, ""),
                labels.getOrDefault(DATABASE, "db"),
                labels.getOrDefault(WEB, "web"));
        Map<String, String> unusual = new TreeMap<>();
        labels.forEach(
                (key, value) -> unusual.put(key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : key, value));
        return with(usual, unusual);
    }

    /** What is not as in most set-ups. */
    public static Map<String, String> unusual(BackupSettings.Misskey misskey) {
        Map<String, String> said = new LinkedHashMap<>();
        BackupSettings.Misskey usual = usual(misskey);
        if (!misskey.workers().isEmpty()) {
            said.put(WORKERS, String.join(" ", misskey.workers()));
        }
        if (!misskey.settings().equals(usual.settings())) {
            said.put(SETTINGS, misskey.settings());
        }
        ComposeProject compose = misskey.compose();
        if (!compose.files().isEmpty()) {
            said.put(FILES, joined(compose.files()));
        }
        if (!compose.envFiles().isEmpty()) {
            said.put(ENV_FILES, joined(compose.envFiles()));
        }
        if (!compose.directory().equals(usual.compose().directory())) {
            said.put(BASE, compose.directory().toString());
        }
        return said;
    }

    /** The same Misskey with what was said to be unusual about it. */
    public static BackupSettings.Misskey with(BackupSettings.Misskey usual, Map<String, String> said) {
        ComposeProject compose = new ComposeProject(
                Path.of(said.getOrDefault(BASE, usual.directory())),
                paths(said.get(FILES)),
                paths(said.get(ENV_FILES)),
                Optional.of(usual.project()));
        return new BackupSettings.Misskey(
                usual.host(),
                usual.directory(),
                usual.project(),
                usual.databaseService(),
                usual.webService(),
                split(said.get(WORKERS), " "),
                said.getOrDefault(SETTINGS, usual.settings()),
                compose);
    }

    /**
     * The labels that a service has to have which has these already. What is not unusual any more is said in so many
     * words, as a line is not taken out of somebody's file.
     */
    public static Map<String, String> over(Map<String, String> present, BackupSettings.Misskey misskey) {
        Map<String, String> wanted = new TreeMap<>();
        plain(misskey).forEach((key, value) -> {
            if (present.containsKey(PREFIX + key)) {
                wanted.put(PREFIX + key, value);
            }
        });
        of(misskey).forEach((key, value) -> {
            if (key.startsWith(PREFIX) && !value.isEmpty()) {
                wanted.put(key, value);
            }
        });
        return wanted;
    }

    /** Each of those that are left out in most set-ups, as it would have to be there. */
    private static Map<String, String> plain(BackupSettings.Misskey misskey) {
        BackupSettings.Misskey usual = usual(misskey);
        return Map.of(WORKERS, "", SETTINGS, usual.settings(), FILES, "", ENV_FILES, "", BASE, usual.directory());
    }

    private static BackupSettings.Misskey usual(BackupSettings.Misskey of) {
        return new BackupSettings.Misskey(
                of.host(), of.directory(), of.project(), of.databaseService(), of.webService());
    }

    private static String joined(List<Path> paths) {
        return String.join(",", paths.stream().map(Path::toString).toList());
    }

    private static List<Path> paths(@Nullable String text) {
        return split(text, ",").stream().map(Path::of).toList();
    }

    private static List<String> split(@Nullable String text, String by) {
        return Optional.ofNullable(text).stream()
                .flatMap(said -> Stream.of(said.split(by)))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
