package hikae.setup;

import hikae.ask.Answers;
import hikae.ask.AnswersFile;
import hikae.host.Files;
import hikae.host.Host;
import hikae.instance.PathText;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes the answers of a finished interview for a later run without questions; no secret is among them. */
final class SavedAnswers {
    private SavedAnswers() {}

    static void write(Host host, String file, Answers answers, SetupRequest wanted) {
        Map<String, String> saved = AnswersFile.held(answers);
        if (wanted.storage().isEmpty()) {
            saved.keySet().removeIf(id -> id.startsWith("r2_") && !id.equals("r2_use"));
        }
        saved.put("schedule", wanted.settings().timing().schedule());
        byte[] text = AnswersFile.write(saved).getBytes(StandardCharsets.UTF_8);
        host.files().write(PathText.parse(file, host.environment()), text, Files.PRIVATE);
    }
}
