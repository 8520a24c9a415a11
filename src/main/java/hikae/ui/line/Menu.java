package hikae.ui.line;

import hikae.ask.Option;
import hikae.ask.Table;
import hikae.text.Line;
import hikae.text.Message;
import hikae.ui.MenuChoice;
import hikae.ui.Navigation;
import java.util.List;
import java.util.Optional;

/** A table as numbered lines to choose one of. */
final class Menu {
    private final Speaker speaker;
    private final Asker asker;
    private final Patience patience;
    private final Table table;

    Menu(Speaker speaker, Asker asker, Patience patience, Table table) {
        this.speaker = speaker;
        this.asker = asker;
        this.patience = patience;
        this.table = table;
    }

    MenuChoice choose() {
        speaker.beginScreen();
        speaker.say(table.title());
        speaker.sayIfAny(table.lead());
        for (int i = 0; i < table.rows().size(); i++) {
            Option row = table.rows().get(i);
            speaker.say("ui.line.option", i + 1, Message.literal(speaker.plain().label(row.label())));
            speaker.say(speaker.plain().lines(row.notes()));
        }
        speaker.say(speaker.plain().lines(table.notes()));
        speaker.say(speaker.plain().lines(behind()));
        Reply reply = asker.ask(question(), this::chosen);
        return switch (reply.kind()) {
            case ANSWER -> new MenuChoice(Navigation.NEXT, reply.text());
            case BACK -> new MenuChoice(Navigation.BACK, "");
            case LEAVE -> new MenuChoice(Navigation.LEAVE, "");
        };
    }

    /** What takes a moment is waited for a second: a line that came later would fall into an answer. */
    private List<Line> behind() {
        return patience.awaitBriefly(this::called).orElse(List.of());
    }

    private List<Line> called() {
        try {
            return table.behind().call();
        } catch (Exception e) {
            return List.of(); // only said beside the list; whoever is chosen meets the problem and says it
        }
    }

    private Asker.Question question() {
        String fallback = table.rows().isEmpty() ? "" : "1";
        return new Asker.Question(Message.of("ui.line.choose"), fallback, this::help, false);
    }

    private Optional<String> chosen(String typed) {
        Optional<Integer> index =
                Asker.index(typed.isEmpty() ? "1" : typed, table.rows().size());
        if (index.isEmpty()) {
            speaker.say("ui.line.choose.help", table.rows().size());
            return Optional.empty();
        }
        Option row = table.rows().get(index.get());
        speaker.say("ui.line.chosen", Message.literal(speaker.plain().label(row.label())));
        return Optional.of(row.value());
    }

    private void help() {
        speaker.sayIfAny(table.help());
        speaker.say("ui.line.keys");
    }
}
