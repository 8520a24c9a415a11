package hikae.recovery;

import hikae.ask.Answers;
import hikae.ask.Field;
import hikae.ask.Interview;
import hikae.ask.Option;
import hikae.ask.Origin;
import hikae.ask.Page;
import hikae.ask.Suggestion;
import hikae.recovery.record.DatabaseSummary;
import hikae.recovery.record.Experience;
import hikae.recovery.record.HomeTime;
import hikae.recovery.record.KeptDatabase;
import hikae.recovery.record.PastRestore;
import hikae.recovery.record.ServedDatabases;
import hikae.recovery.run.RecoveryFlow;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.server.ServerState.Since;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Moments;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which kept database, and the words that let it serve again or drop it; pure. */
final class KeptForm {
    private static final int OF = 3;
    private static final String YES = "yes";

    /** What the records tell of a kept database. */
    interface Past {
        Optional<PastRestore> of(KeptDatabase kept);
    }

    private final RestoreTarget target;
    private final List<KeptDatabase> all;
    private final Optional<DatabaseSummary> live;
    private final Past past;
    private final Experience experience;
    private final Optional<Since> since;
    private final ZonedDateTime now;
    private final Field<String> kept;
    private final Field<String> dumpFirst;

    /**
     * @param past which restore, or going back, has kept the database of a name
     * @param experience how long it took before
     * @param since what was made since the last restore, which going back would put aside; empty when not known
     */
    KeptForm(
            RestoreTarget target,
            ServedDatabases standing,
            Past past,
            Experience experience,
            Optional<Since> since,
            ZonedDateTime now) {
        this.target = target;
        this.all = standing.kept();
        this.live = standing.live();
        this.past = past;
        this.experience = experience;
        this.since = since;
        this.now = now;
        this.kept = Field.of("kept", Field.Kind.CHOICE, this::named).among(answers -> options());
        this.dumpFirst = Field.of("dump_first", Field.Kind.CHOICE, KeptForm::yesOrNo)
                .among(answers -> List.of(
                        Option.of(YES, Message.of("ask.dump_first.yes")),
                        Option.of("no", Message.of("ask.dump_first.no"))))
                .orElse(YES);
    }

    /** The one replaced last is what going back means. */
    Interview undo(Map<String, String> given) {
        Suggestion last = new Suggestion(all.get(0).name(), Origin.FOUND, Message.of("recovery.last-kept"));
        Field<String> which = kept.suggest(answers -> Optional.of(last));
        Field<String> host = Field.of(RestoreForm.CONFIRM, Field.Kind.TEXT, this::host);
        Page page = Page.of("undo-plan", which, host).explaining(this::undoLines);
        return new Interview(RecoveryFlow.UNDO, List.of(page), OF, given);
    }

    /** Its name is typed; there is no way back from it. */
    Interview forget(Map<String, String> given) {
        Field<String> which = all.size() == 1 ? kept.orElse(all.get(0).name()) : kept;
        Field<String> name = Field.of("confirm_name", Field.Kind.TEXT, this::known);
        Page page = Page.of("forget-plan", which, dumpFirst, name).explaining(this::forgetLines);
        return new Interview(RecoveryFlow.FORGET, List.of(page), OF, given);
    }

    /** The chosen one. */
    KeptDatabase chosen(Answers answers) {
        return kept(answers).orElseThrow();
    }

    /**
     * Whether it is to be dumped before.
     *
     * @throws ProblemException when the typed name is not that of the chosen one
     */
    boolean dumpsFirst(Answers answers) {
        String name = chosen(answers).name();
        if (!answers.is("confirm_name", name)) {
            throw ProblemException.of("recovery-confirm-name", name);
        }
        return answers.is("dump_first", YES);
    }

    private Optional<KeptDatabase> kept(Answers answers) {
        return all.stream().filter(one -> answers.is("kept", one.name())).findFirst();
    }

    private List<Option> options() {
        return all.stream()
                .map(one -> Option.of(
                        one.name(),
                        Message.of(
                                "recovery.kept-row",
                                Moments.wall(at(one.replaced()).toLocalDateTime()),
                                Amount.bytes(one.bytes()),
                                one.name())))
                .toList();
    }

    private List<Line> undoLines(Answers answers) {
        List<Line> lines = new ArrayList<>();
        kept(answers).ifPresent(one -> {
            lines.add(Line.pair(Message.of("recovery.undo.undoes"), undoes(one)));
            lines.add(Line.pair(Message.of("recovery.undo.after"), one.holds().said(now)));
        });
        live.ifPresent(serves -> lines.add(Line.pair(Message.of("recovery.undo.kept"), serves.said(now))));
        since.filter(made -> kept(answers).filter(all.get(0)::equals).isPresent())
                .ifPresent(made -> lines.add(Line.pair(
                        Message.of("recovery.plan.since"),
                        Message.of("recovery.undo-since", made.notes(), made.users()))));
        lines.add(Line.pair(Message.of("recovery.plan.stops"), Message.of("recovery.undo-stops", experience.away())));
        lines.add(Line.pair(Message.of("recovery.plan.back"), Message.of("recovery.plan.way-back")));
        return lines;
    }

    /** Which restore it is that is undone: there may have been several. */
    private Message undoes(KeptDatabase one) {
        Message when = when(one.replaced());
        return past.of(one)
                .map(run -> run.dump()
                        .map(dump -> Message.of("recovery.undo.restore", when, dump))
                        .orElseGet(() -> Message.of("recovery.undo.undo", when)))
                .orElseGet(() -> Message.of("recovery.undo.unknown", when));
    }

    /** What is shown before the yes, as sentences for where there is no page. */
    List<Message> said(Answers answers) {
        return kept(answers).stream()
                .flatMap(one -> Stream.concat(
                        Stream.of(
                                Message.of("recovery.undo.said", undoes(one)),
                                Message.of("recovery.outlook.live", one.holds().said(now))),
                        live.map(serves -> Message.of("recovery.outlook.replaced", serves.said(now))).stream()))
                .toList();
    }

    private List<Line> forgetLines(Answers answers) {
        List<Line> lines = new ArrayList<>(described(answers));
        Finding warning = Finding.warning(Problem.of("recovery-forget"));
        lines.addAll(RehearseReport.explained(warning));
        return lines;
    }

    private List<Line> described(Answers answers) {
        List<Line> lines = new ArrayList<>();
        kept(answers).ifPresent(one -> {
            lines.add(Line.pair(Message.of("recovery.kept-name"), Message.literal(one.name())));
            lines.add(Line.pair(Message.of("recovery.kept-since"), when(one.replaced())));
            one.newestNote().ifPresent(at -> lines.add(Line.pair(Message.of("recovery.newest-note"), when(at))));
            one.notes()
                    .ifPresent(rows -> lines.add(Line.pair(
                            Message.of("recovery.table.note"), Message.of("recovery.rows", Amount.count(rows)))));
            lines.add(Line.pair(Message.of("recovery.on-disk"), Amount.bytes(one.bytes())));
        });
        return lines;
    }

    private Message when(Instant at) {
        return HomeTime.when(at, now);
    }

    private ZonedDateTime at(Instant instant) {
        return instant.atZone(now.getZone());
    }

    private String named(String text) {
        if (text.isBlank()) {
            String names = all.stream().map(KeptDatabase::name).collect(Collectors.joining(", "));
            throw ProblemException.of("recovery-kept-which", names, all.get(0).name());
        }
        return all.stream()
                .map(KeptDatabase::name)
                .filter(text.strip()::equals)
                .findFirst()
                .orElseThrow(() -> ProblemException.of("recovery-kept-unknown", text));
    }

    private String known(String text) {
        return named(text);
    }

    private String host(String text) {
        return RestoreForm.host(target, text);
    }

    private static String yesOrNo(String text) {
        if (!text.equals(YES) && !text.equals("no")) {
            throw ProblemException.of("recovery-yes-or-no", text);
        }
        return text;
    }
}
