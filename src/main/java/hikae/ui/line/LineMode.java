package hikae.ui.line;

import hikae.ask.Interview;
import hikae.ask.Table;
import hikae.ask.Ticklist;
import hikae.text.Language;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.ui.FrontEnd;
import hikae.ui.MenuChoice;
import hikae.ui.Navigation;
import hikae.ui.Tempo;
import hikae.ui.Ticked;
import hikae.work.Preview;
import hikae.work.Report;
import hikae.work.Run;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The face of plain lines: each question once, numbered choices, nothing ever painted over. */
public final class LineMode implements FrontEnd {
    private final Speaker speaker;
    private final Asker asker;
    private final Patience patience;

    private LineMode(Lines lines, Language language, Tempo tempo) {
        this.speaker = new Speaker(lines, language);
        this.asker = new Asker(speaker);
        this.patience = new Patience(speaker, asker, tempo);
    }

    /**
     * On the terminal of this process; Ctrl+C asks whether to leave.
     *
     * @throws java.io.UncheckedIOException when there is no terminal
     */
    public static LineMode open(Language language) {
        return new LineMode(Console.open(), language, Tempo.REAL);
    }

    static LineMode on(Lines lines, Language language, Tempo tempo) {
        return new LineMode(lines, language, tempo);
    }

    @Override
    public Language language() {
        return speaker.language();
    }

    @Override
    public void speak(Language language) {
        speaker.speak(language);
    }

    @Override
    public void banner(Message words) {
        speaker.banner(words);
    }

    @Override
    public <T> Optional<T> look(Message what, Supplier<T> work) {
        return patience.awaitQuietly(what, work);
    }

    @Override
    public MenuChoice choose(Table table) {
        return new Menu(speaker, asker, patience, table).choose();
    }

    @Override
    public Ticked tick(Ticklist list, Set<String> ticked) {
        return new Ticks(speaker, asker, list).from(ticked);
    }

    @Override
    public Navigation conduct(Interview interview) {
        return new Conversation(speaker, asker, patience, interview).walk();
    }

    @Override
    public Navigation approve(Preview preview) {
        speaker.beginScreen();
        speaker.say(speaker.plain().preview(preview));
        Reply reply = asker.yesOrNo(Message.of("ui.line.apply"), false);
        if (reply.kind() == Reply.Kind.BACK) {
            return Navigation.BACK;
        }
        if (reply.is(Asker.YES)) {
            return Navigation.NEXT;
        }
        speaker.say("ui.line.not-applied");
        return Navigation.LEAVE;
    }

    @Override
    public Navigation follow(Run run) {
        speaker.beginScreen();
        return patience.follow(run);
    }

    @Override
    public void show(Report report) {
        speaker.beginScreen();
        speaker.say(speaker.plain().report(report));
    }

    @Override
    public void refuse(Problem problem) {
        speaker.say(speaker.plain().problem(problem));
    }

    @Override
    public void close() {
        speaker.lines().close();
    }
}
