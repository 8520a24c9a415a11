package hikae.status;

import hikae.ask.Given;
import hikae.backup.BackupCommand;
import hikae.backup.dumps.Dump;
import hikae.backup.home.BackupDirectory;
import hikae.backup.home.BackupPlace;
import hikae.flow.Flow;
import hikae.flow.Session;
import hikae.host.Host;
import hikae.recovery.KeptCommand;
import hikae.recovery.RehearseCommand;
import hikae.setup.ScheduleCommand;
import hikae.setup.SetupCommand;
import hikae.status.look.StatusInspector;
import hikae.status.look.StatusSnapshot;
import hikae.text.Amount;
import hikae.text.Language;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.ui.MenuChoice;
import hikae.ui.Navigation;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Preview;
import hikae.work.Run;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code hikae status}: whether a backup will be made tonight, and whether there is one to restore now. */
public final class StatusCommand {
    private final Session session;
    private final Host host;

    public StatusCommand(Session session) {
        this.session = session;
        this.host = session.host();
    }

    /**
     * Shows the verdict and a line for each check.
     *
     * @return whether all is well; empty when the operator did not wait
     */
    public Optional<ExitCode> show() {
        Optional<Status> status = look();
        status.ifPresent(
                all -> session.face().show(StatusReport.of(all, session.face().language())));
        return status.map(Status::exit);
    }

    /** The same for cron: says nothing at all when all is well, however long it takes, else only what is not. */
    public Optional<ExitCode> quiet() {
        Status status = unseen(host, session.given());
        status.urgent().stream()
                .flatMap(checked -> checked.finding().problem().stream())
                .forEach(session.face()::refuse);
        return Optional.of(status.exit());
    }

    /** The same as one line for Nagios. */
    public static Nagios nagios(Host host, Given given, Language language) {
        try {
            return Nagios.of(unseen(host, given), language);
        } catch (ProblemException e) {
            return Nagios.unknown(e.problem(), language);
        }
    }

    /**
     * The screen: what is not well, a row for each way to fix it, and a fresh look after each.
     *
     * @return how it ended; empty when the operator went back
     */
    public Optional<ExitCode> screen() {
        return screen(status -> Optional.empty());
    }

    /** The same as a command of its own, which has nowhere to go back to: the shell is told how things stand then. */
    public Optional<ExitCode> repairByChoice() {
        return screen(status -> Optional.of(status.exit()));
    }

    private Optional<ExitCode> screen(Function<Status, Optional<ExitCode>> back) {
        while (true) {
            Optional<Status> status = look();
            if (status.isEmpty()
                    || (status.get().reds().isEmpty() && Repair.of(status.get()).isEmpty())) {
                status.ifPresent(all ->
                        session.face().show(StatusReport.of(all, session.face().language())));
                return status.flatMap(back);
            }
            MenuChoice chosen = session.face().choose(StatusTable.of(status.get()));
            if (chosen.navigation() != Navigation.NEXT) {
                return chosen.navigation() == Navigation.BACK ? back.apply(status.get()) : Optional.of(ExitCode.LEFT);
            }
            if (open(chosen.value(), status.get()).filter(ExitCode.LEFT::equals).isPresent()) {
                return Optional.of(ExitCode.LEFT);
            }
        }
    }

    private Optional<ExitCode> open(String row, Status status) {
        if (row.equals(StatusTable.AGAIN)) {
            return Optional.empty();
        }
        if (row.equals(StatusTable.ALL)) {
            session.face().show(StatusReport.of(status, session.face().language()));
            return Optional.empty();
        }
        try {
            Repair repair = Repair.valueOf(row.toUpperCase(Locale.ROOT));
            return switch (repair) {
                case SCHEDULE -> new ScheduleCommand(session).run();
                case SETUP -> new SetupCommand(session, false).run();
                case BACKUP -> new BackupCommand(session).run();
                case REHEARSE -> new RehearseCommand(session, Optional.empty()).run();
                case FORGET -> new KeptCommand(session).forget();
                case MODES, ASIDE, IMAGE, ANEW -> repaired(status, Set.of(repair));
            };
        } catch (ProblemException e) {
            session.face().refuse(e.problem());
            return Optional.empty();
        }
    }

    /**
     * With nobody there: fixes at once what needs no choice, and gives the verdict after it.
     *
     * @return how it ended
     */
    public Optional<ExitCode> repair() {
        Optional<Status> status = look();
        if (status.isEmpty()) {
            return Optional.empty();
        }
        Set<Repair> wanted = Repair.withoutChoice(status.get());
        if (!wanted.isEmpty()) {
            Optional<ExitCode> ended = repaired(status.get(), wanted);
            if (session.given().dryRun() || ended.isPresent()) {
                return ended.or(() -> Optional.of(ExitCode.DONE));
            }
        }
        return show();
    }

    /** Shows the plan, does it with consent; empty when it was done or not wanted. */
    private Optional<ExitCode> repaired(Status status, Set<Repair> wanted) {
        Optional<BackupDirectory> directory = session.look(Message.of("status.looking"), this::present);
        if (directory.isEmpty()) {
            return Optional.empty();
        }
        Plan plan = new RepairPlanner(status, directory.get()).plan(wanted);
        if (plan.isEmpty() || session.given().dryRun()) {
            session.face().show(StatusReport.dryRun(plan));
            return Optional.empty();
        }
        Navigation approved = session.face().approve(Preview.of(plan));
        return approved == Navigation.NEXT ? done(plan) : Flow.ended(approved);
    }

    private Optional<ExitCode> done(Plan plan) {
        Optional<Run> run = session.flow().done(plan);
        if (run.isEmpty()) {
            return Optional.of(ExitCode.LEFT);
        }
        Optional<Problem> problem = run.get().problem();
        problem.ifPresent(session.face()::refuse);
        return problem.map(any -> ExitCode.MIDWAY);
    }

    private BackupDirectory present() {
        host.docker().engine();
        return new BackupPlace(host, session.given()).present(true);
    }

    private Optional<Status> look() {
        return look(new StatusInspector(host, session.given()), session.face()::look);
    }

    private static Status unseen(Host host, Given given) {
        return look(new StatusInspector(host, given), (words, work) -> Optional.of(work.get()))
                .orElseThrow();
    }

    /** How somebody waits for a look; empty when he did not. */
    private interface Wait {
        Optional<StatusSnapshot> forLook(Message words, Supplier<StatusSnapshot> work);
    }

    /** Looks at everything, and reads the youngest dumps until one is good: size and time prove nothing. */
    private static Optional<Status> look(StatusInspector look, Wait wait) {
        Optional<StatusSnapshot> snapshot = wait.forLook(Message.of("status.looking"), look::seen);
        Optional<Dump> next = snapshot.flatMap(StatusInspector::unread);
        while (next.isPresent()) {
            Dump dump = next.get();
            StatusSnapshot before = snapshot.orElseThrow();
            Message words = Message.of("status.reading", dump.shown(), Amount.bytes(dump.bytes()));
            snapshot = wait.forLook(words, () -> look.read(before, dump));
            next = snapshot.flatMap(StatusInspector::unread).filter(other -> !other.equals(dump));
        }
        return snapshot.map(Status::of);
    }
}
