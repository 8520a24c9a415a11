package hikae.crash;

import hikae.Program;
import hikae.host.NoteTime;
import hikae.text.Amount;
import hikae.text.Json;
import hikae.text.Language;
import hikae.ui.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether what is said is what is. Where the program cannot see, it may say that, and nothing else.
 *
 * @param is what was seen from outside
 * @param before which database bore the live name when the case began; 0 where none that could be read did
 * @param lost whether the cluster was lost when it began
 * @param engine whether Docker answers
 */
record KillJudge(KillOutside is, long before, boolean lost, boolean engine) {
    /** Every contradiction, in words; empty when there is none. */
    List<String> against(KillWords said) {
        List<String> wrong = new ArrayList<>(standing("restore status", said.restoring()));
        boolean interrupted = said.value("state").equals("interrupted");
        if (!engine) {
            demand(wrong, said.nagios().status() != 0, "nagios is well without an engine");
            return wrong;
        }
        restoreStatus(wrong, said, interrupted);
        status(wrong, said, interrupted);
        return wrong;
    }

    /** A report of a command that failed or came to its end. */
    List<String> against(Program.Ended report, String flow) {
        Map<String, Object> json = report.json();
        List<String> wrong = new ArrayList<>(standing("report", json));
        String id = String.valueOf(json.get("report"));
        if (report.status() == 0 && List.of("restore", "undo").contains(id)) {
            demand(wrong, is.answers(), "report: done, and Misskey does not answer");
            demand(wrong, isSwitched(), "report: done, and nothing was switched");
        }
        if (report.status() == 3 && !lost) {
            demand(wrong, !is.database() || !isSwitched(), "report: exit 3, and the databases were switched");
        }
        if (id.equals("restore-failed") && !flow.equals("lost")) {
            demand(wrong, is.answers(), "report: the database before serves, and Misskey does not answer");
        }
        demand(
                wrong,
                is.isWhole() || !"true".equals(String.valueOf(json.get("changed"))) || report.status() != 0,
                "report: exit 0, and not all is whole");
        return wrong;
    }

    private boolean isSwitched() {
        return is.live()
                .filter(live -> lost ? live.content() == KillOutside.Content.FRESH : live.oid() != before)
                .isPresent();
    }

    /** What a report and {@code restore status --json} have in common. */
    private List<String> standing(String who, Map<String, Object> json) {
        List<String> wrong = new ArrayList<>();
        boolean sees = engine && is.database();
        if (json.containsKey("serves")) {
            String wanted = !sees ? "" : isSwitched() ? "switched" : lost ? "pending" : "before";
            String word = String.valueOf(json.get("serves"));
            // that it was switched is noted when it has been seen
            boolean blind = List.of("unseen", "unswitched", "pending").contains(word);
            demand(
                    wrong,
                    wanted.isEmpty() ? blind || word.equals("switched") : word.equals(wanted),
                    who + ": serves " + word + ", it is " + (wanted.isEmpty() ? "not to be seen" : wanted));
        }
        if (json.containsKey("misskey")) {
            String word = String.valueOf(json.get("misskey"));
            // what is being started may answer a moment later, and its report says so
            boolean later = who.equals("report") && word.equals("silent") && is.web();
            boolean right = word.equals(is.answers() ? "answers" : "silent") || later;
            demand(wrong, right || (!sees && word.equals("unseen")), who + ": Misskey " + word);
        }
        if (json.containsKey("live")) {
            live(who, wrong, Json.map(json.get("live")));
        }
        if (json.get("kept") instanceof List<?> kept) {
            Map<String, Long> told = new TreeMap<>();
            kept.forEach(one -> told.put(
                    String.valueOf(Json.map(one).get("name")),
                    ((Number) Json.map(one).getOrDefault("notes", -1L)).longValue()));
            demand(wrong, told.equals(is.kept()), who + ": kept " + told + ", there are " + is.kept());
        }
        return wrong;
    }

    private void live(String who, List<String> wrong, Map<String, Object> told) {
        if (is.live().isEmpty()) {
            demand(wrong, is.database() && told.get("notes") == null, who + ": tells of a live database: " + told);
            return;
        }
        KillOutside.Live live = is.live().get();
        String notes = live.notes() < 0 ? "none" : String.valueOf(live.notes());
        demand(wrong, notes.equals(number(told.get("notes"))), who + ": notes " + told);
        String newest = NoteTime.of(live.newest()).map(String::valueOf).orElse("");
        demand(wrong, newest.equals(String.valueOf(told.getOrDefault("newest_note_at", ""))), who + ": newest " + told);
    }

    private static String number(Object value) {
        return value instanceof Number one ? String.valueOf(one.longValue()) : "none";
    }

    private void restoreStatus(List<String> wrong, KillWords said, boolean interrupted) {
        Map<String, Object> json = said.restoring();
        demand(wrong, said.restore().status() == said.restoreJson().status(), "restore status: two exit statuses");
        demand(
                wrong,
                said.restore().status() == (interrupted ? 5 : 0),
                "restore status: exit " + said.restore().status());
        demand(
                wrong,
                interrupted || (is.staging().isEmpty() && is.lent() == 0),
                "restore status: none, something is left");
        demand(wrong, json.containsKey("live") == is.live().isPresent(), "restore status: live database is missing");
        String text = plain(said.restore().out());
        is.live()
                .ifPresent(live -> demand(
                        wrong,
                        live.notes() < 0 || text.contains(count(live.notes()) + " notes"),
                        "restore status: text without the notes"));
        if (interrupted) {
            demand(
                    wrong,
                    text.contains(KillWords.english("recovery.state.serves." + said.value("serves"))),
                    "restore status: text serves");
            demand(
                    wrong,
                    text.contains(KillWords.english("recovery.state.misskey." + said.value("misskey"))),
                    "restore status: text Misskey");
            for (String way : List.of("continue", "back")) {
                boolean offered = said.value(way).equals("true");
                demand(
                        wrong,
                        text.contains("hikae restore " + way) == offered,
                        "restore status: text and JSON on " + way);
                demand(
                        wrong,
                        plain(said.status().out()).contains("hikae restore " + way) == offered,
                        "status: " + way + " against restore status");
                demand(wrong, way.equals("continue") || !offered || !isSwitched(), "back is offered after the switch");
            }
        }
    }

    private void status(List<String> wrong, KillWords said, boolean interrupted) {
        boolean red = said.status().status() == 5;
        demand(
                wrong,
                said.statusJson().status() == said.status().status(),
                "status: two exit statuses: " + said.statusJson());
        demand(
                wrong,
                "ok".equals(said.statusJson().json().get("verdict")) != red,
                "status: verdict against exit status");
        demand(
                wrong,
                (said.nagios().status() == 2) == red,
                "nagios: exit " + said.nagios().status());
        demand(wrong, red || (is.answers() && is.backups() && is.live().isPresent()), "status: all is well, it is not");
        String text = plain(said.status().out());
        String nagios = plain(said.nagios().out());
        said.reds().forEach(check -> {
            demand(wrong, text.contains(plain(String.valueOf(check.get("message")))), "status: text without " + check);
            demand(wrong, nagios.contains(plain(String.valueOf(check.get("message")))), "nagios: without " + check);
        });
        demand(wrong, !interrupted || "unfinished".equals(first(said)), "status: an interrupted restore is not first");
        demand(
                wrong,
                is.answers()
                        || text.matches(".*Misskey[^.]*(does not (run|answer)|is offline|is off).*")
                        || (!is.database() && red),
                "status: does not say that Misskey is off");
        boolean starts = text.matches(".*docker[ -]compose [^.]*(up -d|start).*");
        demand(
                wrong,
                !interrupted || !starts || !is.database(),
                "status: advises to start something in an interrupted restore");
    }

    private static String first(KillWords said) {
        return said.checks().stream()
                .map(check -> String.valueOf(check.get("id")))
                .findFirst()
                .orElse("");
    }

    private static String count(long notes) {
        return new Plain(Language.EN).one(Amount.count(notes));
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static void demand(List<String> wrong, boolean right, String otherwise) {
        if (!right) {
            wrong.add(otherwise);
        }
    }
}
