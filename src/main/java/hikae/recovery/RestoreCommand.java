package hikae.recovery;

import hikae.backup.dumps.Dump;
import hikae.flow.Session;
import hikae.host.Host;
import hikae.recovery.plan.Preflight;
import hikae.recovery.plan.RestoreFacts;
import hikae.recovery.plan.RestorePlan;
import hikae.recovery.plan.RestoreRequest;
import hikae.recovery.plan.RestoreSurvey;
import hikae.recovery.record.LostRun;
import hikae.recovery.run.RecoveryFlow;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.run.SharedPsqlContainer;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Report;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/** {@code hikae restore}: a backup takes the place of the live database, which is kept. */
public final class RestoreCommand {
    private final Session session;
    private final Host host;
    private final Optional<String> named;

    /**
     * @param named the file as it was typed; empty to choose, with nobody there the youngest good one
     */
    public RestoreCommand(Session session, Optional<String> named) {
        this.session = session;
        this.host = session.host();
        this.named = named;
    }

    /**
     * Runs the flow.
     *
     * @return how it ended; empty when the operator went back
     */
    public Optional<ExitCode> run() {
        Optional<RestorePlace> found = session.look(
                Message.of("backup.looking"), () -> RestorePlace.find(host, session.given(), named.isPresent()));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        RestorePlace site = found.get();
        RestoreTarget target = site.target();
        boolean stuck = LostRun.stuck(host.files(), target.home()).isPresent();
        Optional<ExitCode> taken = stuck && named.isPresent()
                ? Optional.empty()
                : ResumeRun.before(session, target.home()).first();
        if (taken.isPresent()) {
            return taken;
        }
        Optional<Report> missing = MisskeyGone.look(host, target);
        if (missing.isPresent()) {
            return Optional.of(session.flow().show(missing.get()));
        }
        return chosen(site, stuck);
    }

    /** From the plan of one that was chosen from a list, back is to that list. */
    private Optional<ExitCode> chosen(RestorePlace site, boolean stuck) {
        while (true) {
            Optional<Dump> dump = site.present()
                    .map(directory -> new DumpChoice(session, directory, false).dump(named))
                    .orElseGet(() -> DumpChoice.named(session, site.target(), named.orElseThrow()));
            if (dump.isEmpty()) {
                return Optional.empty();
            }
            if (!dump.get().isGood()) {
                return Optional.of(session.flow()
                        .show(RestoreReport.refused(
                                dump.get().verified().orElseThrow().report().findings())));
            }
            Optional<ExitCode> ended = restore(site, dump.get(), stuck);
            if (ended.isPresent() || named.isPresent() || !session.face().attended()) {
                return ended;
            }
        }
    }

    /** Beside the live database where there is a server that holds something, else into a fresh one. */
    private Optional<ExitCode> restore(RestorePlace site, Dump dump, boolean stuck) {
        LostCluster cluster = new LostCluster(session, site.target());
        boolean fresh = stuck || site.vacant();
        while (!fresh) {
            Optional<Problem> said = Optional.empty();
            try {
                if (cluster.runs()) {
                    return beside(site, dump);
                }
            } catch (ProblemException e) {
                if (!LostCluster.isOutage(e.problem())) {
                    throw e;
                }
                said = Optional.of(e.problem());
            }
            LostCluster.Wish wish = cluster.wish(said, site.isNew());
            switch (wish) {
                case BACK -> {
                    return Optional.empty();
                }
                case LEAVE -> {
                    return Optional.of(ExitCode.LEFT);
                }
                case SHOWN -> {
                    return Optional.of(ExitCode.DONE);
                }
                case AGAIN, FRESH -> fresh = wish == LostCluster.Wish.FRESH;
            }
        }
        return cluster.restore(dump, site.isNew(), now(site));
    }

    private Optional<ExitCode> beside(RestorePlace site, Dump dump) {
        String runId = Plan.runIdAt(session.now(), RecoveryFlow.RESTORE);
        try (SharedPsqlContainer on = new SharedPsqlContainer()) {
            return session.look(
                            Message.of("recovery.looking"),
                            () -> new RestoreSurvey(host, site.target()).at(dump, runId, on))
                    .flatMap(seen -> walk(
                            seen,
                            site,
                            RestorePlan.made(
                                    RestoreRequest.of(seen.target(), seen.dump().path())
                                            .by(session.given().answers()),
                                    runId,
                                    on)));
        }
    }

    private ZonedDateTime now(RestorePlace site) {
        return session.now().atZone(site.zone());
    }

    private Optional<ExitCode> walk(RestoreFacts observed, RestorePlace site, Plan plan) {
        List<Finding> findings = Preflight.judge(
                observed, Preflight.isAnyInstance(session.given().answers()));
        if (findings.stream().anyMatch(Finding::isNo)) {
            return Optional.of(session.flow().show(RestoreReport.refused(findings)));
        }
        RestoreForm form = new RestoreForm(observed, findings, now(site));
        if (session.given().dryRun()) {
            return session.flow().instead(RestoreReport.dryRun(form.lines(), plan));
        }
        return new RecoveryRunner(session).walk(form.interview(session.given().answers()), plan);
    }
}
