package hikae.ui.line;

import hikae.ask.Answers;
import hikae.ask.Check;
import hikae.ask.Field;
import hikae.ask.Interview;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import hikae.ui.Navigation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows an interview page by page, question by question; the interview itself decides where it goes. */
final class Conversation {
    /** What comes after a question or a page. */
    private enum Turn {
        /** On with the same page: its lines, its checks, its end. */
        SETTLE,
        /** Ask the page that is shown now. */
        PAGE,
        BACK,
        LEAVE,
        FINISHED
    }

    private final Speaker speaker;
    private final Asker asker;
    private final Questions questions;
    private final Patience patience;
    private final Interview interview;

    Conversation(Speaker speaker, Asker asker, Patience patience, Interview interview) {
        this.speaker = speaker;
        this.asker = asker;
        this.questions = new Questions(speaker, asker);
        this.patience = patience;
        this.interview = interview;
    }

    Navigation walk() {
        Turn turn = Turn.PAGE;
        while (true) {
            switch (turn) {
                case PAGE -> turn = page();
                case SETTLE -> turn = settle();
                case BACK -> {
                    if (!interview.back()) {
                        return Navigation.BACK;
                    }
                    turn = Turn.PAGE;
                }
                case LEAVE -> {
                    return Navigation.LEAVE;
                }
                case FINISHED -> {
                    return Navigation.NEXT;
                }
            }
        }
    }

    private Turn page() {
        speaker.beginScreen();
        speaker.say(
                "ui.line.step",
                interview.number(),
                interview.total(),
                interview.page().title());
        if (interview.page().explained()) {
            speaker.say(speaker.plain().lines(interview.lines()));
        }
        speaker.sayIfAny(interview.page().lead());
        return questions(0);
    }

    /** The page's questions from the given one on; which ones there are may change with each answer. */
    private Turn questions(int first) {
        int at = first;
        while (at < interview.fields().size()) {
            Field<?> field = interview.fields().get(at);
            Turn turn = question(field);
            if (turn == Turn.LEAVE || (turn == Turn.BACK && at == 0)) {
                return turn;
            }
            at = turn == Turn.BACK ? at - 1 : interview.fields().indexOf(field) + 1;
        }
        return Turn.SETTLE;
    }

    private Turn question(Field<?> field) {
        interview
                .problem(field)
                .ifPresent(problem -> speaker.say(speaker.plain().problem(problem)));
        Reply reply = questions.ask(interview, field);
        if (reply.kind() == Reply.Kind.ANSWER) {
            interview.type(field, reply.text());
        }
        return turn(reply);
    }

    private static Turn turn(Reply reply) {
        return switch (reply.kind()) {
            case ANSWER -> Turn.SETTLE;
            case BACK -> Turn.BACK;
            case LEAVE -> Turn.LEAVE;
        };
    }

    /** Shows what the answers mean, asks whether that is right, and hands the page in. */
    private Turn settle() {
        List<Line> lines = interview.page().explained() ? List.of() : interview.lines();
        speaker.say(speaker.plain().lines(lines));
        if (!lines.isEmpty()) {
            Reply right = asker.yesOrNo(Message.of("ui.line.right"), true);
            if (right.kind() != Reply.Kind.ANSWER) {
                return turn(right);
            }
            if (right.is(Asker.NO)) {
                return Turn.PAGE;
            }
        }
        return submit();
    }

    private Turn submit() {
        while (true) {
            String page = interview.page().id();
            switch (interview.submit()) {
                case NEXT -> {
                    return Turn.PAGE;
                }
                case FINISHED -> {
                    return Turn.FINISHED;
                }
                case STAY -> {
                    return interview.page().id().equals(page) ? mend() : Turn.PAGE;
                }
                case UNCHECKED -> {
                    Optional<Turn> stopped = check();
                    if (stopped.isPresent()) {
                        return stopped.get();
                    }
                }
            }
        }
    }

    /** Runs what has not been run with these answers; where to go when that does not lead onward. */
    private Optional<Turn> check() {
        boolean warned = false;
        for (Check check : interview.checks()) {
            if (interview.finding(check).isPresent()) {
                continue;
            }
            Optional<Finding> finding = look(check);
            if (finding.isEmpty()) {
                return Optional.of(Turn.LEAVE);
            }
            if (finding.get().isNo()) {
                return Optional.empty(); // what follows would only stumble over the same thing
            }
            warned |= finding.get().level() == Finding.Level.WARNING;
        }
        return warned ? goesOn() : Optional.empty();
    }

    private Optional<Turn> goesOn() {
        Reply reply = asker.yesOrNo(Message.of("ui.line.go-on"), true);
        if (reply.kind() != Reply.Kind.ANSWER) {
            return Optional.of(turn(reply));
        }
        return reply.is(Asker.NO) ? Optional.of(Turn.PAGE) : Optional.empty();
    }

    private Optional<Finding> look(Check check) {
        Answers asked = interview.answers();
        speaker.say("ui.plain.checking", check.title());
        Optional<Finding> finding = patience.await(check.title(), () -> Interview.run(check, asked));
        finding.ifPresent(found -> {
            interview.note(check, asked, found);
            speaker.say(speaker.plain().finding(found));
        });
        return finding;
    }

    /** The page was not taken: its refused fields, or what to do about a check that says no. */
    private Turn mend() {
        List<Field<?>> refused = interview.fields().stream()
                .filter(field -> interview.problem(field).isPresent())
                .toList();
        if (refused.isEmpty()) {
            return mendCheck();
        }
        for (Field<?> field : refused) {
            Turn turn = question(field);
            if (turn != Turn.SETTLE) {
                return turn;
            }
        }
        return Turn.SETTLE;
    }

    private Turn mendCheck() {
        List<Check> failed = interview.checks().stream()
                .filter(check -> interview.finding(check).filter(Finding::isNo).isPresent())
                .toList();
        Optional<Field<?>> suspect = failed.stream()
                .flatMap(check -> interview.finding(check).stream())
                .flatMap(finding -> finding.suspect().stream())
                .flatMap(this::field)
                .findFirst();
        List<Message> choices = new ArrayList<>();
        suspect.ifPresent(field -> choices.add(Message.of("ui.line.fix.field", field.title())));
        choices.add(Message.of("ui.line.fix.again"));
        choices.add(Message.of("ui.line.fix.page"));
        Reply reply = asker.number(choices);
        if (reply.kind() != Reply.Kind.ANSWER) {
            return turn(reply);
        }
        failed.forEach(interview::again); // also when the answer stays: the outside may have changed
        return switch (Integer.parseInt(reply.text()) + (suspect.isPresent() ? 0 : 1)) {
            case 0 -> question(suspect.orElseThrow());
            case 1 -> submit();
            default -> Turn.PAGE;
        };
    }

    private Stream<Field<?>> field(String id) {
        return interview.fields().stream().filter(field -> field.id().equals(id));
    }
}
