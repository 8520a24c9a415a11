package hikae.setup;

import hikae.ask.Answers;
import hikae.ask.AnswersFile;
import hikae.host.Files;
import hikae.host.Host;
import hikae.instance.PathText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the answers of a finished interview for a later run without questions; no secret is among them. */
final class SavedAnswers {
    private static final List<String> AS_ANSWERED = List.of(
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
            "timezone",
            "schedule_often",
            "keep_days",
            "keep_weeks",
            "keep_months",
            "r2_use",
            "r2_endpoint",
            "r2_bucket",
            "r2_prefix",
            "r2_access_key_id",
            "r2_keep_secret",
            "r2_public_url",
            "r2_check",
            "rehearse");

    private SavedAnswers() {}

    static void write(Host host, String file, Answers answers, SetupRequest wanted) {
        Map<String, String> saved = new LinkedHashMap<>();
        for (String id : AS_ANSWERED) {
            boolean storage = !id.startsWith("r2_")
                    || id.equals("r2_use")
                    || wanted.storage().isPresent();
            answers.text(id).filter(text -> storage && !text.isEmpty()).ifPresent(text -> saved.put(id, text));
        }
        saved.put("schedule", wanted.settings().timing().schedule());
        byte[] text = AnswersFile.write(saved).getBytes(StandardCharsets.UTF_8);
        host.files().write(PathText.parse(file, host.environment()), text, Files.PRIVATE);
    }
}
