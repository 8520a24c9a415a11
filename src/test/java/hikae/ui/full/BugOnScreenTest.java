package hikae.ui.full;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Answers;
import hikae.ask.Field;
import hikae.ask.Interview;
import hikae.ask.Option;
import hikae.ask.Page;
import hikae.ask.Table;
import hikae.ask.Ticklist;
import hikae.demo.DemoHost;
import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.Language;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Messages;
import hikae.text.Problem;
import hikae.ui.FrontEnd;
import hikae.ui.Guard;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Key.Kind;
import hikae.work.Change;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Preview;
import hikae.work.Progress;
import hikae.work.Report;
import hikae.work.Runner;
import hikae.work.Step;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A mistake of ours on each kind of screen, while it is painted or while it is used. */
class BugOnScreenTest {
    /** Words that no file has: painting them is a mistake. */
    private static final Message NONE = Message.of("no.such.words");

    private static final Key[] PASSWORD = {Key.of(Kind.TAB), Key.of(Kind.TAB), Key.typed('x'), Key.of(Kind.ENTER)};

    private static final Path HOME = Path.of("/home/admin/misskey-backup");

    private record Unnamed(String id, List<Change> changes) implements Step {
        @Override
        public Message title() {
            return NONE;
        }

        @Override
        public void run(Host host, Progress progress) {
            // what it does is not what is wrong with it
        }
    }

    private static Plan plan() {
        Step step = new Unnamed("unnamed", List.of(new Change.NoteChange(NONE)));
        return new Plan("sample", HOME, "20261123-sample", List.of(step), Map.of());
    }

    private static Table table(String id, Message label) {
        return Table.of(id, List.of(Option.of("a", label)));
    }

    private static Interview page() {
        Field<String> user = Field.of("user", Field.Kind.TEXT, text -> text);
        return new Interview("sample", List.of(Page.of("database", user).showing(BugOnScreenTest::lines)), 2, Map.of());
    }

    private static Ticklist ticks() {
        Ticklist.Row row = new Ticklist.Row("a", NONE, Message.of("sample.disk"), Optional.empty(), false);
        return new Ticklist("backups", List.of(row), List.of());
    }

    private static Report report() {
        return new Report("sample", NONE, List.of(), Map.of(), ExitCode.DONE);
    }

    private static IllegalStateException mistake() {
        return new IllegalStateException("a mistake of ours");
    }

    private static Finding check(Answers answers) {
        throw mistake();
    }

    private static List<Line> lines(Answers answers) {
        throw mistake();
    }

    private static Optional<String> work() {
        throw mistake();
    }

    private static Messages words(Language language) {
        return SampleWords.in(language).plus(Map.of("table.unexplained", "List", "table.unexplained.lead", "Which?"));
    }

    private static void screen(String name, Consumer<FrontEnd> shown, List<Arguments> all, Key... keys) {
        all.add(Arguments.of(name, shown, List.of(keys)));
    }

    static Stream<Arguments> screens() {
        List<Arguments> all = new ArrayList<>();
        screen("the menu", face -> face.choose(table("menu", NONE)), all);
        screen("a list", face -> face.choose(table("backups", NONE)), all);
        screen("help", face -> face.choose(table("unexplained", Message.of("sample.disk"))), all, Key.typed('?'));
        screen("a look", face -> face.look(Message.of("sample.looking"), BugOnScreenTest::work), all);
        screen("waiting", face -> face.look(NONE, () -> 1), all);
        screen("a page", face -> face.conduct(page()), all);
        screen("a check", face -> face.conduct(Samples.interview(BugOnScreenTest::check)), all, PASSWORD);
        screen("the review", face -> face.approve(Preview.of(plan())), all);
        screen("work", face -> face.follow(new Runner(new DemoHost(Clock.systemUTC())).start(plan())), all);
        screen("a result", face -> face.show(report()), all);
        screen("a refusal", face -> face.refuse(Problem.of("no-such-problem")), all);
        screen("a ticklist", face -> face.tick(ticks(), Set.of()), all);
        return all.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("screens")
    void u40EndsOnAScreenWithTheLogAndIsStillToldAfterIt(String name, Consumer<FrontEnd> shown, List<Key> keys) {
        FakeTerminal terminal = new FakeTerminal(Language.EN, 80, 24, BugOnScreenTest::words);
        keys.forEach(terminal::press);
        terminal.until("mistake in Hikae itself")
                .sees("further was changed.", "/state/bug.log", "Enter next")
                .press(Kind.ENTER);
        Guard guard = new Guard(problem -> ExitCode.PROBLEM, thrown -> Problem.of("bug", "/state/bug.log"));
        ExitCode exit = guard.run(terminal.face, face -> {
            shown.accept(face);
            return ExitCode.DONE;
        });
        terminal.face.close();
        assertThat(exit.status()).isEqualTo(1);
        assertThat(terminal.isScriptOver()).isTrue();
        assertThat(terminal.farewells).singleElement().asString().contains("mistake in Hikae", "/state/bug.log");
    }
}
