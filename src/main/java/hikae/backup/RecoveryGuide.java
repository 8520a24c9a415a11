package hikae.backup;

import hikae.host.Docker;
import hikae.text.Template;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code RECOVERY.md}: how to get this instance's database back by hand, usable without us. No secret in it; the
 * commands are to be pasted as they are, so every value is quoted for the shell.
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
        marks.put("host", misskey.host());
        marks.put("compose", compose);
        marks.put("directory", shell(settings.directory()));
        marks.put("directoryText", settings.directory());
        marks.put("project", shell(settings.project()));
        marks.put("image", shell(settings.image()));
        marks.put("misskey", shell(misskey.directory()));
        marks.put("misskeyText", misskey.directory());
        marks.put("misskeyProject", shell(misskey.project()));
        marks.put("webService", shell(misskey.webService()));
        marks.put("databaseService", shell(misskey.databaseService()));
        marks.put("data", shell(dataPath));
        marks.put("dataText", dataPath);
        marks.put("volume", shell(data.map(Docker.Mount::name).orElse("")));
        marks.put("service", shell(settings.unit().service()));
        marks.put("serviceText", settings.unit().service());
        marks.put("dumps", shell(settings.unit().dumps()));
        marks.put("file", shell("daily/" + settings.database().name() + "-YYYYMMDD.sql.gz"));
        return Template.named("RECOVERY.md").fill(marks).getBytes(StandardCharsets.UTF_8);
    }

    /** One word of a shell: nothing in single quotes is special but the quote itself. */
    static String shell(String text) {
        return text.matches("[A-Za-z0-9_./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
