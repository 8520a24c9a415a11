package hikae.ui.auto;

import hikae.ask.Given;
import hikae.ask.Interview;
import hikae.ask.Table;
import hikae.text.Json;
import hikae.text.Language;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.ui.Following;
import hikae.ui.FrontEnd;
import hikae.ui.MenuChoice;
import hikae.ui.Navigation;
import hikae.ui.Plain;
import hikae.ui.Tempo;
import hikae.ui.Waiting;
import hikae.work.Change;
import hikae.work.ExitCode;
import hikae.work.Preview;
import hikae.work.Report;
import hikae.work.Run;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The face when nobody is there: takes what came with the command and what was found, refuses what it
 * cannot know. Results go to standard output, everything else to standard error.
 */
public final class Unattended implements FrontEnd {
    /** Of the JSON object; keys are only ever added. */
    private static final int SCHEMA = 1;

    private final Given given;
    private final PrintStream out;
    private final PrintStream err;
    private final Tempo tempo;
    private Language language;
    private Optional<ExitCode> exit = Optional.empty();
    private boolean answered;

    private Unattended(Language language, Given given, PrintStream out, PrintStream err, Tempo tempo) {
        this.language = language;
        this.given = given;
        this.out = out;
        this.err = err;
        this.tempo = tempo;
    }

    /** Printing to these; both take UTF-8. */
    public static Unattended open(Language language, Given given, PrintStream out, PrintStream err) {
        return at(Tempo.REAL, language, given, out, err);
    }

    static Unattended at(Tempo tempo, Language language, Given given, PrintStream out, PrintStream err) {
        return new Unattended(language, given, out, err, tempo);
    }

    /** The exit status, when this face itself had to refuse something. */
    public Optional<ExitCode> exit() {
        return exit;
    }

    @Override
    public Language language() {
        return language;
    }

    @Override
    public void speak(Language wanted) {
        language = wanted;
    }

    @Override
    public boolean attended() {
        return false;
    }

    @Override
    public void banner(Message words) {
        say(plain().say(words));
    }

    @Override
    public <T> Optional<T> look(Message what, Supplier<T> work) {
        return await(what, work, true);
    }

    @Override
    public MenuChoice choose(Table table) {
        refuse(Problem.of("no-terminal"), ExitCode.WRONG_USE);
        return new MenuChoice(Navigation.LEAVE, "");
    }

    @Override
    public Navigation conduct(Interview interview) {
        Answering answering = new Answering(interview, this);
        Optional<ExitCode> refused = answering.untilTheEnd();
        exit = refused.or(() -> exit);
        return refused.isPresent() ? Navigation.LEAVE : Navigation.NEXT;
    }

    @Override
    public Navigation approve(Preview preview) {
        say(plain().preview(preview));
        Optional<String> stranger = preview.changes().stream()
                .filter(Change.TrustChange.class::isInstance)
                .map(change -> ((Change.TrustChange) change).whom())
                .filter(whom -> !given.answer(Given.TRUST).filter(whom::equals).isPresent())
                .findFirst();
        if (stranger.isPresent()) {
            refuse(Problem.of("trust-missing", stranger.get()), ExitCode.WRONG_USE);
            return Navigation.LEAVE;
        }
        Optional<Problem> loss = preview.changes().stream()
                .filter(Change.LossChange.class::isInstance)
                .map(change -> ((Change.LossChange) change).unasked())
                .filter(problem -> given.answer(Given.ACCEPT_SHRUNK).isEmpty())
                .findFirst();
        if (loss.isPresent()) {
            refuse(loss.get(), ExitCode.PROBLEM);
            return Navigation.LEAVE;
        }
        if (given.yes()) {
            return Navigation.NEXT;
        }
        refuse(Problem.of("consent-missing"), ExitCode.WRONG_USE);
        return Navigation.LEAVE;
    }

    @Override
    public Navigation follow(Run run) {
        return new Following(tempo, this::plain, this::say, () -> true).follow(run);
    }

    @Override
    public void show(Report report) {
        if (!given.json()) {
            plain().report(report).forEach(out::println);
            return;
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("report", report.id());
        result.put("exit", report.exit().status());
        new TreeMap<>(report.facts()).forEach(result::putIfAbsent);
        answer(result);
    }

    @Override
    public void refuse(Problem problem) {
        say(plain().problem(problem));
        if (given.json()) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("code", problem.id());
            error.put("message", plain().one(problem.sentence()));
            error.put("hint", plain().one(problem.hint()));
            answer(Map.of("error", error));
        }
    }

    @Override
    public void close() {
        out.flush();
        err.flush();
    }

    /**
     * The result of the work.
     *
     * @param quiet whether nothing has been said yet: then it is once it takes longer than a second
     */
    <T> Optional<T> await(Message what, Supplier<T> work, boolean quiet) {
        Tempo.Watch watch = tempo.watch();
        boolean[] said = {!quiet};
        return Waiting.on(work, tempo.poll(), () -> {
            watch.look().ifPresent(waited -> say(plain().one("ui.plain.still", what, waited.toSeconds())));
            if (!said[0] && watch.isLong()) {
                said[0] = true;
                say(plain().say(what));
            }
            return true;
        });
    }

    Plain plain() {
        return new Plain(language);
    }

    void say(List<String> lines) {
        lines.forEach(err::println);
    }

    void say(String line) {
        err.println(line);
    }

    private void refuse(Problem problem, ExitCode status) {
        refuse(problem);
        exit = Optional.of(status);
    }

    /** One object only: what reads it expects no second one. */
    private void answer(Map<String, Object> result) {
        if (answered) {
            return;
        }
        answered = true;
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("schema", SCHEMA);
        result.forEach(whole::putIfAbsent);
        out.println(Json.line(whole));
    }
}
