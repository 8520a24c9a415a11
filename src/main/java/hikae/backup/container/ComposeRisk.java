package hikae.backup.container;

import hikae.backup.compose.ComposeReading;
import hikae.backup.compose.PresentService;
import hikae.backup.compose.ProjectEnv;
import hikae.backup.settings.BackupLayout;
import hikae.host.ComposeProject;
import hikae.host.Host;
import hikae.instance.yaml.YamlTree;
import hikae.text.Json;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.Change;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What it means to start the compose file of a backup directory. Docker does whatever stands there with the rights of
 * root, whoever wrote it.
 *
 * @param file the compose file; empty path where there is none
 * @param keys what gives a container more of this host than a backup needs, as {@code SERVICE: KEY: VALUE}
 * @param writer who can change the file that is neither root nor the one we run as
 * @param understood whether Compose has said how it understands the file; else it was only judged as it is written
 */
public record ComposeRisk(Path file, List<String> keys, Optional<String> writer, boolean understood) {
    private static final int LIMIT = 1 << 20;

    public ComposeRisk {
        keys = List.copyOf(keys);
    }

    /** There is no compose file yet, and nothing to be understood. */
    public static ComposeRisk none() {
        return new ComposeRisk(Path.of(""), List.of(), Optional.empty(), true);
    }

    /**
     * The file as it stands now.
     *
     * @param compose whether Compose is asked how it understands it, too: it fills in variables and reads other files
     * @throws ProblemException where it cannot be read
     */
    public static ComposeRisk look(Host host, Path home, boolean compose) {
        Path directory = host.files().real(home);
        Optional<Path> found = ComposeProject.NAMES.stream()
                .map(directory::resolve)
                .filter(file -> host.files().look(file).isPresent())
                .findFirst();
        if (found.isEmpty()) {
            return none();
        }
        Path file = found.get();
        byte[] bytes = host.files().read(file, LIMIT);
        YamlTree tree = YamlTree.parse(bytes, file.toString());
        PresentService backup = ComposeReading.read(tree);
        Path dumps = DumpsPlace.of(directory, Optional.of(backup), BackupService.unknown())
                .path();
        ComposeDangers dangers = new ComposeDangers(directory, Optional.of(dumps));
        Map<String, Object> written = ComposeTree.of(tree);
        Set<String> keys = new LinkedHashSet<>(dangers.in(written, backup.service()));
        otherFiles(host, directory).ifPresent(keys::add);
        Optional<String> writer = host.files().otherWriter(file);
        boolean asked = compose && (writer.isEmpty() || !ComposeDangers.readsOthers(written));
        Optional<Map<String, Object>> model = asked ? model(host, directory, bytes) : Optional.empty();
        model.ifPresent(one -> keys.addAll(dangers.in(one, backup.service())));
        return new ComposeRisk(file, List.copyOf(keys), writer, model.isPresent());
    }

    /** By this variable Compose starts other files than the one that was looked at. */
    private static Optional<String> otherFiles(Host host, Path directory) {
        Path env = directory.resolve(BackupLayout.ENV);
        return host.files()
                .readIfThere(env, LIMIT)
                .flatMap(bytes -> ProjectEnv.files(bytes, env.toString()))
                .map(files -> BackupLayout.ENV + ": " + ProjectEnv.FILES + ": " + files);
    }

    /**
     * Where Compose cannot say it, what stands in the file has to do. It is not asked about a file of somebody else that
     * names other files: they may be on another server, and Compose would fetch them at once, as root.
     */
    private static Optional<Map<String, Object>> model(Host host, Path directory, byte[] file) {
        try {
            return host.compose().model(directory, file).flatMap(Json::object);
        } catch (ProblemException e) {
            return Optional.empty(); // the step that starts it says what is wrong with it
        }
    }

    /** For the preview of a plan that starts it. */
    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        keys.forEach(key -> changes.add(new Change.NoteChange(Message.of("compose.danger", file, key))));
        writer.ifPresent(whom -> changes.add(new Change.TrustChange(Message.of("compose.trust", file, whom), whom)));
        return changes;
    }

    /**
     * Refuses what is there now and was not when this was shown.
     *
     * @throws ProblemException naming the first of it
     */
    void demandNoMore(ComposeRisk now) {
        now.keys().stream().filter(key -> !keys.contains(key)).findFirst().ifPresent(key -> {
            throw ProblemException.of("compose-danger-new", now.file(), key);
        });
    }
}
