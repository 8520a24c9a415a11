package hikae.storage;

import hikae.storage.value.Prefix;
import hikae.storage.value.R2Answers;
import hikae.text.Language;
import hikae.text.Message;
import hikae.text.Messages;
import hikae.text.Template;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What to enter in Misskey's control panel for object storage, in its order and with its labels
 * (object-storage.vue of Misskey 2026.3.2, the same since 13.11).
 */
public final class Checklist {
    private Checklist() {}

    /**
     * One line of Misskey's page.
     *
     * @param id the setting's name in Misskey's database
     * @param label as Misskey shows it, in the language it is said in
     * @param value what to enter or how to set the switch
     * @param literal whether the value is to be copied exactly
     */
    public record Row(String id, Message label, Message value, boolean literal) {}

    /** The rows of the page, from the top. */
    public static List<Row> rows(R2Answers r2) {
        return List.of(
                switchRow("useObjectStorage", Message.of("checklist.use"), true),
                copied("objectStorageBaseUrl", Message.of("checklist.base-url"), r2.baseUrl()),
                copied(
                        "objectStorageBucket",
                        Message.of("checklist.bucket"),
                        r2.bucket().name()),
                prefix(r2.prefix()),
                copied(
                        "objectStorageEndpoint",
                        Message.of("checklist.endpoint"),
                        r2.endpoint().host()),
                copied("objectStorageRegion", Message.of("checklist.region"), "auto"),
                copied(
                        "objectStorageAccessKey",
                        Message.of("checklist.access-key"),
                        r2.accessKey().id()),
                secret(r2.secretFile()),
                switchRow("objectStorageUseSSL", Message.of("checklist.ssl"), true),
                switchRow("objectStorageUseProxy", Message.of("checklist.proxy"), false),
                switchRow("objectStorageSetPublicRead", Message.of("checklist.public-read"), false),
                switchRow("objectStorageS3ForcePathStyle", Message.of("checklist.path-style"), true));
    }

    /**
     * {@code checklist.md}: the rows and what else to do, in Japanese and English; no secret in it.
     *
     * @param instanceHost Misskey's host name
     * @param backupDirectory the backup directory, absolute
     * @param r2 empty when object storage was left for later
     */
    public static byte[] markdown(String instanceHost, String backupDirectory, Optional<R2Answers> r2) {
        Map<String, Object> marks = new HashMap<>();
        marks.put("host", instanceHost);
        marks.put("directory", backupDirectory);
        marks.put("quotedDirectory", "'" + backupDirectory.replace("'", "'\\''") + "'");
        marks.put("storage", r2.isPresent());
        marks.put("rowsJa", r2.map(answers -> table(answers, Language.JA)).orElse(""));
        marks.put("rowsEn", r2.map(answers -> table(answers, Language.EN)).orElse(""));
        return Template.named("checklist.md").fill(marks).getBytes(StandardCharsets.UTF_8);
    }

    private static String table(R2Answers r2, Language language) {
        Messages words = Messages.in(language);
        return rows(r2).stream()
                .map(row -> "| " + words.say(row.label()) + " | " + cell(row, words) + " |\n")
                .collect(Collectors.joining());
    }

    private static String cell(Row row, Messages words) {
        String value = words.say(row.value());
        return row.literal() ? "`" + value + "`" : value.replace("|", "\\|");
    }

    private static Row copied(String id, Message label, String value) {
        return new Row(id, label, Message.literal(value), true);
    }

    private static Row switchRow(String id, Message label, boolean on) {
        return new Row(id, label, on ? Message.of("checklist.on") : Message.of("checklist.off"), false);
    }

    private static Row prefix(Prefix prefix) {
        Message label = Message.of("checklist.prefix");
        return prefix.text().isEmpty()
                ? new Row("objectStoragePrefix", label, Message.of("checklist.empty"), false)
                : copied("objectStoragePrefix", label, prefix.text());
    }

    private static Row secret(Optional<String> file) {
        Message where = file.map(path -> Message.of("checklist.secret.file", path))
                .orElse(Message.of("checklist.secret.not-kept"));
        return new Row("objectStorageSecretKey", Message.of("checklist.secret-key"), where, false);
    }
}
