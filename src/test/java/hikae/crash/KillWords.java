package hikae.crash;

import hikae.Program;
import hikae.text.Json;
import hikae.text.Language;
import hikae.text.Message;
import hikae.ui.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Everything the program says at a moment: {@code status} and {@code restore status}, for people, programs and Nagios.
 *
 * @param status {@code hikae status}
 * @param statusJson the same with {@code --json}
 * @param nagios the same with {@code --nagios}
 * @param restore {@code hikae restore status}
 * @param restoreJson the same with {@code --json}
 */
record KillWords(
        Program.Ended status,
        Program.Ended statusJson,
        Program.Ended nagios,
        Program.Ended restore,
        Program.Ended restoreJson) {
    /** A command that changes something; those that only look come before it and are passed over. */
    private static final Pattern COMMAND =
            Pattern.compile("hikae restore (?:continue|back|undo)|(?:cd \\S+ && )?docker[ -]compose [^.。]*\\w");

    static KillWords hear(CrashServer server) {
        return new KillWords(
                server.ran(List.of("status")),
                server.ran(List.of("status", "--json")),
                server.ran(List.of("status", "--nagios")),
                server.ran(List.of("restore", "status")),
                server.ran(List.of("restore", "status", "--json")));
    }

    /** The first thing {@code status} tells to do; empty where it finds nothing wrong. */
    Optional<String> advice() {
        return reds().stream()
                .map(check -> String.valueOf(check.getOrDefault("hint", "")))
                .findFirst()
                .map(hint -> first(hint).orElse("(" + hint + ")"));
    }

    /** The commands that an advice names, the first of them. */
    static Optional<String> first(String hint) {
        Matcher matcher = COMMAND.matcher(hint);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    List<Map<String, Object>> checks() {
        List<Map<String, Object>> checks = new ArrayList<>();
        Json.list(statusJson.json().get("checks")).forEach(one -> checks.add(Json.map(one)));
        return checks;
    }

    List<Map<String, Object>> reds() {
        return checks().stream()
                .filter(check -> "no".equals(check.get("level")))
                .toList();
    }

    Map<String, Object> restoring() {
        return restoreJson.json();
    }

    String value(String key) {
        return String.valueOf(restoring().getOrDefault(key, ""));
    }

    /** In a row of the table. */
    String told() {
        Map<String, Object> live = Json.map(restoring().get("live"));
        String interrupted = value("serves").isEmpty()
                ? ""
                : ", serves " + value("serves") + ", Misskey " + value("misskey") + ", continue " + value("continue")
                        + ", back " + value("back");
        return value("state") + interrupted + ", live " + live.getOrDefault("notes", "?") + " notes (exit "
                + restore.status() + ")";
    }

    /** The same of {@code status}. */
    String judged() {
        List<String> ids = reds().stream()
                .map(check -> String.valueOf(check.get("problem")))
                .toList();
        return (ids.isEmpty()
                        ? statusJson.problem().isEmpty() ? "all is well" : statusJson.problem()
                        : String.join(", ", ids))
                + " (exit " + status.status() + ")";
    }

    /** The same of {@code --nagios}. */
    String watched() {
        return nagios.out().replaceFirst("(?s) .*", "") + " (exit " + nagios.status() + ")";
    }

    static String english(String key) {
        return new Plain(Language.EN).one(Message.of(key.toLowerCase(Locale.ROOT)));
    }
}
