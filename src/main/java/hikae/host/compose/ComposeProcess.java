package hikae.host.compose;

import hikae.host.Compose;
import hikae.host.ComposeProject;
import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.Plain;
import hikae.host.Programs;
import hikae.host.docker.DockerAddress;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.text.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Docker Compose 2 and later as plugin of the docker command, or {@code docker-compose}, 1.x or 2.x. It
 * talks to the same engine as we do, and knows no COMPOSE_ variable of the operator's shell: the project's
 * {@code .env} decides.
 */
public final class ComposeProcess implements Compose {
    private static final List<List<String>> COMMANDS = List.of(List.of("docker", "compose"), List.of("docker-compose"));

    private static final List<String> PASSED_ON = List.of("HOME", "PATH", "DOCKER_CONFIG", "TMPDIR");
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);

    /** An image may have to be fetched over a slow line. */
    private static final Duration TO_START = Duration.ofMinutes(10);

    /** To read a project must not fetch what a file of somebody else names on another server; {@code .env} yields. */
    private static final List<String> NOTHING_FETCHED =
            List.of("COMPOSE_EXPERIMENTAL_GIT_REMOTE", "COMPOSE_EXPERIMENTAL_OCI_REMOTE");

    private final Environment environment;
    private final Programs programs;
    private final DockerAddress address;
    private final Made made;
    private @Nullable Found found;

    /** What the engine knows of containers that Compose has made. */
    public interface Made {
        /** What Compose has noted of the definition of a service's container; empty where there is none. */
        Optional<String> hash(Path directory, String service);
    }

    public ComposeProcess(Environment environment, Files files, Programs programs, Made made) {
        this.made = made;
        this.environment = environment;
        this.programs = programs;
        this.address = new DockerAddress(environment, files);
    }

    @Override
    public synchronized Found found() {
        Found known = found;
        if (known == null) {
            known = COMMANDS.stream()
                    .flatMap(command -> tried(command).stream())
                    .findFirst()
                    .orElseThrow(() -> ProblemException.of("compose-missing"));
            found = known;
        }
        return known;
    }

    @Override
    public synchronized String typed() {
        return Optional.ofNullable(found).map(Found::typed).orElseGet(Compose.super::typed);
    }

    @Override
    public void up(Path directory, String service, boolean forceRecreate, Consumer<String> lines) {
        boolean asItIs = !forceRecreate && found().isV1() && isAsWritten(directory, service);
        for (List<String> words : asItIs ? List.of(up(service)) : upCalls(service, forceRecreate, true)) {
            act(new Act(directory, words, service, "compose-failed"), lines);
        }
    }

    @Override
    public void start(ComposeProject project, List<String> services, Consumer<String> lines) {
        List<String> words = project.words();
        words.addAll(List.of("up", "-d", "--no-recreate"));
        words.addAll(services);
        String named = services.isEmpty() ? project.name().orElse("-") : String.join(", ", services);
        act(new Act(project.directory(), words, named, "compose-start-failed"), lines);
    }

    @Override
    public void takeAway(ComposeProject project, List<String> services, Consumer<String> lines) {
        if (services.isEmpty()) {
            return; // to Compose this would mean all of them
        }
        List<String> words = project.words();
        words.addAll(List.of("rm", "-s", "-f"));
        words.addAll(services);
        act(new Act(project.directory(), words, String.join(", ", services), "compose-not-removed"), lines);
    }

    /**
     * A command that changes something.
     *
     * @param directory where it runs
     * @param words after Compose's own
     * @param services whom it is about, for the operator
     * @param otherwise the problem when nothing better is known
     */
    private record Act(Path directory, List<String> words, String services, String otherwise) {}

    private void act(Act act, Consumer<String> lines) {
        List<String> command = quiet();
        command.addAll(act.words());
        ChildProcess.Ended ended = run(new ChildProcess(command, act.directory(), withEngine(), TO_START), lines);
        if (!ended.inTime()) {
            throw ProblemException.of("compose-timeout", act.services(), Long.toString(TO_START.toMinutes()));
        }
        if (!ended.isGood()) {
            throw new ComposeProblem(address.socket(), environment.user())
                    .of(act.services(), act.otherwise(), ended.last());
        }
    }

    @Override
    public String upCommand(String service, boolean forceRecreate) {
        return upCalls(Shell.word(service), forceRecreate, false).stream()
                .map(words -> found().typed() + " " + String.join(" ", words))
                .collect(Collectors.joining(" && "));
    }

    @Override
    public void validate(Path directory) {
        List<String> command = quiet();
        command.addAll(List.of("config", "--quiet"));
        config(command, directory, new byte[0]);
    }

    @Override
    public List<String> services(ComposeProject project) {
        List<String> command = quiet();
        command.addAll(project.words());
        command.addAll(List.of("config", "--services"));
        return config(command, project.directory(), new byte[0]).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @Override
    public Optional<String> model(Path directory, byte[] file) {
        if (found().isV1()) {
            return Optional.empty();
        }
        List<String> command = quiet();
        command.addAll(List.of("-f", "-", "--project-directory", directory.toString()));
        command.addAll(List.of("config", "--format", "json"));
        return Optional.of(String.join("\n", config(command, directory, file)));
    }

    @Override
    public Config config(ComposeProject project) {
        Map<String, String> variables = variables();
        NOTHING_FETCHED.forEach(name -> variables.put(name, "false"));
        return new ComposeConfig(project, quiet(), variables, found().isV1()).read();
    }

    private List<String> config(List<String> command, Path directory, byte[] input) {
        ChildProcess process = new ChildProcess(command, directory, variables(), TO_ANSWER, input);
        ChildProcess.Ended ended = run(process, line -> {});
        if (!ended.inTime()) {
            throw ProblemException.of("compose-slow", directory, TO_ANSWER.toSeconds());
        }
        if (!ended.isGood()) {
            throw ComposeProblem.invalid(directory, ended.last());
        }
        return ended.output();
    }

    /**
     * To recreate a container, Compose 1 reads of its image what engines from 25 on do not tell any more, and fails when
     * the old one is stopped and renamed already. So that one is taken away first; and before that, whatever else could
     * fail (the image, the network) is tried without touching it.
     *
     * @param careful whether to try that
     */
    private List<List<String>> upCalls(String service, boolean forceRecreate, boolean careful) {
        List<String> up = up(service);
        if (!found().isV1()) {
            return List.of(forceRecreate ? List.of("up", "-d", "--no-deps", "--force-recreate", service) : up);
        }
        List<String> tried = List.of("up", "--no-start", "--no-recreate", "--no-deps", service);
        List<String> away = List.of("rm", "-s", "-f", service);
        return careful ? List.of(tried, away, up) : List.of(away, up);
    }

    private static List<String> up(String service) {
        return List.of("up", "-d", "--no-deps", service);
    }

    /** Whether the container is as the file has it now, so that Compose 1 leaves it; not where it does not tell. */
    private boolean isAsWritten(Path directory, String service) {
        Optional<String> hash = made.hash(directory, service);
        if (hash.isEmpty()) {
            return false;
        }
        List<String> command = quiet();
        command.addAll(List.of("config", "--hash", service));
        ChildProcess.Ended ended = run(new ChildProcess(command, directory, withEngine(), TO_ANSWER), line -> {});
        return ended.inTime() && ended.isGood() && ended.output().contains(service + " " + hash.get());
    }

    /** The command up to its verb, without colours. */
    private List<String> quiet() {
        List<String> words = full(found().command()).orElseThrow(() -> ProblemException.of("compose-missing"));
        boolean old = found().version().matches("1\\.([01]?\\d|2[0-7])\\..*");
        words.addAll(old ? List.of("--no-ansi") : List.of("--ansi", "never"));
        return words;
    }

    private Optional<Found> tried(List<String> command) {
        return full(command).flatMap(words -> {
            words.addAll(List.of("version", "--short"));
            Path anywhere = Path.of("/");
            ChildProcess.Ended ended = run(new ChildProcess(words, anywhere, variables(), TO_ANSWER), line -> {});
            return ended.output().stream()
                    .map(line -> line.strip().replaceFirst("^v", ""))
                    .filter(line -> ended.isGood() && line.matches("\\d+\\.\\d+.*"))
                    .findFirst()
                    .map(version -> new Found(command, version));
        });
    }

    /** With the program's path, and in a session of its own where the system can do that. */
    private Optional<List<String>> full(List<String> command) {
        return programs.find(command.get(0)).map(program -> {
            List<String> words = new ArrayList<>();
            programs.find("setsid").ifPresent(setsid -> words.addAll(List.of(setsid.toString(), "-w")));
            words.add(program.toString());
            words.addAll(command.subList(1, command.size()));
            return words;
        });
    }

    /** With the engine that we talk to, too. */
    private Map<String, String> withEngine() {
        Map<String, String> variables = variables();
        variables.put("DOCKER_HOST", "unix://" + address.socket());
        return variables;
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(Map.of("LC_ALL", "C.UTF-8"));
        for (String name : PASSED_ON) {
            environment.variable(name).ifPresent(value -> variables.put(name, value));
        }
        return variables;
    }

    private static ChildProcess.Ended run(ChildProcess process, Consumer<String> lines) {
        try {
            return process.run(lines);
        } catch (IOException e) {
            String what = process.directory().toString();
            throw new ProblemException(
                    Problem.of("compose-failed", what, Plain.sentence(String.valueOf(e.getMessage()))), e);
        }
    }
}
