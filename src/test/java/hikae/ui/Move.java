package hikae.ui;

import hikae.ask.Field;
import java.util.List;
import java.util.Optional;

/**
 * What an operator does at a screen, without saying by which keys.
 *
 * @param kind what is done
 * @param page the page it is done on; empty where there is none
 * @param answers the answers to the page's questions, in their order, conditional ones included
 * @param row the value of the row chosen
 */
public record Move(Kind kind, String page, List<Answer> answers, String row) {
    /** What can be done. */
    public enum Kind {
        /** Answers the page and goes on, past its checks; another page is there then, or the end. */
        ON,
        /** Answers the questions up to one that is refused, and stays at that question. */
        REFUSED,
        /** Answers the page; a check of it says no, the page stays. */
        FAILED,
        /** Changes the one answer the failed check suspects, and goes on. */
        MEND,
        /** Has the failed check run again with the same answers, and goes on. */
        AGAIN,
        /** One step back, at the page's first question. */
        BACK,
        /** Out, and really. */
        LEAVE,
        /** Consents to the preview. */
        YES,
        /** Takes the harmless default of the preview. */
        NO,
        /** Chooses a row of a table. */
        CHOOSE,
        /** Has read a report or refusal. */
        READ
    }

    /**
     * One answer.
     *
     * @param field the question
     * @param text what is answered; empty takes what is there
     */
    public record Answer(Field<?> field, Optional<String> text) {}

    /** Takes what is there. */
    public static Answer accept(Field<?> field) {
        return new Answer(field, Optional.empty());
    }

    /** Types or chooses this; an empty text empties the field. */
    public static Answer answer(Field<?> field, String text) {
        return new Answer(field, Optional.of(text));
    }

    public static Move on(String page, Answer... answers) {
        return new Move(Kind.ON, page, List.of(answers), "");
    }

    public static Move refused(String page, Answer... answers) {
        return new Move(Kind.REFUSED, page, List.of(answers), "");
    }

    public static Move failed(String page, Answer... answers) {
        return new Move(Kind.FAILED, page, List.of(answers), "");
    }

    public static Move mend(String page, Answer answer) {
        return new Move(Kind.MEND, page, List.of(answer), "");
    }

    public static Move choose(String row) {
        return new Move(Kind.CHOOSE, "", List.of(), row);
    }

    /** A move that needs no more words. */
    public static Move simply(Kind kind) {
        return new Move(kind, "", List.of(), "");
    }
}
