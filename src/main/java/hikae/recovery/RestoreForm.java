package hikae.recovery;

import hikae.ask.Field;
import hikae.ask.Interview;
import hikae.ask.Option;
import hikae.ask.Page;
import hikae.dump.DumpFacts;
import hikae.host.Docker;
import hikae.recovery.plan.RestoreFacts;
import hikae.recovery.record.HomeTime;
import hikae.recovery.run.RecoveryFlow;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.server.ServerState.Content;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Moments;
import hikae.text.ProblemException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The plan of a restore with everything it takes and brings, and the host name that starts it; pure. */
final class RestoreForm {
    /** The field for the host name. */
    static final String CONFIRM = "confirm";

    /** The field for a yes to ending others' sessions. */
    static final String OTHERS = "others";

    private static final int OF = 4;

    private final RestoreFacts observed;
    private final List<Finding> findings;
    private final ZonedDateTime now;

    RestoreForm(RestoreFacts observed, List<Finding> findings, ZonedDateTime now) {
        this.observed = observed;
        this.findings = findings;
        this.now = now;
    }

    Interview interview(Map<String, String> given) {
        return new Interview(RecoveryFlow.RESTORE, List.of(page()), OF, given);
    }

    private Page page() {
        Field<String> confirm = Field.of(CONFIRM, Field.Kind.TEXT, this::host);
        return observed.others().isEmpty()
                ? Page.of("restore-plan", confirm).explaining(answers -> lines())
                : Page.of("restore-plan", others(), confirm).explaining(answers -> lines());
    }

    /** Enter alone never starts it. */
    private String host(String text) {
        return host(observed.target(), text);
    }

    /** The host name, as it was typed. */
    static String host(RestoreTarget target, String text) {
        String host = target.misskey().host();
        if (!text.strip().equals(host)) {
            throw ProblemException.of("recovery-confirm", host);
        }
        return host;
    }

    private Field<String> others() {
        String names = String.join(",", observed.others());
        return Field.of(OTHERS, Field.Kind.CHOICE, text -> yes(text, names))
                .among(answers -> List.of(
                        Option.of("no", Message.of("ask.others.no")),
                        Option.of(names, Message.of("ask.others.yes", names))));
    }

    private static String yes(String text, String names) {
        if (!text.equals(names)) {
            throw ProblemException.of("recovery-others", names);
        }
        return text;
    }

    /** Source and age, target, what stops, what is lost, what does not come back, room, time, the way back (U42). */
    List<Line> lines() {
        DumpFacts facts = observed.facts();
        List<Line> lines = new ArrayList<>();
        lines.add(Line.pair(
                Message.of("recovery.plan.from"),
                Message.literal(observed.dump().path().toString())));
        lines.add(Line.pair(
                Message.of("recovery.plan.made-at"), when(observed.dump().made())));
        facts.newestNoteAt().ifPresent(at -> lines.add(Line.pair(Message.of("recovery.newest-note"), when(at))));
        lines.add(Line.pair(
                Message.of("recovery.plan.holds"),
                Message.of("recovery.plan.counts", rows(facts, "note"), rows(facts, "user"))));
        lines.add(Line.pair(
                Message.of("recovery.plan.into"),
                Message.of(
                        "recovery.plan.database",
                        observed.target().database().name(),
                        observed.target().misskey().host())));
        lines.addAll(price());
        findings.forEach(finding -> lines.addAll(RehearseReport.explained(finding)));
        return lines;
    }

    /** What it costs: what goes out of service, what is lost, how long, how much room, what stays behind. */
    private List<Line> price() {
        List<Line> lines = new ArrayList<>();
        observed.content()
                .map(Content::since)
                .ifPresent(since -> lines.add(Line.pair(
                        Message.of("recovery.plan.since"),
                        Message.of("recovery.plan.made", Amount.count(since.notes()), Amount.count(since.users())))));
        lines.add(Line.pair(Message.of("recovery.plan.stops"), stops()));
        lines.add(Line.pair(Message.of("recovery.plan.time"), time()));
        lines.add(Line.pair(
                Message.of("recovery.plan.disk"),
                observed.free().isPresent()
                        ? Message.of(
                                "recovery.plan.room",
                                Amount.bytes(observed.needed()),
                                Amount.bytes(observed.free().getAsLong()))
                        : Amount.bytes(observed.needed())));
        lines.add(Line.pair(Message.of("recovery.plan.not"), Message.of("recovery.plan.not-restored")));
        lines.add(Line.pair(Message.of("recovery.plan.back"), Message.of("recovery.plan.way-back")));
        return lines;
    }

    private static Message rows(DumpFacts facts, String table) {
        return Amount.count(facts.rows().getOrDefault(table, 0L));
    }

    private Message when(Instant at) {
        return HomeTime.when(at, now);
    }

    private Message stops() {
        String names = observed.misskey().stream()
                .filter(Docker.Container::isRunning)
                .map(Docker.Container::name)
                .reduce((a, b) -> a + ", " + b)
                .orElse("-");
        return Message.of("recovery.plan.stopped", names, observed.experience().away());
    }

    private Message time() {
        return observed.experience()
                .load(observed.facts().sqlBytes())
                .map(span -> Message.of("recovery.plan.rehearsed", Moments.span(span)))
                .orElseGet(() -> Message.of(
                        observed.experience().loads().isEmpty()
                                ? "recovery.plan.unrehearsed"
                                : "recovery.plan.rehearsed-small"));
    }
}
