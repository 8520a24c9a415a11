package hikae.storage;

import hikae.storage.diagnose.Diagnosis;
import hikae.storage.diagnose.Diagnosis.Remedy;
import hikae.storage.diagnose.Diagnosis.Typed;
import hikae.storage.diagnose.ImageDiagnosis;
import hikae.storage.diagnose.MediaFacts;
import hikae.storage.diagnose.MediaFile;
import hikae.storage.diagnose.MediaFile.Seen;
import hikae.storage.diagnose.MediaSettings;
import hikae.storage.diagnose.SettingRow;
import hikae.storage.diagnose.SettingRow.State;
import hikae.text.Finding;
import hikae.text.Language;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.ui.Plain;
import hikae.work.ExitCode;
import hikae.work.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code hikae storage check} says.
 *
 * @param facts what was seen
 * @param meta the row of Misskey's settings, for a fork's second set
 * @param language of the sentences in {@code --json}
 */
record StorageCheckReport(MediaFacts facts, Map<String, Object> meta, Language language) {
    /** The database could not be read; Misskey's own word is left. */
    static Report unread(Problem problem, MediaFacts.Misskey misskey, Language language) {
        List<Line> lines = new ArrayList<>(Line.explained(Finding.no(problem)));
        lines.add(Line.text(Message.of("media.database")));
        misskey.uses()
                .ifPresent(uses -> lines.add(
                        Line.text(Message.of(uses ? "media.witness.on" : "media.witness.off", misskey.host()))));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("verdict", "unknown");
        facts.put("cause", json(problem, new Plain(language)));
        misskey.uses().ifPresent(uses -> facts.put("misskey_uses_object_storage", uses));
        return new Report(
                "storage-check-no", Message.of("media.headline.unread"), lines, facts, ExitCode.CHECK_SAYS_NO);
    }

    Report report() {
        ImageDiagnosis found = ImageDiagnosis.of(facts);
        Optional<ImageDiagnosis> second = second();
        boolean right = found.isRight() && second.filter(one -> !one.isRight()).isEmpty();
        List<Line> lines = new ArrayList<>();
        lines.add(Line.heading(Message.of("media.settings")));
        lines.addAll(ticks(found));
        found.cause().ifPresent(cause -> lines.addAll(cause(cause)));
        lines.addAll(files());
        found.notes().forEach(note -> lines.addAll(Line.explained(Finding.warning(note))));
        lines.addAll(secondLines(second));
        return new Report(
                right ? "storage-check" : "storage-check-no",
                headline(found, right),
                lines,
                json(found, second, right),
                right ? ExitCode.DONE : ExitCode.CHECK_SAYS_NO);
    }

    private Optional<ImageDiagnosis> second() {
        MediaSettings settings = MediaSettings.of(meta, true);
        return settings.used()
                ? Optional.of(ImageDiagnosis.of(MediaFacts.of(
                        settings, Optional.empty(), facts.misskey().host())))
                : Optional.empty();
    }

    private List<Line> secondLines(Optional<ImageDiagnosis> second) {
        if (!MediaSettings.hasRemote(meta)) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>(List.of(Line.blank()));
        if (second.isEmpty()) {
            lines.add(Line.text(Message.of("media.remote.off")));
            return lines;
        }
        lines.add(Line.heading(Message.of("media.settings.remote")));
        lines.addAll(ticks(second.get()));
        second.get().cause().ifPresent(cause -> lines.addAll(cause(cause)));
        return lines;
    }

    private static Message headline(ImageDiagnosis found, boolean right) {
        if (right) {
            return Message.of("report.storage-check.headline");
        }
        return found.cause()
                .flatMap(Diagnosis::setting)
                .map(setting -> Message.of("media.headline.field", setting.label()))
                .orElse(Message.of("media.headline.cause"));
    }

    private static List<Line> ticks(ImageDiagnosis found) {
        return found.ticks().stream()
                .flatMap(tick -> lines(tick, found).stream())
                .toList();
    }

    private static List<Line> lines(SettingRow tick, ImageDiagnosis found) {
        Message line = Message.of("media.line", tick.setting().label(), tick.has());
        List<Line> lines = new ArrayList<>();
        if (tick.state() == State.RIGHT) {
            lines.add(Line.of(Finding.ok(line)));
            tick.note().ifPresent(note -> lines.add(Line.text(note)));
            return lines;
        }
        Line.Kind kind = tick.state() == State.WRONG ? Line.Kind.NO : Line.Kind.WARNING;
        lines.add(new Line(kind, line, Optional.empty()));
        lines.add(Line.text(
                found.isAlone(tick)
                        ? Message.of("media.enter", ImageDiagnosis.typed(tick, found.cause()))
                        : Message.of("media.together")));
        return lines;
    }

    private static List<Line> cause(Diagnosis cause) {
        List<Line> lines = new ArrayList<>(List.of(Line.blank(), Line.heading(Message.of("media.cause"))));
        lines.addAll(Line.explained(Finding.no(cause.problem())));
        int count = cause.ways().size();
        for (int i = 0; i < count; i++) {
            Remedy way = cause.ways().get(i);
            lines.add(Line.blank());
            lines.add(Line.heading(count == 1 ? Message.of("media.way") : Message.of("media.way.n", i + 1, count)));
            for (Typed typed : way.typed()) {
                lines.add(Line.pair(typed.setting().label(), typed.value()));
            }
            lines.add(Line.pair(Message.of("media.before"), way.before()));
        }
        return lines;
    }

    private List<Line> files() {
        if (facts.files().isEmpty()) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>(List.of(Line.blank(), Line.heading(Message.of("media.files"))));
        for (MediaFile file : facts.files()) {
            if (file.internal()) {
                lines.add(Line.text(Message.of("media.file.internal", file.id())));
            }
            file.seen().forEach(seen -> lines.add(line(seen)));
        }
        return lines;
    }

    private static Line line(Seen seen) {
        Message status = Message.literal(seen.status() == 0 ? "-" : String.valueOf(seen.status()));
        return seen.shows()
                ? Line.of(Finding.ok(Message.of("media.file.shows", seen.column(), seen.url())))
                : new Line(
                        Line.Kind.NO,
                        Message.of("media.file.not", seen.column(), status, seen.url()),
                        Optional.empty());
    }

    private Map<String, Object> json(ImageDiagnosis found, Optional<ImageDiagnosis> second, boolean right) {
        Plain plain = new Plain(language);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("verdict", right ? "ok" : "no");
        all.put("settings", ticks(found, plain));
        found.cause().ifPresent(cause -> all.put("cause", json(cause, plain)));
        all.put("files", facts.files().stream().map(StorageCheckReport::json).toList());
        all.put("notes", found.notes().stream().map(note -> json(note, plain)).toList());
        second.ifPresent(one -> all.put("second_set", ticks(one, plain)));
        second.flatMap(ImageDiagnosis::cause).ifPresent(cause -> all.put("second_cause", json(cause, plain)));
        facts.misskey().version().ifPresent(version -> all.put("misskey_version", version));
        facts.misskey().uses().ifPresent(uses -> all.put("misskey_uses_object_storage", uses));
        facts.answers().ifPresent(url -> all.put("base_url_that_answers", url));
        return all;
    }

    private static List<Map<String, Object>> ticks(ImageDiagnosis found, Plain plain) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (SettingRow tick : found.ticks()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("id", tick.setting().column());
            json.put("label", plain.one(tick.setting().label()));
            json.put("state", tick.state().name().toLowerCase(Locale.ROOT));
            json.put("has", plain.one(tick.has()));
            if (found.isAlone(tick)) {
                json.put("enter", plain.one(ImageDiagnosis.typed(tick, found.cause())));
            }
            all.add(json);
        }
        return all;
    }

    private static Map<String, Object> json(Diagnosis cause, Plain plain) {
        Map<String, Object> json = new LinkedHashMap<>(json(cause.problem(), plain));
        cause.setting().ifPresent(setting -> json.put("setting", setting.column()));
        List<Map<String, Object>> ways = new ArrayList<>();
        for (Remedy way : cause.ways()) {
            Map<String, Object> enter = new LinkedHashMap<>();
            way.typed().forEach(typed -> enter.put(typed.setting().column(), plain.one(typed.value())));
            ways.add(Map.of("enter", enter, "files_uploaded_before", plain.one(way.before())));
        }
        json.put("ways", ways);
        return json;
    }

    private static Map<String, Object> json(Problem problem, Plain plain) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", problem.id());
        json.put("message", plain.one(problem.sentence()));
        json.put("hint", plain.one(problem.hint()));
        return json;
    }

    private static Map<String, Object> json(MediaFile file) {
        List<Map<String, Object>> urls = new ArrayList<>();
        file.seen()
                .forEach(seen -> urls.add(Map.of(
                        "field", seen.column(), "url", seen.url(), "status", seen.status(), "shows", seen.shows())));
        return Map.of("id", file.id(), "internal", file.internal(), "urls", urls);
    }
}
