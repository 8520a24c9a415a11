package hikae.ask;

import hikae.text.Line;
import hikae.text.Message;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Questions that belong together on one screen. Its words are {@code page.ID}, {@code page.ID.lead} and
 * {@code page.ID.help}.
 *
 * @param id the stable name
 * @param fields the questions, in order
 * @param lines what the answers mean, pure and instant (next runs, disk forecast)
 * @param checks looks at the outside
 * @param condition whether the page is shown at all
 * @param explained whether the lines are what the questions are about, to be read before them
 */
public record Page(
        String id,
        List<Field<?>> fields,
        Function<Answers, List<Line>> lines,
        Function<Answers, List<Check>> checks,
        Predicate<Answers> condition,
        boolean explained) {
    public Page {
        fields = List.copyOf(fields);
    }

    /** A page of fields that is always shown. */
    public static Page of(String id, Field<?>... fields) {
        return new Page(id, List.of(fields), answers -> List.of(), answers -> List.of(), answers -> true, false);
    }

    /** The same, with lines below the fields. */
    public Page showing(Function<Answers, List<Line>> shown) {
        return new Page(id, fields, shown, checks, condition, explained);
    }

    /** The same, with lines that say what the questions are about. */
    public Page explaining(Function<Answers, List<Line>> shown) {
        return new Page(id, fields, shown, checks, condition, true);
    }

    /** The same, with checks. */
    public Page checking(Function<Answers, List<Check>> looked) {
        return new Page(id, fields, lines, looked, condition, explained);
    }

    /** The same, shown only when this holds. */
    public Page when(Predicate<Answers> shown) {
        return new Page(id, fields, lines, checks, shown, explained);
    }

    /** Its name for the title line. */
    public Message title() {
        return Message.of("page." + id);
    }

    /** The question it asks. */
    public Message lead() {
        return Message.of("page." + id + ".lead");
    }

    /** What it is, why it is asked, what is typical, where the found value comes from (U21). */
    public Message help() {
        return Message.of("page." + id + ".help");
    }
}
