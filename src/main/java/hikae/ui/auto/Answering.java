package hikae.ui.auto;

import hikae.ask.Answers;
import hikae.ask.AnswersFile;
import hikae.ask.Check;
import hikae.ask.Field;
import hikae.ask.Interview;
import hikae.ask.Option;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.work.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hands in page after page as it is filled in already; stops at the first thing that is refused. */
final class Answering {
    private static final String SCHEDULE = "schedule";

    /** Fields that have a flag of their own beside the answers file. */
    private static final Map<String, String> FLAGS = Map.of(
            "instance_dir", "--dir",
            "backup_dir", "--backup-dir",
            "timezone", "--tz");

    /** Consent is given on the command line, each time again; no file can have it. */
    private static final Map<String, String> CONSENTS = Map.of("confirm", "--confirm", "confirm_name", "--confirm");

    /** What a person picks in parts is one text in the answers file. */
    private static final Map<String, String> PARTS = Map.of(
            "schedule_kind", SCHEDULE,
            "schedule_time", SCHEDULE,
            "schedule_minute", SCHEDULE,
            "schedule_day", SCHEDULE);

    private final Interview interview;
    private final Unattended face;

    Answering(Interview interview, Unattended face) {
        this.interview = interview;
        this.face = face;
    }

    /** Empty when every page was taken, else the status for what was refused. */
    Optional<ExitCode> untilTheEnd() {
        while (true) {
            switch (interview.submit()) {
                case NEXT -> {}
                case UNCHECKED -> check();
                case STAY -> {
                    return Optional.of(refused());
                }
                case FINISHED -> {
                    return Optional.empty();
                }
            }
        }
    }

    private void check() {
        for (Check check : interview.checks()) {
            if (interview.finding(check).isEmpty() && look(check).isNo()) {
                return;
            }
        }
    }

    private Finding look(Check check) {
        Answers asked = interview.answers();
        face.say(face.plain().one("ui.plain.checking", check.title()));
        Finding finding = face.await(check.title(), () -> Interview.run(check, asked), false)
                .orElseThrow();
        interview.note(check, asked, finding);
        if (!finding.isNo()) {
            face.say(face.plain().finding(finding));
        }
        return finding;
    }

    private ExitCode refused() {
        List<Field<?>> fields = interview.fields().stream()
                .filter(field -> interview.problem(field).isPresent())
                .toList();
        fields.forEach(this::refuse);
        return fields.isEmpty() ? refusedByCheck() : ExitCode.WRONG_USE;
    }

    private void refuse(Field<?> field) {
        interview.problem(field).ifPresent(face::refuse);
        nameKey(field.id());
    }

    private ExitCode refusedByCheck() {
        for (Check check : interview.checks()) {
            Optional<Finding> finding = interview.finding(check).filter(Finding::isNo);
            if (finding.isPresent()) {
                Optional<Problem> problem = finding.get().problem();
                problem.ifPresent(face::refuse);
                finding.get().suspect().ifPresent(this::nameAnswers);
            }
        }
        return ExitCode.PROBLEM;
    }

    /** Its key, and what may be said for it with what speaks for each. */
    private void nameAnswers(String fieldId) {
        nameKey(fieldId);
        List<Option> options = interview.fields().stream()
                .filter(field -> field.id().equals(fieldId))
                .flatMap(field -> field.options().apply(interview.answers()).stream())
                .toList();
        if (options.stream().allMatch(option -> option.notes().isEmpty())) {
            return;
        }
        for (Option option : options) {
            face.say("  " + face.plain().label(option.label()));
            face.plain().lines(option.notes()).forEach(line -> face.say("    " + line));
        }
    }

    private void nameKey(String fieldId) {
        face.say(face.plain().one(whereGiven(fieldId)));
    }

    /** Where the answer to a field comes from when nobody is there. */
    static Message whereGiven(String fieldId) {
        String consent = CONSENTS.get(fieldId);
        if (consent != null) {
            return Message.of("ui.auto.flag", consent);
        }
        String key = PARTS.getOrDefault(fieldId, AnswersFile.key(fieldId));
        String flag = FLAGS.get(fieldId);
        return flag == null ? Message.of("ui.auto.key", key) : Message.of("ui.auto.key-or-flag", key, flag);
    }
}
