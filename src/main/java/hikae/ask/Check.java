package hikae.ask;

import hikae.text.Finding;
import hikae.text.Message;
import java.util.List;
import java.util.function.Function;

/**
 * A named look at the outside for the answers of a page; run on a worker, repeatable alone. Its words are
 * {@code check.ID}.
 *
 * @param id the stable name
 * @param needs the ids of the fields it looks at: when one of them changes, its finding is void
 * @param act what it does; a {@link hikae.text.ProblemException} counts as a finding of no
 */
public record Check(String id, List<String> needs, Function<Answers, Finding> act) {
    public Check {
        needs = List.copyOf(needs);
    }

    /** What is being looked at, in words. */
    public Message title() {
        return Message.of("check." + id);
    }
}
