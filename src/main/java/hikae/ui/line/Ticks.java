package hikae.ui.line;

import hikae.ask.Ticklist;
import hikae.text.Message;
import hikae.ui.Navigation;
import hikae.ui.Ticked;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Rows to tick off as numbered lines; a number ticks or unticks, Enter ends. */
final class Ticks {
    private static final String THROUGH = "";

    private final Speaker speaker;
    private final Asker asker;
    private final Ticklist list;

    Ticks(Speaker speaker, Asker asker, Ticklist list) {
        this.speaker = speaker;
        this.asker = asker;
        this.list = list;
    }

    Ticked from(Set<String> before) {
        Set<String> ticked = new LinkedHashSet<>(before);
        speaker.beginScreen();
        speaker.say(list.title());
        speaker.sayIfAny(list.lead());
        for (int i = 0; i < list.rows().size(); i++) {
            say(i, ticked);
        }
        speaker.say(speaker.plain().lines(list.notes()));
        while (true) {
            Reply reply =
                    asker.ask(new Asker.Question(Message.of("ui.line.ticks"), "", this::help, false), this::chosen);
            if (reply.kind() != Reply.Kind.ANSWER) {
                return new Ticked(reply.kind() == Reply.Kind.BACK ? Navigation.BACK : Navigation.LEAVE, ticked);
            }
            if (reply.text().equals(THROUGH)) {
                return new Ticked(Navigation.NEXT, ticked);
            }
            int index = Integer.parseInt(reply.text());
            String id = list.rows().get(index).id();
            if (!ticked.remove(id)) {
                ticked.add(id);
            }
            say(index, ticked);
        }
    }

    private void say(int index, Set<String> ticked) {
        Ticklist.Row row = list.rows().get(index);
        String mark = ticked.contains(row.id()) ? "[x] " : "[ ] ";
        String value = speaker.plain().one(row.value());
        String text = mark + speaker.plain().one(row.label()) + (value.isEmpty() ? "" : ": " + value);
        speaker.say("ui.line.option", index + 1, Message.literal(text));
    }

    private Optional<String> chosen(String typed) {
        if (typed.isEmpty()) {
            return Optional.of(THROUGH);
        }
        Optional<Integer> index = Asker.index(typed, list.rows().size());
        if (index.isEmpty()) {
            speaker.say("ui.line.choose.help", list.rows().size());
        }
        return index.map(String::valueOf);
    }

    private void help() {
        speaker.say("ui.line.keys");
    }
}
