package hikae.backup;

import hikae.host.ComposeProject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which Misskey a backup service belongs to, as texts: the labels in its compose file and the head of a run's journal.
 * What is as in most set-ups is left out, so that those stay as short as they were.
 */
public final class MisskeyLabels {
    private static final String WORKERS = "workers";
    private static final String SETTINGS = "settings";
    private static final String FILES = "compose-files";
    private static final String ENV_FILES = "compose-env-files";
    private static final String BASE = "compose-directory";

    private MisskeyLabels() {}

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
