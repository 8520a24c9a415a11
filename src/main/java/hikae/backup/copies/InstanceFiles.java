package hikae.backup.copies;

import hikae.backup.settings.BackupSettings;
import hikae.host.ComposeProject;
import hikae.host.Files;
import hikae.host.Host;
import hikae.instance.config.DockerEnv;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a Misskey that a dump does not hold and that it cannot run without: {@code .config}, its compose
 * files, {@code .env} and whatever else they name as {@code env_file}.
 *
 * @param tar as they stand, with their names below Misskey's directory
 * @param left what could not be read or is not below that directory, by name
 */
public record InstanceFiles(Tar tar, List<String> left) {
    private static final int LIMIT = 1 << 20;
    private static final int MOST = 200;
    private static final int OTHERS_READ = 04;

    public InstanceFiles {
        left = List.copyOf(left);
    }

    /** None: it is not known where Misskey is. */
    static InstanceFiles none() {
        return new InstanceFiles(new Tar(List.of()), List.of());
    }

    /**
     * Reads them.
     *
     * @param home the backup directory: who owns it will own the copies
     * @param docker whether Docker may be asked which compose files it was started with
     */
    public static InstanceFiles read(Host host, Path home, BackupSettings.Misskey misskey, boolean docker) {
        return misskey.directory().isEmpty() ? none() : new Reader(host, home, misskey, docker).read();
    }

    /** Their names. */
    public List<String> names() {
        return tar.entries().stream().map(Tar.Entry::name).toList();
    }

    private static final class Reader {
        private final Host host;
        private final Path directory;
        private final Optional<Integer> heir;
        private final Set<Path> wanted = new LinkedHashSet<>();
        private final Set<String> left = new TreeSet<>();
        private int room = MOST;

        Reader(Host host, Path home, BackupSettings.Misskey misskey, boolean docker) {
            this.host = host;
            this.directory = Path.of(misskey.directory());
            this.heir = heir(home);
            Set<Path> compose = new LinkedHashSet<>();
            Stream.concat(ComposeProject.NAMES.stream(), ComposeProject.OVERRIDES.stream())
                    .forEach(name -> compose.add(directory.resolve(name)));
            compose.addAll(misskey.compose().files());
            compose.addAll(namedByVariable());
            if (docker) {
                compose.addAll(started(misskey.project()));
            }
            wanted.addAll(config(directory.resolve(".config")));
            wanted.addAll(settings(Path.of(misskey.settings())));
            wanted.add(directory.resolve(".env"));
            wanted.addAll(misskey.compose().envFiles());
            wanted.addAll(compose);
            for (Path file : compose) {
                MentionedFiles mentioned = MentionedFiles.of(host.files(), file);
                wanted.addAll(mentioned.found());
                left.addAll(mentioned.unclear());
            }
        }

        InstanceFiles read() {
            List<Tar.Entry> entries = new ArrayList<>();
            for (Path path : new TreeSet<>(wanted)) {
                entry(path).ifPresent(entries::add);
            }
            return new InstanceFiles(new Tar(entries), List.copyOf(left));
        }

        /** Who gets the copies and could not have had what is copied otherwise; empty where there is no such user. */
        private Optional<Integer> heir(Path home) {
            Optional<Integer> misskeys = host.files().look(directory).map(Files.State::uid);
            return host.files()
                    .look(home)
                    .map(Files.State::uid)
                    .filter(uid -> uid != 0 && !Optional.of(uid).equals(misskeys));
        }

        /** compose.yml of the backups names Misskey's directory, and whoever can write that file could name another. */
        private boolean isForHeir(Files.State state) {
            return heir.isEmpty() || heir.get() == state.uid() || (state.mode() & OTHERS_READ) != 0;
        }

        private List<Path> config(Path config) {
            try {
                return host.files().list(config);
            } catch (ProblemException e) {
                left.add(name(config));
                return List.of();
            }
        }

        /** What is {@code .config} to Misskey, whatever it is called here; where one file is mounted, that alone. */
        private List<Path> settings(Path file) {
            Path around = Optional.ofNullable(file.getParent()).orElse(directory);
            boolean whole = around.startsWith(directory) && !around.equals(directory);
            return whole && host.files().look(around).isPresent() ? config(around) : List.of(file);
        }

        /** The files that {@code .env} names; those of a project that runs are known by its labels anyway. */
        private List<Path> namedByVariable() {
            Path env = directory.resolve(".env");
            try {
                Optional<DockerEnv> variables = host.files()
                        .readIfThere(env, LIMIT)
                        .map(bytes -> DockerEnv.parse(bytes, env.toString(), any -> Optional.empty()));
                String apart = value(variables, "COMPOSE_PATH_SEPARATOR").orElse(":");
                return value(variables, "COMPOSE_FILE").stream()
                        .flatMap(names -> Stream.of(names.split(Pattern.quote(apart))))
                        .map(name -> directory.resolve(name.strip()).normalize())
                        .toList();
            } catch (ProblemException | InvalidPathException e) {
                left.add(name(env)); // what it names is not known
                return List.of();
            }
        }

        private static Optional<String> value(Optional<DockerEnv> variables, String name) {
            return variables.flatMap(all -> all.get(name)).map(Secret::reveal).filter(text -> !text.isEmpty());
        }

        private List<Path> started(String project) {
            return host.docker().containers().stream()
                    .filter(one -> one.project().filter(project::equals).isPresent())
                    .flatMap(one -> one.composeFiles().stream())
                    .distinct()
                    .toList();
        }

        /** A link that may be followed counts as its file; what is no file at all is none of ours. */
        private Optional<Tar.Entry> entry(Path path) {
            try {
                Optional<Files.State> state =
                        host.files().look(host.files().real(path)).filter(one -> one.kind() == Files.Kind.FILE);
                if (state.isEmpty()) {
                    return Optional.empty();
                }
                if (!isForHeir(state.get())) {
                    left.add(name(path));
                    return Optional.empty();
                }
                return host.files().readIfThere(path, LIMIT).flatMap(bytes -> entry(path, state.get(), bytes));
            } catch (ProblemException e) {
                left.add(name(path));
                return Optional.empty();
            }
        }

        private Optional<Tar.Entry> entry(Path path, Files.State state, byte[] bytes) {
            String name = name(path);
            boolean fits = path.startsWith(directory)
                    && name.getBytes(StandardCharsets.UTF_8).length <= Tar.LONGEST_NAME
                    && --room >= 0;
            if (!fits) {
                left.add(name);
                return Optional.empty();
            }
            int uid = state.uid() > Tar.LARGEST_UID ? 0 : state.uid();
            long time = state.modified().getEpochSecond();
            return Optional.of(new Tar.Entry(name, state.mode(), uid, time, bytes));
        }

        private String name(Path path) {
            return path.startsWith(directory) ? directory.relativize(path).toString() : path.toString();
        }
    }
}
