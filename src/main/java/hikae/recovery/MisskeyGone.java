package hikae.recovery;

import hikae.backup.copies.InstanceCopies;
import hikae.host.ComposeProject;
import hikae.host.Host;
import hikae.instance.config.DockerEnv;
import hikae.recovery.run.Containers;
import hikae.recovery.run.RestoreTarget;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.work.ExitCode;
import hikae.work.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server without Misskey's own files: nothing can be started there, but copies of them may be at hand. */
final class MisskeyGone {
    private static final int LIMIT = 1 << 20;

    private MisskeyGone() {}

    /** Its compose files by the names it was started with, else one of a usual name, else one that {@code .env} names. */
    private static boolean isThere(Host host, ComposeProject started, Path directory) {
        if (!started.files().isEmpty()) {
            return started.files().stream()
                    .allMatch(file -> host.files().look(file).isPresent());
        }
        return ComposeProject.NAMES.stream()
                        .anyMatch(name ->
                                host.files().look(directory.resolve(name)).isPresent())
                || namedByVariable(host, directory.resolve(".env"));
    }

    private static boolean namedByVariable(Host host, Path env) {
        return host.files()
                .readIfThere(env, LIMIT)
                .flatMap(bytes -> DockerEnv.parse(bytes, env.toString(), any -> Optional.empty())
                        .get("COMPOSE_FILE"))
                .filter(files -> !files.reveal().isEmpty())
                .isPresent();
    }

    /** What to do about it; empty where a compose file is there, or Misskey's containers are. */
    static Optional<Report> look(Host host, RestoreTarget target) {
        Path directory = Path.of(target.misskey().directory());
        if (isThere(host, target.composeProject(), directory)
                || new Containers(host.docker(), target).database().isPresent()) {
            return Optional.empty();
        }
        InstanceCopies copies = InstanceCopies.read(host.files(), target.home());
        boolean kept = copies.newest().isPresent();
        Problem problem = Problem.of(kept ? "recovery-misskey-kept" : "recovery-misskey-gone", directory);
        List<Line> lines = new ArrayList<>(RehearseReport.explained(Finding.no(problem)));
        lines.addAll(copies.layingOut(directory, host.environment().uid() == 0));
        Map<String, Object> facts =
                Map.of("changed", false, "problems", List.of(problem.id()), "copies", copies.names());
        return Optional.of(new Report(
                "restore-refused", Message.of("report.restore-refused.headline"), lines, facts, ExitCode.PROBLEM));
    }
}
