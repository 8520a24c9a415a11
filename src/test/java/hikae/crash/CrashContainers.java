package hikae.crash;

import hikae.lab.Lab;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The containers of one Misskey and of its backup service as they stand, and those that were lent to a run.
 *
 * @param all every container of the engine that belongs to it
 */
record CrashContainers(List<One> all) {
    private static final String FORMAT = "{{.Name}}|{{.Id}} {{.State.StartedAt}}|{{.State.Running}}|"
            + "{{.HostConfig.RestartPolicy.Name}}|{{index .Config.Labels \"hikae.home\"}}|"
            + "{{index .Config.Labels \"com.docker.compose.project\"}}|"
            + "{{index .Config.Labels \"com.docker.compose.service\"}}|"
            + "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}|{{json .Config}}";

    /** One container. */
    record One(
            String name,
            String started,
            boolean running,
            String policy,
            String home,
            String project,
            String service,
            String address,
            String definition) {
        static One parse(String line) {
            String[] parts = line.split("\\|", 9);
            return new One(
                    parts[0].substring(1),
                    parts[1],
                    parts[2].equals("true"),
                    parts[3],
                    parts[4],
                    parts[5],
                    parts[6],
                    parts[7].strip().split(" ")[0],
                    parts[8]);
        }
    }

    /** Looks; one that goes away meanwhile is left out. */
    static CrashContainers look(String project, String home) {
        String lines = Lab.shell("docker inspect -f '" + FORMAT + "' $(docker ps -aq) 2>/dev/null || true");
        return new CrashContainers(lines.lines()
                .filter(line -> line.startsWith("/"))
                .map(One::parse)
                .filter(one ->
                        one.home.equals(home) || one.project.equals(project) || one.project.equals(project + "-backup"))
                .toList());
    }

    List<One> lent(String home) {
        return all.stream().filter(one -> one.home.equals(home)).toList();
    }

    List<One> of(String project, String service) {
        return all.stream()
                .filter(one -> one.project.equals(project) && one.service.matches(service))
                .toList();
    }

    Map<String, String> policies(String home) {
        return all.stream()
                .filter(one -> !one.home.equals(home))
                .collect(Collectors.toMap(One::name, One::policy, (a, b) -> a, TreeMap::new));
    }

    /** Since when each runs. */
    String started() {
        return all.stream().map(one -> one.name + " " + one.started).sorted().collect(Collectors.joining("\n"));
    }
}
