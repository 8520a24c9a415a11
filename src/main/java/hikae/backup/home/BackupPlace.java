package hikae.backup.home;

import hikae.ask.Given;
import hikae.backup.settings.BackupLayout;
import hikae.host.Host;
import hikae.instance.PathText;
import hikae.instance.find.Discovery;
import hikae.instance.find.InstanceFinder;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The backup directory a command means: the named one, else the one there is on this host. */
public final class BackupPlace {
    private final Host host;
    private final Given given;

    public BackupPlace(Host host, Given given) {
        this.host = host;
        this.given = given;
    }

    /**
     * The directory as it stands.
     *
     * @param docker whether Docker answers and may be asked
     * @throws ProblemException {@code setup-missing} when there is no setup in it, {@code setup-several} when
     *     there are several and none was named
     */
    public BackupDirectory present(boolean docker) {
        Path directory = directory();
        BackupDirectory present = new BackupDirectoryReader(host, docker).read(directory, "");
        if (!present.isSetUp()) {
            throw ProblemException.of("setup-missing", directory);
        }
        return present;
    }

    /** Where it is, links resolved. */
    public Path directory() {
        Path directory = given.answer("backup_dir")
                .map(text -> PathText.parse(text, host.environment()))
                .or(this::beside)
                .orElseGet(this::only);
        return host.files().real(directory);
    }

    private Optional<Path> beside() {
        return given.answer("instance_dir")
                .map(text -> PathText.parse(text, host.environment()))
                .map(path -> BackupLayout.beside(path));
    }

    private Path only() {
        List<Path> all = BackupDirectories.look(host).all();
        if (all.size() > 1) {
            throw ProblemException.of("setup-several", all.get(0), all.get(1));
        }
        if (all.size() == 1) {
            return all.get(0);
        }
        Discovery found = new InstanceFinder(host).find(Optional.empty());
        return found.instances().stream()
                .findFirst()
                .map(instance -> BackupLayout.beside(instance.directory()))
                .orElseThrow(() -> new ProblemException(found.whyNone()));
    }
}
