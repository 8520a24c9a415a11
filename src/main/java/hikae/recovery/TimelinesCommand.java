package hikae.recovery;

import hikae.backup.home.BackupDirectory;
import hikae.backup.home.BackupPlace;
import hikae.flow.Session;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.instance.config.RedisSettings;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.Timelines;
import hikae.recovery.step.ClearTimelines;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Report;
import hikae.work.Run;
import hikae.work.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code hikae restore timelines}: after a restore, timelines in Redis name notes that are not there any more, and cached
 * answers tell of blocks, mutes, follows and custom emojis as they were.
 */
public final class TimelinesCommand {
    private static final String FLOW = "timelines";
    private static final int LIMIT = 1 << 20;
    private static final String FALLBACK =
            "SELECT coalesce(to_jsonb(m)->>'enableFanoutTimelineDbFallback', 'true') AS fallback FROM meta m LIMIT 1";

    private final Session session;
    private final Host host;

    public TimelinesCommand(Session session) {
        this.session = session;
        this.host = session.host();
    }

    /** Counts, shows, and removes with consent; empty when the operator went back. */
    public Optional<ExitCode> run() {
        Optional<Plan> plan = session.look(Message.of("recovery.looking-timelines"), this::plan);
        if (plan.isEmpty()) {
            return Optional.empty();
        }
        if (plan.get().isEmpty()) {
            return session.flow().instead(report("timelines-none", List.of(), ExitCode.DONE, 0));
        }
        if (session.given().dryRun()) {
            return session.flow().instead(RehearseReport.dryRun(plan.get()));
        }
        return session.flow().approve(plan.get(), TimelinesCommand::report);
    }

    private Plan plan() {
        BackupDirectory directory = new BackupPlace(host, session.given()).present(true);
        RestoreTarget target = RestoreTarget.of(directory);
        List<Timelines> kinds = kinds(target);
        demandFallback(target);
        List<Step> steps = new ArrayList<>();
        for (Timelines kind : kinds) {
            long count = kind.count(host);
            if (count > 0) {
                steps.add(new ClearTimelines(kind, count));
            }
        }
        return Plan.at(session.now(), FLOW, target.home(), steps, target.input());
    }

    /** What is kept in two places is asked for in both. */
    private List<Timelines> kinds(RestoreTarget target) {
        Path config = Path.of(target.misskey().settings());
        Optional<byte[]> file = host.files().readIfThere(config, LIMIT);
        RedisSettings lists = known(file.flatMap(bytes -> RedisSettings.parse(bytes, "default.yml")), config);
        RedisSettings caches = known(file.flatMap(bytes -> RedisSettings.ofCaches(bytes, "default.yml")), config);
        return List.of(
                new Timelines(container(target, lists).id(), lists, Timelines.Kind.LISTS),
                new Timelines(container(target, caches).id(), caches, Timelines.Kind.CACHES));
    }

    private static RedisSettings known(Optional<RedisSettings> found, Path config) {
        RedisSettings redis = found.orElseThrow(() -> ProblemException.of("timelines-unknown", config));
        if (redis.locked()) {
            throw ProblemException.of("timelines-locked", redis.host());
        }
        return redis;
    }

    private Docker.Container container(RestoreTarget target, RedisSettings redis) {
        return host.docker().containers().stream()
                .filter(one ->
                        one.project().filter(target.misskey().project()::equals).isPresent())
                .filter(one -> one.service().filter(redis.host()::equals).isPresent()
                        || one.networks().stream().anyMatch(at -> at.aliases().contains(redis.host())))
                .filter(Docker.Container::isRunning)
                .findFirst()
                .orElseThrow(() -> ProblemException.of("timelines-no-container", redis.host()));
    }

    /** Where Misskey was told not to read the database, an empty list stays an empty timeline. */
    private void demandFallback(RestoreTarget target) {
        try (PsqlContainer client = PsqlContainer.start(host, target.way(), "look", target.home(), List.of())) {
            boolean off = client.rows(target.database().name(), FALLBACK).stream()
                    .anyMatch(row -> "false".equals(String.valueOf(row.get("fallback"))));
            if (off) {
                throw ProblemException.of(
                        "timelines-no-fallback", target.misskey().host());
            }
        }
    }

    private static Report report(Run run) {
        List<Line> lines = new ArrayList<>();
        run.findings().forEach(finding -> lines.addAll(Line.explained(finding)));
        Optional<Problem> problem = run.problem();
        problem.ifPresent(why -> lines.addAll(Line.explained(Finding.no(why))));
        ExitCode exit = problem.isEmpty() ? ExitCode.DONE : ExitCode.MIDWAY;
        return report(problem.isEmpty() ? "timelines" : "timelines-failed", lines, exit, 1);
    }

    private static Report report(String id, List<Line> lines, ExitCode exit, int changed) {
        return new Report(id, Message.of("report." + id + ".headline"), lines, Map.of("changed", changed > 0), exit);
    }
}
