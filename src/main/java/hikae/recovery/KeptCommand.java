package hikae.recovery;

import hikae.ask.Interview;
import hikae.backup.home.BackupDirectory;
import hikae.backup.home.BackupPlace;
import hikae.flow.Session;
import hikae.host.Host;
import hikae.recovery.plan.ForgetPlan;
import hikae.recovery.plan.ForgetRequest;
import hikae.recovery.plan.RestorePlan;
import hikae.recovery.plan.RestoreSurvey;
import hikae.recovery.plan.UndoRequest;
import hikae.recovery.record.Experience;
import hikae.recovery.record.KeptDatabase;
import hikae.recovery.record.LostRun;
import hikae.recovery.record.PastRestore;
import hikae.recovery.record.ServedDatabases;
import hikae.recovery.run.Containers;
import hikae.recovery.run.Manifest;
import hikae.recovery.run.RecoveryFlow;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.server.Names;
import hikae.recovery.server.ServerState.Since;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Preview;
import hikae.work.Runs;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code hikae restore undo} and {@code forget}: a database that was kept serves again, or is dropped. */
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
                KeptDatabase kept = setting.form().chosen(interview.answers());
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
                KeptDatabase kept = setting.form().chosen(interview.answers());
                ForgetRequest request = new ForgetRequest(setting.target(), kept.name(), kept.oid(), dumpFirst);
                return Preview.of(ForgetPlan.made(request, setting.runId(RecoveryFlow.FORGET)));
            });
        });
    }

    /** What both begin with. */
    private record Setting(RestoreTarget target, KeptForm form, ZonedDateTime now) {
        private String runId(String flow) {
            return Plan.runIdAt(now.toInstant(), flow);
        }
    }

    private interface Way {
        Optional<ExitCode> walk(Setting setting);
    }

    private Optional<ExitCode> with(Way way) {
        Optional<BackupDirectory> directory =
                session.look(Message.of("backup.looking"), () -> new BackupPlace(host, session.given()).present(true));
        if (directory.isEmpty()) {
            return Optional.empty();
        }
        Optional<ExitCode> taken =
                ResumeRun.before(session, directory.get().directory()).first();
        if (taken.isPresent()) {
            return taken;
        }
        return session.look(Message.of("recovery.looking-kept"), () -> setting(directory.get()))
                .flatMap(way::walk);
    }

    private Setting setting(BackupDirectory directory) {
        RestoreTarget target = RestoreTarget.of(directory);
        ServedDatabases standing = ServedDatabases.ask(host, target);
        if (standing.kept().isEmpty()) {
            LostRun.aside(host.files(), target.home()).ifPresent(aside -> {
                throw ProblemException.of("recovery-undo-lost", aside);
            });
            throw ProblemException.of("recovery-nothing-kept", target.database().name());
        }
        Instant instant = session.now();
        ZonedDateTime now =
                instant.atZone(directory.zone(host.environment().clock().getZone()));
        Optional<Since> since =
                newestAt(target, standing.kept().get(0)).map(id -> RestoreSurvey.since(host, target, id));
        KeptForm.Past past = kept -> PastRestore.ofKept(host.files(), target.home(), kept.name());
        Experience experience = Experience.of(host.files(), target.home())
                .seeing(host.docker(), new Containers(host.docker(), target).web());
        return new Setting(target, new KeptForm(target, standing, past, experience, since, now), now);
    }

    /** The newest note of the backup that replaced it, from the record of that run. */
    private Optional<String> newestAt(RestoreTarget target, KeptDatabase kept) {
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
                    : session.flow().approve(made, () -> new RecoveryRunner(session).follow(made.plan()));
        });
    }
}
