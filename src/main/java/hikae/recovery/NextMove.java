package hikae.recovery;

import hikae.host.Files;
import hikae.recovery.record.Situation;
import hikae.recovery.run.LostClusterOptions;
import hikae.recovery.run.Note;
import hikae.recovery.run.RecoveryFlow;
import hikae.recovery.run.RunNotes;
import hikae.recovery.step.Forget;
import hikae.text.Message;
import hikae.work.Journal;
import java.util.Locale;

/** What can be done with a run that did not come to its end; nothing else is offered, and nothing else is done. */
public enum NextMove {
    /** Nothing that serves was changed yet: on to its end, or back. */
    EITHER,
    /** The databases were switched: on to its end, and from there another switch leads back. */
    ON,
    /** The backup is in the fresh database of a lost cluster: on to its end, and there is nothing to go back to. */
    FRESH,
    /** Whether they were switched is told by the server alone. */
    LOOK,
    /** It had turned back when it was interrupted, and can only be brought to that end. */
    BACK,
    /** Its cluster is lost and Misskey is off until a backup is in a fresh one. */
    AGAIN,
    /** A kept database is half dropped. */
    DROP;

    /** By what was noted alone. */
    static NextMove of(Files files, Journal.Record run) {
        if (run.flow().equals(RecoveryFlow.FORGET)) {
            return run.hasBegun(Forget.ID) ? DROP : EITHER;
        }
        RunNotes notes = RunNotes.past(files, run.folder());
        if (notes.has(Note.SWITCHED_AT)) {
            return switched(run);
        }
        if (LostClusterOptions.isLost(run.input())) {
            return notes.has(Note.STOPPED) ? AGAIN : EITHER;
        }
        if (notes.has(Note.INCOMING_OID)) {
            return LOOK;
        }
        return run.back() ? BACK : EITHER;
    }

    /** The same, with what the server has said. */
    static NextMove of(Files files, Journal.Record run, Situation.Serves serves) {
        NextMove noted = of(files, run);
        if (noted == DROP || (noted == AGAIN && serves != Situation.Serves.SWITCHED)) {
            return noted;
        }
        return switch (serves) {
            case SWITCHED -> switched(run);
            case BEFORE, UNSWITCHED, PENDING -> noted != LOOK ? noted : run.back() ? BACK : EITHER;
            case ANOTHER, UNSEEN -> noted;
        };
    }

    private static NextMove switched(Journal.Record run) {
        return LostClusterOptions.isLost(run.input()) ? FRESH : ON;
    }

    /** Whether what came in serves already. */
    boolean isSwitched() {
        return this == ON || this == FRESH;
    }

    /** Whether going on does what it says. */
    boolean leadsOn() {
        return this != BACK;
    }

    /** Whether going back does what it says. */
    boolean leadsBack() {
        return this == EITHER || this == BACK || this == LOOK;
    }

    /** What to type, and what that does. */
    public Message said() {
        return Message.of("recovery.next." + name().toLowerCase(Locale.ROOT));
    }
}
