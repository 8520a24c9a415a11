package hikae.ui;

import hikae.ask.Interview;
import hikae.ask.Table;
import hikae.ask.Ticklist;
import hikae.text.Language;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.work.Preview;
import hikae.work.Report;
import hikae.work.Run;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a face must be able to do: full screen, line mode, nobody there. A flow calls it; it never calls
 * a flow back. All methods are called from one thread; slow work runs on workers, so that keys act at once.
 */
public interface FrontEnd extends AutoCloseable {
    /** The language of its words now. */
    Language language();

    /** Changes the language at once. */
    void speak(Language language);

    /**
     * Whether somebody is there to choose and to be asked: else a flow that only shows something prints it, and a
     * consent must have come with the command.
     */
    default boolean attended() {
        return true;
    }

    /** Words that every screen shows from now on, such as that this is a demo. */
    void banner(Message words);

    /**
     * Shows that something is being looked up, from 1 s on with the seconds; the operator may leave it.
     *
     * @return empty when the operator did not wait
     * @throws hikae.text.ProblemException what the work threw
     */
    <T> Optional<T> look(Message what, Supplier<T> work);

    /** A list to choose one row of. */
    MenuChoice choose(Table table);

    /**
     * Rows to be ticked off, with values to copy.
     *
     * @param ticked the ids of the rows that are ticked already
     * @return those that are when the operator is through, goes back or leaves
     */
    default Ticked tick(Ticklist list, Set<String> ticked) {
        return new Ticked(Navigation.NEXT, ticked);
    }

    /** Walks through the questions until all are answered, the operator goes back before the first, or leaves. */
    Navigation conduct(Interview interview);

    /** Shows what will be done and asks for consent: on = apply. */
    Navigation approve(Preview preview);

    /** Shows the work until it is over; the work goes on when the operator leaves. */
    Navigation follow(Run run);

    /** The result; stays until the operator has read it. */
    void show(Report report);

    /** A refusal or failure with its hint. */
    void refuse(Problem problem);

    @Override
    void close();
}
