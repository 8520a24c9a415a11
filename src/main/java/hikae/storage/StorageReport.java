package hikae.storage;

import hikae.storage.probe.PublicLook.BaseUrl;
import hikae.storage.value.R2Answers;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.work.ExitCode;
import hikae.work.Preview;
import hikae.work.Report;
import hikae.work.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code hikae storage} ended with.
 *
 * @param home the backup directory
 * @param r2 the bucket
 * @param base the Base URL, when it was derived from what answered
 */
record StorageReport(Path home, R2Answers r2, Optional<BaseUrl> base) {
    /** After the files were written. */
    Report of(Run run) {
        if (run.problem().isPresent()) {
            List<Line> lines = new ArrayList<>();
            run.problems().forEach(problem -> lines.addAll(Line.explained(Finding.no(problem))));
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("problem", run.problem().map(Problem::id).orElse(""));
            return new Report(
                    "storage-failed", Message.of("report.storage-failed.headline"), lines, facts, ExitCode.MIDWAY);
        }
        return told("storage", Message.of("report.storage.headline"), true);
    }

    /** Everything was there already. */
    Report unchanged() {
        return told("storage-unchanged", Message.of("report.storage-unchanged.headline"), false);
    }

    /** What would be written. */
    Report dryRun(Preview preview) {
        List<Line> lines = new ArrayList<>();
        preview.files()
                .forEach(file -> lines.add(Line.text(Message.literal(file.path().toString()))));
        Map<String, Object> facts = new LinkedHashMap<>(facts(false));
        facts.put(
                "files",
                preview.files().stream().map(file -> file.path().toString()).toList());
        return new Report("dry-run", Message.of("report.dry-run.headline"), lines, facts, ExitCode.DONE);
    }

    private Report told(String id, Message headline, boolean changed) {
        List<Line> lines = new ArrayList<>();
        lines.add(
                base.isPresent()
                        ? Line.of(Finding.ok(
                                Message.of("storage.proved", r2.bucket().name())))
                        : Line.of(Finding.warning(Problem.of("storage-unproved"))));
        lines.add(Line.blank());
        lines.add(Line.pair(Message.of("checklist.base-url"), Message.literal(r2.baseUrl())));
        base.ifPresent(found -> lines.add(Line.text(found.reason())));
        r2.publicUrl().notes().forEach(note -> lines.add(Line.text(note)));
        lines.add(Line.blank());
        lines.add(Line.text(
                Message.of("storage.next", home.resolve("checklist.md").toString())));
        return new Report(id, headline, lines, facts(changed), ExitCode.DONE);
    }

    private Map<String, Object> facts(boolean changed) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("changed", changed);
        facts.put("endpoint", r2.endpoint().host());
        facts.put("bucket", r2.bucket().name());
        facts.put("prefix", r2.prefix().text());
        facts.put("access_key_id", r2.accessKey().id());
        facts.put("base_url", r2.baseUrl());
        facts.put("proved", base.isPresent());
        facts.put("secret_kept", r2.secretFile().isPresent());
        facts.put("checklist", home.resolve("checklist.md").toString());
        return facts;
    }
}
