package hikae.backup.home;

import hikae.backup.settings.BackupSettings;
import hikae.host.Docker;
import hikae.text.Shell;
import hikae.text.Template;
import hikae.text.TextWidth;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code RECOVERY.md}: how to get this instance's database back by hand, usable without us. No secret in it; the
 * commands are to be pasted as they are, so every value is quoted for the shell, and none begins a line of its own.
 */
public final class RecoveryGuide {
    private RecoveryGuide() {}

    /**
     * The file for this instance.
     *
     * @param compose how Compose is typed here, {@code docker compose} or {@code docker-compose}
     * @param data where the database's container keeps its data; empty when not known, then Misskey's usual
     *     {@code db} beside its compose file
     */
    public static byte[] of(BackupSettings settings, String compose, Optional<Docker.Mount> data) {
        BackupSettings.Misskey misskey = settings.misskey();
        String dataPath = data.map(Docker.Mount::source).orElse(misskey.directory() + "/db");
        Map<String, String> marks = new HashMap<>();
        marks.put("host", TextWidth.safe(misskey.host()));
        marks.put("compose", compose);
        marks.put("directory", Shell.word(settings.directory()));
        marks.put("directoryText", TextWidth.safe(settings.directory()));
        marks.put("project", Shell.word(settings.project()));
        marks.put("image", Shell.word(settings.image()));
        marks.put("misskey", Shell.word(misskey.directory()));
        marks.put("misskeyText", TextWidth.safe(misskey.directory()));
        marks.put("misskeyProject", Shell.word(misskey.project()));
        marks.put("misskeyFiles", started(misskey));
        marks.put(
                "webServices",
                String.join(" ", misskey.services().stream().map(Shell::word).toList()));
        marks.put("webService", Shell.word(misskey.webService()));
        marks.put("databaseService", Shell.word(misskey.databaseService()));
        marks.put("data", Shell.word(dataPath));
        marks.put("dataText", TextWidth.safe(dataPath));
        marks.put("volume", Shell.word(data.map(Docker.Mount::name).orElse("")));
        marks.put("service", Shell.word(settings.unit().service()));
        marks.put("serviceText", TextWidth.safe(settings.unit().service()));
        marks.put("dumps", Shell.word(settings.unit().dumps()));
        marks.put("file", Shell.word("daily/" + settings.database().name() + "-YYYYMMDD.sql.gz"));
        return Template.named("RECOVERY.md").fill(marks).getBytes(StandardCharsets.UTF_8);
    }

    /** What Compose has to be told of a project that was not started by the usual files in its directory. */
    private static String started(BackupSettings.Misskey misskey) {
        StringBuilder words = new StringBuilder();
        misskey.compose().wordsBehindName().forEach(word -> words.append(' ').append(Shell.word(word)));
        return words.toString();
    }
}
