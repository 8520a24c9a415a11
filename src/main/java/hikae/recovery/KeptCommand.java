package hikae.recovery;

import hikae.ask.Interview;
import hikae.backup.BackupPlace;
import hikae.backup.Present;
import hikae.flow.Session;
import hikae.host.Host;
import hikae.recovery.ServerState.Since;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Preview;
import hikae.work.Runs;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code hikae restore undo} and {@code forget}: a database that was kept serves again, or is let go. */
public final class KeptCommand {
    private final Session session;
    private final Host host;

    public KeptCommand(Session session) {
        this.session = session;
        this.host = session.host();
    }

    /** Goes back to one; empty when the operator left before the plan. */
    public Optional<ExitCode> undo() {
        return with(setting -> {
            Interview interview = setting.form().undo(session.given().answers());
            return walk(interview, () -> {
                Kept kept = setting.form().chosen(interview.answers());
                Plan plan = RestorePlan.made(
                        new UndoRequest(setting.target(), kept.name()), setting.runId(RecoveryFlow.UNDO));
                return Preview.of(plan).saying(setting.form().said(interview.answers()));
            });
        });
    }

    /** Drops one; empty when the operator left before the plan. */
    public Optional<ExitCode> forget() {
        return with(setting -> {
            Interview interview = setting.form().forget(session.given().answers());
            return walk(interview, () -> {
                boolean dumpFirst = setting.form().dumpsFirst(interview.answers());
                Kept kept = setting.form().chosen(interview.answers());
                ForgetRequest request = new ForgetRequest(setting.target(), kept.name(), kept.oid(), dumpFirst);
                return Preview.of(ForgetPlan.made(request, setting.runId(RecoveryFlow.FORGET)));
            });
        });
    }

    /** What both begin with. */
    private record Setting(Target target, KeptForm form, ZonedDateTime now) {
        private String runId(String flow) {
            return Plan.runIdAt(now.toInstant(), flow);
        }
    }

    private interface Way {
        Optional<ExitCode> walk(Setting setting);
    }

    private Optional<ExitCode> with(Way way) {
        Optional<Present> present = session.face()
                .look(Say.of("backup.looking"), () -> new BackupPlace(host, session.given()).present(true));
        if (present.isEmpty()) {
            return Optional.empty();
        }
        Optional<ExitCode> taken =
                TakeUp.before(session, present.get().directory()).first();
        if (taken.isPresent()) {
            return taken;
        }
        return session.face()
                .look(Say.of("recovery.looking-kept"), () -> setting(present.get()))
                .flatMap(way::walk);
    }

    private Setting setting(Present present) {
        Target target = Target.of(present);
        Standing standing = Standing.ask(host, target);
        if (standing.kept().isEmpty()) {
            LostRun.aside(host.files(), target.home()).ifPresent(aside -> {
                throw ProblemException.of("recovery-undo-lost", aside);
            });
            throw ProblemException.of("recovery-nothing-kept", target.database().name());
        }
        Instant instant = host.environment().clock().instant();
        ZonedDateTime now =
                instant.atZone(present.zone(host.environment().clock().getZone()));
        Optional<Since> since = newestAt(target, standing.kept().get(0)).map(id -> LookRound.since(host, target, id));
        KeptForm.Past past = kept -> PastRestore.ofKept(host.files(), target.home(), kept.name());
        Experience experience = Experience.of(host.files(), target.home())
                .seeing(host.docker(), new Containers(host.docker(), target).web());
        return new Setting(target, new KeptForm(target, standing, past, experience, since, now), now);
    }

    /** The newest note of the backup that replaced it, from the record of that run. */
    private Optional<String> newestAt(Target target, Kept kept) {
        Path runs = Runs.folder(target.home());
        return host.files().list(runs).stream()
                .filter(folder -> folder.getFileName().toString().endsWith("-" + RecoveryFlow.RESTORE))
                .filter(folder -> Names.of(folder.getFileName().toString(), target.home())
                        .kept()
                        .equals(kept.name()))
                .findFirst()
                .flatMap(folder -> Manifest.read(host.files(), folder).newestNote());
    }

    private Optional<ExitCode> walk(Interview interview, Supplier<Preview> preview) {
        return session.flow().ask(interview, () -> {
            Preview made = preview.get();
            return session.given().dryRun()
                    ? session.flow().instead(RestoreReport.dryRun(host, made))
                    : session.flow().approve(made, () -> new Work(session).follow(made.plan()));
        });
    }
}
