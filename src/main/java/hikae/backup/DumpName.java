package hikae.backup;

import hikae.ask.Given;
import hikae.backup.dumps.BackupFolder;
import hikae.backup.dumps.Dump;
import hikae.backup.dumps.Tier;
import hikae.backup.dumps.Verification;
import hikae.backup.home.BackupDirectory;
import hikae.backup.home.BackupPlace;
import hikae.backup.settings.BackupLayout;
import hikae.host.Files;
import hikae.host.Host;
import hikae.instance.PathText;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The dump that somebody names: by a path, by its name in the backups directory, or the newest there. */
public final class DumpName {
    private final Host host;
    private final Optional<BackupDirectory> directory;
    private final Path home;
    private final Path backups;
    private final BackupFolder folder;
    private Optional<ProblemException> why = Optional.empty();

    /** Looks into the backup directory that is meant; a named file needs none. */
    public DumpName(Host host, Given given) {
        this.host = host;
        this.directory = present(given);
        this.home = directory
                .map(BackupDirectory::directory)
                .orElse(host.environment().stateDirectory());
        this.backups = directory.map(BackupDirectory::backups).orElse(home.resolve(BackupLayout.DUMPS));
        this.folder = new Verification(host, home, backups).folder();
    }

    private Optional<BackupDirectory> present(Given given) {
        try {
            return Optional.of(new BackupPlace(host, given).present(false));
        } catch (ProblemException e) {
            why = Optional.of(e);
            return Optional.empty();
        }
    }

    /** Words for what is found, in the zone of the schedule. */
    DumpLines words() {
        Clock clock = host.environment().clock();
        return directory.map(one -> DumpLines.now(clock, one)).orElseGet(() -> new DumpLines(ZonedDateTime.now(clock)));
    }

    /** The backup directory. */
    Path home() {
        return home;
    }

    /** Where its dumps are. */
    Path backups() {
        return backups;
    }

    /** Every dump of the folder. */
    List<Dump> all() {
        newest();
        return folder.dumps();
    }

    /**
     * The youngest dump of the folder.
     *
     * @throws ProblemException {@code backup-none} when there is none, or why there is no folder
     */
    public Dump newest() {
        return folder.youngest().orElseThrow(() -> why.orElse(ProblemException.of("backup-none", backups)));
    }

    /**
     * The dump a text names, in the folder or anywhere else. A link in the folder must not lead out of it.
     *
     * @throws ProblemException when there is no such file, or it is none
     */
    public Dump named(String text) {
        Path typed = places(text).stream()
                .filter(path -> host.files().look(path).isPresent())
                .findFirst()
                .orElseThrow(
                        () -> ProblemException.of("dump-not-there", PathText.parse(text, host.environment()), backups));
        Path real = host.files().real(typed);
        if (typed.startsWith(backups) && !real.startsWith(host.files().real(backups))) {
            throw ProblemException.of("dump-link-outside", typed, real);
        }
        Files.State state = host.files()
                .look(real)
                .filter(found -> found.kind() != Files.Kind.SYMLINK)
                .orElseThrow(() -> ProblemException.of("file-link-dangling", typed));
        return folder.of(real).orElseGet(() -> new Dump(List.of(real), state, Optional.empty()));
    }

    /** As typed, below the backups directory, and in each of its tiers. */
    private List<Path> places(String text) {
        Path typed = PathText.parse(text, host.environment());
        List<Path> places = new ArrayList<>(List.of(typed));
        Path plain = Path.of(text.strip());
        if (!plain.isAbsolute()) {
            places.add(backups.resolve(plain).normalize());
            for (Tier tier : Tier.values()) {
                places.add(backups.resolve(tier.folder()).resolve(plain).normalize());
            }
        }
        return places;
    }
}
