package hikae.recovery;

import hikae.ask.Given;
import hikae.backup.Dump;
import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.ui.FrontEnd;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Report;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/** {@code hikae restore}: a backup takes the place of the live database, which is kept. */
public final class RestoreCommand {
    private final Host host;
    private final FrontEnd face;
    private final Given given;
    private final Optional<String> named;

    /**
     * @param named the file as it was typed; empty to choose, with nobody there the youngest good one
     */
    public RestoreCommand(Host host, FrontEnd face, Given given, Optional<String> named) {
        this.host = host;
        this.face = face;
        this.given = given;
        this.named = named;
    }

    /**
     * Runs the flow.
     *
     * @return how it ended; empty when the operator went back
     */
    public Optional<ExitCode> run() {
        Optional<Site> found = face.look(Say.of("backup.looking"), () -> Site.find(host, given, named.isPresent()));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Site site = found.get();
        Target target = site.target();
        Work work = new Work(host, face, target.home());
        boolean stuck = LostRun.stuck(host.files(), target.home()).isPresent();
        Optional<ExitCode> taken = stuck && named.isPresent() ? Optional.empty() : work.takeUp();
        if (taken.isPresent()) {
            return taken;
        }
        Optional<Report> missing = MisskeyGone.look(host, target);
        if (missing.isPresent()) {
            face.show(missing.get());
            return Optional.of(missing.get().exit());
        }
        return chosen(site, work, stuck);
    }

    /** From the plan of one that was chosen from a list, back is to that list. */
    private Optional<ExitCode> chosen(Site site, Work work, boolean stuck) {
        while (true) {
            Optional<Dump> dump = site.present()
                    .map(present -> new DumpChoice(host, face, given, present, false).dump(named))
                    .orElseGet(() -> DumpChoice.named(host, face, given, site.target(), named.orElseThrow()));
            if (dump.isEmpty()) {
                return Optional.empty();
            }
            if (!dump.get().isGood()) {
                face.show(RestoreReport.refused(
                        dump.get().verified().orElseThrow().report().findings()));
                return Optional.of(ExitCode.PROBLEM);
            }
            Optional<ExitCode> ended = restore(site, dump.get(), work, stuck);
            if (ended.isPresent() || named.isPresent() || !face.attended()) {
                return ended;
            }
        }
    }

    /** Beside the live database where there is a server that holds something, else into a fresh one. */
    private Optional<ExitCode> restore(Site site, Dump dump, Work work, boolean stuck) {
        LostCluster cluster = new LostCluster(host, face, given, site.target());
        boolean fresh = stuck || site.vacant();
        while (!fresh) {
            Optional<Problem> said = Optional.empty();
            try {
                if (cluster.runs()) {
                    return beside(site, dump, work);
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
        return cluster.restore(dump, work, site.isNew(), now(site));
    }

    private Optional<ExitCode> beside(Site site, Dump dump, Work work) {
        String runId = Plan.runIdAt(host.environment().clock().instant(), RecoveryFlow.RESTORE);
        try (HandedOn on = new HandedOn()) {
            return face.look(Say.of("recovery.looking"), () -> new LookRound(host, site.target()).at(dump, runId, on))
                    .flatMap(seen -> walk(
                            seen,
                            site,
                            work,
                            RestorePlan.made(
                                    RestoreRequest.of(seen.target(), seen.dump().path())
                                            .by(given.answers()),
                                    runId,
                                    on)));
        }
    }

    private ZonedDateTime now(Site site) {
        return host.environment().clock().instant().atZone(site.zone());
    }

    private Optional<ExitCode> walk(Observed observed, Site site, Work work, Plan plan) {
        List<Finding> findings = Preflight.judge(observed, Preflight.isAnyInstance(given.answers()));
        if (findings.stream().anyMatch(Finding::isNo)) {
            face.show(RestoreReport.refused(findings));
            return Optional.of(ExitCode.PROBLEM);
        }
        RestoreForm form = new RestoreForm(observed, findings, now(site));
        if (given.dryRun()) {
            face.show(RestoreReport.dryRun(form.lines(), plan));
            return Optional.of(ExitCode.DONE);
        }
        return work.walk(form.interview(given.answers()), plan);
    }
}
