package hikae.instance.find;

import hikae.host.Host;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where Misskey's settings are on this host: what its container has mounted as {@code .config}, whatever that is called
 * outside.
 *
 * @param directory what is {@code .config} to Misskey
 * @param file its settings file
 * @param named whether Misskey is told to use another file than the usual one
 */
record SettingsPlace(Path directory, Path file, boolean named) {
    private static final String USUAL = "default.yml";
    private static final String DIRECTORY = ".config";

    /** Where nothing says otherwise. */
    static SettingsPlace usual(Path misskey) {
        Path directory = misskey.resolve(DIRECTORY);
        return new SettingsPlace(directory, directory.resolve(USUAL), false);
    }

    /**
     * By the mounts and variables of Misskey's services.
     *
     * @param misskey the project's directory, for an image that holds its settings itself
     */
    static SettingsPlace of(Host host, Path misskey, List<MisskeySigns> services) {
        Optional<String> name =
                services.stream().flatMap(one -> one.settingsName().stream()).findFirst();
        String wanted = name.orElse(USUAL);
        for (MisskeySigns one : services) {
            Optional<SettingsPlace> mounted = mounted(one, wanted, name.isPresent());
            if (mounted.filter(at -> isThere(host, at.file()) || isThere(host, at.directory()))
                    .isPresent()) {
                return mounted.get();
            }
        }
        Path directory = usual(misskey).directory();
        return new SettingsPlace(directory, directory.resolve(wanted).normalize(), name.isPresent());
    }

    private static Optional<SettingsPlace> mounted(MisskeySigns one, String wanted, boolean named) {
        Optional<Path> directory = one.settingsDirectory().filter(Path::isAbsolute);
        Optional<Path> single = one.service().mounts().stream()
                .filter(mount -> mount.target().endsWith("/" + DIRECTORY + "/" + wanted))
                .map(mount -> Path.of(mount.source()))
                .filter(Path::isAbsolute)
                .findFirst();
        return directory.map(
                at -> new SettingsPlace(at, single.orElse(at.resolve(wanted)).normalize(), named));
    }

    private static boolean isThere(Host host, Path path) {
        try {
            return host.files().look(path).isPresent();
        } catch (ProblemException e) {
            return true; // it is, and reading it says why it cannot be read
        }
    }
}
