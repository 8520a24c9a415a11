package hikae.backup;

import hikae.host.Host;
import hikae.instance.YamlTree;
import hikae.text.Json;
import hikae.text.ProblemException;
import hikae.text.Say;
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
 */
public record ComposeRisk(Path file, List<String> keys, Optional<String> writer) {
    private static final int LIMIT = 1 << 20;

    public ComposeRisk {
        keys = List.copyOf(keys);
    }

    /** There is no compose file yet. */
    public static ComposeRisk none() {
        return new ComposeRisk(Path.of(""), List.of(), Optional.empty());
    }

    /**
     * The file as it stands now.
     *
     * @param compose whether Compose is asked how it understands it, too: it fills in variables and reads other files
     * @throws ProblemException where it cannot be read
     */
    static ComposeRisk look(Host host, Path home, boolean compose) {
        Path directory = host.files().real(home);
        Optional<Path> found = PresentReader.COMPOSE_NAMES.stream()
                .map(directory::resolve)
                .filter(file -> host.files().look(file).isPresent())
                .findFirst();
        if (found.isEmpty()) {
            return none();
        }
        Path file = found.get();
        YamlTree tree = YamlTree.parse(host.files().read(file, LIMIT), file.toString());
        PresentBackup backup = ComposeReading.read(tree);
        Path dumps = DumpsPlace.of(directory, Optional.of(backup), BackupService.unknown())
                .path();
        ComposeDangers dangers = new ComposeDangers(directory, Optional.of(dumps));
        Set<String> keys = new LinkedHashSet<>(dangers.in(ComposeTree.of(tree), backup.service()));
        model(host, directory, compose).ifPresent(model -> keys.addAll(dangers.in(model, backup.service())));
        return new ComposeRisk(file, List.copyOf(keys), OtherWriter.of(host, file));
    }

    /** Where Compose cannot say it, what stands in the file has to do. */
    private static Optional<Map<String, Object>> model(Host host, Path directory, boolean compose) {
        try {
            return compose ? host.compose().model(directory).flatMap(Json::object) : Optional.empty();
        } catch (ProblemException e) {
            return Optional.empty(); // the step that starts it says what is wrong with it
        }
    }

    /** For the preview of a plan that starts it. */
    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        keys.forEach(key -> changes.add(new Change.NoteChange(Say.of("compose.danger", file, key))));
        writer.ifPresent(whom -> changes.add(new Change.TrustChange(Say.of("compose.trust", file, whom), whom)));
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
