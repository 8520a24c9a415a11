package hikae.backup.compose;

import hikae.backup.settings.BackupLayout;
import hikae.backup.settings.BackupSettings;
import hikae.backup.settings.MisskeyLabels;
import hikae.instance.yaml.YamlTree;
import hikae.text.ProblemException;
import hikae.text.Template;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The compose file of the backup service: written, read, changed. Only bytes; nothing is written here. */
public final class BackupCompose {
    private static final Pattern PASSWORD = Pattern.compile("(PASSWORD[\"']?[ \\t]*[=:][ \\t]*)[^\\s][^\\r\\n]*");

    private BackupCompose() {}

    /**
     * A new file. It is read back and compared with the settings before it is given out.
     *
     * @throws ProblemException if a value cannot stand in a compose file
     */
    public static byte[] fresh(BackupSettings settings) {
        byte[] bytes = Template.named("compose.yml").fill(marks(settings)).getBytes(StandardCharsets.UTF_8);
        if (!says(read(bytes, "compose.yml"), settings)) {
            throw new IllegalStateException("compose.yml does not read back as it was meant");
        }
        return bytes;
    }

    /**
     * What the file says now, also after edits by hand.
     *
     * @param name the file as the operator knows it, for problems
     * @throws ProblemException with file and line if it is not YAML or has no backup service
     */
    public static PresentService read(byte[] bytes, String name) {
        return ComposeReading.read(YamlTree.parse(bytes, name));
    }

    /**
     * The file with these values and every other byte as it was (U17); the same bytes if it has them already.
     *
     * @param name the file as the operator knows it, for problems
     * @param wanted the values that are asked for; others are left alone
     * @throws ProblemException with file and line where a value cannot be changed without touching another
     */
    public static byte[] splice(byte[] bytes, String name, Map<ComposeKey, String> wanted) {
        return ComposeSplice.apply(bytes, name, wanted);
    }

    /**
     * The file with labels that say that it belongs to this Misskey; every other byte as it was.
     *
     * @param name the file as the operator knows it, for problems
     * @throws ProblemException with file and line where that cannot be done without touching something else
     */
    public static byte[] belonging(byte[] bytes, String name, BackupSettings.Misskey misskey) {
        ComposeEdit edit = new ComposeEdit(bytes, name);
        new ComposeLabels(edit).become(MisskeyLabels.over(edit.read().labels(), misskey));
        return edit.bytes();
    }

    /**
     * The file with the limits of rights and room that a new one has; what is set there already stays.
     *
     * @param name the file as the operator knows it, for problems
     */
    public static byte[] walled(byte[] bytes, String name) {
        return ComposeWalls.apply(bytes, name);
    }

    /** The file as it may be shown: whatever stands behind the password's name is stars, in comments too. */
    public static byte[] masked(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return PASSWORD.matcher(text).replaceAll("$1********").getBytes(StandardCharsets.UTF_8);
    }

    private static boolean says(PresentService read, BackupSettings settings) {
        return read.service().equals(BackupSettings.SERVICE)
                && read.values().equals(values(settings))
                && read.labels().equals(MisskeyLabels.of(settings.misskey()))
                && read.passwordLine().isEmpty()
                && read.problems().isEmpty();
    }

    /** Every value of the service as text. */
    public static Map<ComposeKey, String> values(BackupSettings settings) {
        Map<ComposeKey, String> values = new EnumMap<>(ComposeKey.class);
        values.put(ComposeKey.IMAGE, settings.image());
        values.put(ComposeKey.NETWORK, settings.database().network());
        values.put(ComposeKey.SCHEDULE, settings.timing().schedule());
        values.put(ComposeKey.ZONE, settings.timing().zone());
        values.put(ComposeKey.KEEP_DAYS, String.valueOf(settings.timing().keep().days()));
        values.put(
                ComposeKey.KEEP_WEEKS, String.valueOf(settings.timing().keep().weeks()));
        values.put(
                ComposeKey.KEEP_MONTHS, String.valueOf(settings.timing().keep().months()));
        values.put(ComposeKey.HOST, settings.database().host());
        values.put(ComposeKey.PORT, String.valueOf(settings.database().port()));
        values.put(ComposeKey.DATABASE, settings.database().name());
        values.put(ComposeKey.USER, settings.database().user());
        values.put(ComposeKey.PASSWORD_FILE, BackupLayout.PASSWORD_INSIDE);
        return values;
    }

    private static Map<String, String> marks(BackupSettings settings) {
        Map<String, String> marks = new HashMap<>();
        values(settings).forEach((key, value) -> marks.put(key.name(), ComposeScalar.quoted(value)));
        MisskeyLabels.of(settings.misskey())
                .forEach((key, value) -> marks.put(key.replace('.', '_'), ComposeScalar.quoted(value)));
        StringBuilder unusual = new StringBuilder();
        MisskeyLabels.unusual(settings.misskey())
                .forEach((key, value) -> unusual.append("\n      " + MisskeyLabels.PREFIX)
                        .append(key)
                        .append(": ")
                        .append(ComposeScalar.quoted(value)));
        marks.put("unusual", unusual.toString());
        return marks;
    }
}
