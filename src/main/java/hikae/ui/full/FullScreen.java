package hikae.ui.full;

import com.googlecode.lanterna.terminal.Terminal;
import hikae.ask.Interview;
import hikae.ask.Table;
import hikae.ask.Ticklist;
import hikae.text.Language;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Messages;
import hikae.text.Problem;
import hikae.ui.FrontEnd;
import hikae.ui.MenuChoice;
import hikae.ui.Navigation;
import hikae.ui.Ticked;
import hikae.ui.full.terminal.Display;
import hikae.ui.full.terminal.Input;
import hikae.ui.full.terminal.Keyboard;
import hikae.ui.full.terminal.Keys;
import hikae.ui.full.terminal.Theme;
import hikae.ui.full.terminal.Tty;
import hikae.ui.full.widget.Role;
import hikae.ui.full.widget.Row;
import hikae.ui.full.widget.Words;
import hikae.work.Preview;
import hikae.work.Report;
import hikae.work.Run;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The face that fills the terminal. The launcher has prepared the terminal and puts it back afterwards. */
public final class FullScreen implements FrontEnd {
    /** What stays in the scrollback can be copied: the terminal itself breaks long lines. */
    private static final int UNWRAPPED = 1000;

    /** How the ids of problems begin that are mistakes of ours. */
    private static final String BUG = "bug";

    private static final long ESCAPE_MILLIS = 50;
    private static final long ESCAPE_MILLIS_OVER_SSH = 100;

    /**
     * What it needs to know and to have done.
     *
     * @param language the language to begin with
     * @param color whether the 16 colours may be used: neither NO_COLOR nor --no-color
     * @param overSsh whether the bytes of one key may come far apart
     * @param clock for elapsed times
     * @param resizes is handed what to do when the terminal's size changes (SIGWINCH), after the first paint
     * @param keep writes a text to a file of this name where the operator finds it, and says where
     * @param farewell is handed what should stay on the terminal after leaving; nothing if nothing was shown
     */
    public record Setup(
            Language language,
            boolean color,
            boolean overSsh,
            Clock clock,
            Consumer<Runnable> resizes,
            BiFunction<String, String, Path> keep,
            Consumer<String> farewell) {}

    private final Stage stage;
    private final Setup setup;
    private final Function<Language, Messages> dictionary;
    private final StringBuilder shown = new StringBuilder();
    private StepCount steps = StepCount.UNKNOWN;

    private FullScreen(Setup setup, Stage stage, Function<Language, Messages> dictionary) {
        this.setup = setup;
        this.stage = stage;
        this.dictionary = dictionary;
    }

    /**
     * Begins to read what the first screen needs, while the rest of the program is made ready. In both languages:
     * which one is wanted is found out meanwhile, and opening the program's file is most of the work.
     */
    public static void makeReady() {
        Thread reader = new Thread(
                () -> {
                    for (Language language : Language.values()) {
                        Messages.in(language).readAhead();
                    }
                    Theme.of(true).ink(Role.OK); // Lanterna's colours are slow to load
                },
                "hikae-first-screen");
        reader.setDaemon(true);
        reader.start();
    }

    /** Opens it on the terminal the launcher describes in {@code hikae.columns} and {@code hikae.rows}. */
    public static FullScreen open(Setup setup) {
        return open(setup, new FileInputStream(FileDescriptor.in));
    }

    /** The same with another keyboard, for the training run of the class archive: there is no terminal then. */
    public static FullScreen open(Setup setup, InputStream keyboard) {
        Keys keys = new Keys(setup.overSsh() ? ESCAPE_MILLIS_OVER_SSH : ESCAPE_MILLIS);
        Input input = new Input(
                keys,
                () -> System.nanoTime() / 1_000_000,
                one -> setup.resizes().accept(one::resized));
        Tty tty = new Tty(Integer.getInteger("hikae.columns", 80), Integer.getInteger("hikae.rows", 24));
        FullScreen face = on(tty, input, setup, Messages::in);
        Tty.readInto(input, keyboard);
        return face;
    }

    /** The same on any terminal and with any words, for tests. */
    static FullScreen on(Terminal terminal, Keyboard keyboard, Setup setup, Function<Language, Messages> dictionary) {
        Display display = new Display(terminal, setup.color());
        Words words = new Words(dictionary.apply(setup.language()));
        Stage stage = new Stage(display, keyboard, setup.clock(), words, setup.color());
        return new FullScreen(setup, stage, dictionary);
    }

    @Override
    public Language language() {
        return stage.words().messages().language();
    }

    @Override
    public void speak(Language language) {
        stage.speak(new Words(dictionary.apply(language)));
    }

    @Override
    public void banner(Message words) {
        stage.banner(words);
    }

    @Override
    public <T> Optional<T> look(Message what, Supplier<T> work) {
        return stage.show(new LookView<>(what, stage.behind(work)));
    }

    @Override
    public MenuChoice choose(Table table) {
        return stage.show(new TableView(table, stage));
    }

    @Override
    public Ticked tick(Ticklist list, Set<String> ticked) {
        return stage.show(new TickView(list, ticked, stage));
    }

    @Override
    public Navigation conduct(Interview interview) {
        Navigation navigation = stage.show(new InterviewView(interview, stage));
        steps = new StepCount(interview.flow(), interview.number(), interview.total());
        return navigation;
    }

    @Override
    public Navigation approve(Preview preview) {
        String step = steps.after(1, preview.plan().flow(), stage.words());
        return stage.show(new ReviewView(preview, step, stage, setup.keep()));
    }

    @Override
    public Navigation follow(Run run) {
        WorkView view = new WorkView(run, steps.after(2, run.plan().flow(), stage.words()), stage);
        try {
            return stage.show(view);
        } finally {
            view.leave();
            if (!run.plan().isReading()) {
                remember(Lines.of(
                        List.of(Line.text(Message.of("ui.work.folder", run.folder()))), stage.words(), UNWRAPPED));
            }
        }
    }

    @Override
    public void show(Report report) {
        ReportView view = ReportView.of(report);
        remember(view.body(stage.words(), UNWRAPPED));
        stage.show(view);
    }

    @Override
    public void refuse(Problem problem) {
        ReportView view = ReportView.of(problem);
        if (problem.id().startsWith(BUG)) {
            remember(view.body(stage.words(), UNWRAPPED)); // its log is to be found after the screen is gone
        }
        stage.show(view);
    }

    private void remember(List<Row> rows) {
        rows.forEach(row -> shown.append(row.text().stripTrailing()).append('\n'));
    }

    @Override
    public void close() {
        if (!shown.isEmpty()) {
            setup.farewell().accept(shown.toString());
        }
    }
}
