package hikae.recovery.record;

import hikae.host.Host;
import hikae.recovery.run.Containers;
import hikae.recovery.run.LostClusterOptions;
import hikae.recovery.run.MisskeyAnswer;
import hikae.recovery.run.MisskeyHealth;
import hikae.recovery.run.Note;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.run.RunContext;
import hikae.recovery.run.RunNotes;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.ServerQueries;
import hikae.recovery.server.ServerState.DatabaseState;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.work.Journal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a restore, or going back from one, has come to: looked at now, from outside. What a run has noted says what was
 * meant; its answer may have been lost on the way.
 *
 * @param serves which database has the live name
 * @param misskey whether Misskey answers
 * @param unseen why the database server could not be asked
 */
public record Situation(Serves serves, MisskeyAnswer misskey, Optional<Problem> unseen) {
    private static final String STOPPED = "database-stopped";

    /** Which database has the live name. */
    public enum Serves {
        /** The one from before. */
        BEFORE,
        /** The server did not say, but no switch was ever begun. */
        UNSWITCHED,
        /** The cluster was lost, and the backup is not in its place yet. */
        PENDING,
        /** The one that the run was to put in its place. */
        SWITCHED,
        /** Neither of them, perhaps none. */
        ANOTHER,
        /** The server did not say. */
        UNSEEN
    }

    /** By a client of its own, which is given back. */
    public static Situation look(Host host, RunContext context) {
        RestoreTarget target = context.target();
        try (PsqlContainer client = PsqlContainer.start(host, target.way(), "look", target.home(), List.of())) {
            return look(host, context, client);
        } catch (ProblemException e) {
            return unseen(host, context, MisskeyAnswer.UNSEEN, e.problem());
        }
    }

    /** Of a database that was stopped, that is said, and how it is started; not that nothing answers. */
    private static Problem why(Host host, RestoreTarget target, Problem said) {
        try {
            return new Containers(host.docker(), target)
                    .database()
                    .filter(one -> !one.isRunning())
                    .map(one -> Problem.of(
                            STOPPED,
                            target.misskey().databaseService(),
                            target.misskey().directory()))
                    .orElse(said);
        } catch (ProblemException e) {
            return said; // nor does the engine
        }
    }

    private static Situation look(Host host, RunContext context, PsqlContainer client) {
        MisskeyAnswer misskey = new MisskeyHealth(context.target()).now(host, client);
        try {
            return new Situation(
                    serves(context, context.notes(host), ServerQueries.databases(client)), misskey, Optional.empty());
        } catch (ProblemException e) {
            return unseen(host, context, misskey, e.problem());
        }
    }

    /** What the notes alone tell; nothing where they cannot be read either. */
    private static Situation unseen(Host host, RunContext context, MisskeyAnswer misskey, Problem said) {
        Problem why = why(host, context.target(), said);
        try {
            return new Situation(fallback(context.notes(host)), misskey, Optional.of(why));
        } catch (ProblemException e) {
            return new Situation(Serves.UNSEEN, misskey, Optional.of(e.problem()));
        }
    }

    /** The oids are noted before the switch is asked for: without them none was. */
    private static Serves fallback(RunNotes notes) {
        if (notes.has(Note.SWITCHED_AT)) {
            return Serves.SWITCHED; // noted when it had been seen
        }
        return notes.has(Note.INCOMING_OID) ? Serves.UNSEEN : Serves.UNSWITCHED;
    }

    /** Which one it is, among the databases there are. */
    static Serves serves(RunContext context, RunNotes notes, Map<String, DatabaseState> all) {
        if (context.isSwitched(notes, all)) {
            return Serves.SWITCHED;
        }
        Optional<Long> live =
                Optional.ofNullable(all.get(context.target().database().name())).map(DatabaseState::oid);
        Optional<Long> before = notes.get(Note.LIVE_OID);
        return live.isPresent() && (before.isEmpty() || before.equals(live)) ? Serves.BEFORE : Serves.ANOTHER;
    }

    /**
     * Of a run that has not come to its end; empty for one that neither root nor we have noted. Whoever owns the backup
     * directory could make up one that leads to a server of his, with a password of ours.
     *
     * @param folder the run folder
     */
    public static Optional<Situation> of(Host host, Path folder) {
        return Journal.own(host.files(), folder).map(run -> of(host, run));
    }

    private static Situation of(Host host, Journal.Record run) {
        Situation now;
        try {
            now = look(host, new RunContext(RestoreTarget.of(run), run.runId(), false));
        } catch (ProblemException e) {
            return new Situation(Serves.UNSEEN, MisskeyAnswer.UNSEEN, Optional.of(e.problem()));
        }
        boolean pending = LostClusterOptions.isLost(run.input()) && now.serves != Serves.SWITCHED;
        return pending ? new Situation(Serves.PENDING, now.misskey, now.unseen.filter(why -> !isStopped(why))) : now;
    }

    private static boolean isStopped(Problem why) {
        return why.id().equals(STOPPED);
    }

    /** What helps at all, before what was meant to come next: nothing does while the database does not run. */
    public Message first(Message next) {
        return unseen.filter(Situation::isStopped)
                .map(why -> Message.of(
                        "recovery.next.stopped", why.args().get(0), why.args().get(1), next))
                .orElse(next);
    }

    /**
     * Whether a run that has not come to its end has switched the databases; asked of the server where it may have.
     *
     * @throws ProblemException {@code recovery-switch-unseen} when it may have and the server does not say
     */
    public static boolean isSwitched(Host host, Journal.Record run) {
        RunNotes notes = new RunNotes(host.files(), run.folder());
        if (notes.has(Note.SWITCHED_AT) || !notes.has(Note.INCOMING_OID)) {
            return notes.has(Note.SWITCHED_AT);
        }
        Situation now = look(host, new RunContext(RestoreTarget.of(run), run.runId(), false));
        if (now.serves == Serves.UNSEEN) {
            throw ProblemException.of(
                    "recovery-switch-unseen",
                    RestoreTarget.of(run).database().name(),
                    now.unseen.map(Problem::id).orElse("-"));
        }
        return now.serves == Serves.SWITCHED;
    }

    /** What the report of a run is called that did not come to its end; the way back was gone before. */
    public String failed() {
        return switch (serves) {
            case SWITCHED -> misskey == MisskeyAnswer.ANSWERS ? "restore-switched" : "restore-midway";
            case BEFORE ->
                switch (misskey) {
                    case ANSWERS -> "restore-failed";
                    case SILENT -> "restore-failed-silent";
                    case UNSEEN -> "restore-failed-unseen";
                };
            case UNSWITCHED -> "restore-failed-unseen";
            case ANOTHER -> "restore-another";
            case PENDING, UNSEEN -> "restore-unseen";
        };
    }

    /** For a text's key or JSON. */
    public String servesWord() {
        return serves.name().toLowerCase(Locale.ROOT);
    }

    /** For a text's key or JSON. */
    public String misskeyWord() {
        return misskey.word();
    }
}
