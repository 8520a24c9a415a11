package hikae.instance.find;

import hikae.instance.compose.ComposeService;
import hikae.instance.compose.ImageName;
import hikae.text.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What speaks for a service being Misskey, weighed.
 *
 * @param service whose
 * @param signs each in words
 * @param weight the sum; what is sure by itself has at least {@link #SURE}
 */
record MisskeySigns(ComposeService service, List<Message> signs, int weight) {
    /** From here on it is Misskey. */
    static final int SURE = 4;

    /** Misskey and its forks, as their images and directories are called. */
    private static final Pattern NAMES = Pattern.compile(
            "(.*[-_.])?(misskey|cherrypick|sharkey|firefish|calckey|foundkey|iceshrimp|type4ny)([-_.].*)?");

    private static final Pattern HOMES = Pattern.compile("/(misskey|cherrypick|sharkey|firefish|calckey)/(.*)");
    private static final Set<String> FILE_VARIABLES = Set.of("MISSKEY_CONFIG_YML", "CHERRYPICK_CONFIG_YML");
    private static final Set<String> VARIABLES =
            Set.of("MK_ONLY_QUEUE", "MK_ONLY_SERVER", "MISSKEY_URL", "CHERRYPICK_URL", "MK_WITH_LOG_TIME");
    private static final Pattern COMMAND = Pattern.compile(".*(migrateandstart|pnpm run start|yarn start|misskey).*");
    private static final Pattern HEALTH = Pattern.compile(".*(/healthz|healthcheck\\.sh|/api/(?:ping|meta)).*");

    MisskeySigns {
        signs = List.copyOf(signs);
    }

    /**
     * Weighs one service.
     *
     * @param directory the project's directory
     * @param port what default.yml says that Misskey listens on
     */
    static MisskeySigns of(ComposeService service, Path directory, Optional<Integer> port) {
        return new Weighing(service).weigh(directory, port);
    }

    /** The same, as one that runs the image of a service that is sure. */
    MisskeySigns asAnother() {
        List<Message> more = new ArrayList<>(signs);
        more.add(Message.of("misskey.sign.same", service.image().orElse("-")));
        return new MisskeySigns(service, more, weight + SURE);
    }

    boolean isSure() {
        return weight >= SURE;
    }

    /** Whether it only works off the queue and serves nobody. */
    boolean isWorker() {
        return service.value("MK_ONLY_QUEUE").isPresent();
    }

    /** Where its settings come from on this host; empty where no mount says it. */
    Optional<ComposeService.Mount> settings() {
        return service.mounts().stream()
                .filter(mount -> mount.target().matches(".*/\\.config(/[^/]+)?"))
                .filter(mount -> !mount.source().isEmpty())
                .findFirst();
    }

    /** The directory they are in. */
    Optional<Path> settingsDirectory() {
        return settings().flatMap(mount -> {
            Path source = Path.of(mount.source());
            return Optional.ofNullable(mount.target().endsWith("/.config") ? source : source.getParent());
        });
    }

    /** The name of its settings file as its variable says, inside {@code .config}. */
    Optional<String> settingsName() {
        return FILE_VARIABLES.stream()
                .flatMap(key -> service.value(key).stream())
                .map(secret -> secret.reveal())
                .findFirst();
    }

    private static final class Weighing {
        private static final int FOR_CONFIG = 8;
        private static final int FOR_IMAGE = 6;
        private static final int FOR_HOME = 4;
        private static final int FOR_LESS = 3;
        private static final int FOR_LITTLE = 2;

        private final ComposeService service;
        private final List<Message> signs = new ArrayList<>();
        private int weight;

        Weighing(ComposeService service) {
            this.service = service;
        }

        MisskeySigns weigh(Path directory, Optional<Integer> port) {
            mounts();
            service.image()
                    .filter(image -> NAMES.matcher(ImageName.last(image)).matches())
                    .ifPresent(image -> add(FOR_IMAGE, Message.of("misskey.sign.image", image)));
            variables();
            service.build()
                    .filter(context -> isHome(context, directory))
                    .ifPresent(context -> add(FOR_HOME, Message.of("misskey.sign.build", context)));
            sign(HEALTH, service.run().health(), "misskey.sign.health");
            sign(COMMAND, service.run().command(), "misskey.sign.command");
            port.filter(service.run().ports()::contains)
                    .ifPresent(one -> add(FOR_LITTLE, Message.of("misskey.sign.port", one)));
            if (service.run().needs().size() > 1) {
                add(
                        1,
                        Message.of(
                                "misskey.sign.needs",
                                String.join(", ", service.run().needs())));
            }
            return new MisskeySigns(service, signs, weight);
        }

        private void mounts() {
            for (ComposeService.Mount mount : service.mounts()) {
                boolean settings = mount.target().matches(".*/\\.config(/[^/]+)?");
                boolean home = HOMES.matcher(mount.target()).matches();
                if (settings || home) {
                    int heavy = settings ? (home ? FOR_CONFIG : FOR_LESS) : FOR_HOME;
                    add(heavy, Message.of("misskey.sign.mount", mount.source(), mount.target()));
                }
            }
        }

        private void variables() {
            FILE_VARIABLES.stream()
                    .filter(key -> service.value(key).isPresent())
                    .forEach(key -> add(FOR_IMAGE, Message.of("misskey.sign.variable", key)));
            VARIABLES.stream()
                    .filter(key -> service.value(key).isPresent())
                    .forEach(key -> add(FOR_IMAGE, Message.of("misskey.sign.variable", key)));
        }

        /** Built from the directory that holds the settings, or from one that is called after it. */
        private static boolean isHome(String context, Path directory) {
            Path path = directory.resolve(context).normalize();
            String name = String.valueOf(path.getFileName());
            return path.equals(directory) || NAMES.matcher(name).matches();
        }

        private void sign(Pattern pattern, String text, String key) {
            if (pattern.matcher(text).matches()) {
                add(FOR_LESS, Message.of(key));
            }
        }

        private void add(int heavy, Message sign) {
            weight += heavy;
            signs.add(sign);
        }
    }
}
