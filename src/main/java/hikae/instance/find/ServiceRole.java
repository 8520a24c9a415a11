package hikae.instance.find;

import hikae.instance.compose.ComposeService;
import hikae.instance.compose.ImageName;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a service is that is not Misskey, by its image, its variables and its mounts. */
enum ServiceRole {
    /** A PostgreSQL server. */
    DATABASE,
    /** It hands connections on to a PostgreSQL server. */
    POOLER,
    /** Redis and its like. */
    CACHE,
    /** Makes dumps. */
    BACKUP,
    /** A proxy, a search engine, a bot or another neighbour. */
    NEIGHBOUR,
    /** Nothing tells: it may be Misskey. */
    OPEN;

    private static final Pattern POOLERS = Pattern.compile(".*(pgbouncer|pgcat|pgpool|odyssey|supavisor|pgdog).*");
    private static final Pattern CACHES = Pattern.compile(".*(redis|valkey|dragonfly|keydb|memcached).*");
    private static final Pattern BACKUPS = Pattern.compile(".*(backup|pg_?dump|restic|borg).*");
    private static final Pattern NEIGHBOURS =
            Pattern.compile("(.*[-_.])?(\\w*proxy|nginx\\w*|caddy|traefik|httpd|apache"
                    + "|varnish|cloudflared|tunnel|certbot|acme|summaly|\\w*bot|meilisearch|elasticsearch|opensearch|es|zinc"
                    + "|mcaptcha|adminer|pgadmin\\d*|pgweb|metabase|grafana|prometheus|loki|\\w*exporter|watchtower"
                    + "|portainer\\w*|minio|libretranslate|translator|mailhog|mailpit|postfix|sonic)([-_.].*)?");
    private static final Set<String> DATA = Set.of("/var/lib/postgresql", "/bitnami/postgresql");
    private static final String PASSWORD = "POSTGRES_PASSWORD";

    /**
     * The role of a service.
     *
     * @param misskey whether something speaks for its being Misskey: its own variables may name the database's password
     */
    static ServiceRole of(ComposeService service, boolean misskey) {
        Optional<String> image = service.image().map(ImageName::last);
        String text = image.orElse(service.name().toLowerCase(java.util.Locale.ROOT));
        if (service.image().filter(ImageName::isBackup).isPresent() || matches(BACKUPS, text)) {
            return BACKUP;
        }
        if (isDatabase(service)) {
            return DATABASE;
        }
        if (matches(POOLERS, text)) {
            return POOLER;
        }
        if (matches(CACHES, text)) {
            return CACHE;
        }
        if (matches(NEIGHBOURS, text) || isNamedLikeNeighbour(service)) {
            return NEIGHBOUR;
        }
        boolean variables = service.value(PASSWORD).isPresent()
                || service.value(PASSWORD + "_FILE").isPresent();
        boolean plain = service.build().isEmpty() || service.name().equals("db");
        return variables && plain && !misskey ? DATABASE : OPEN;
    }

    private static boolean isDatabase(ComposeService service) {
        boolean image = service.image().filter(ImageName::isPostgres).isPresent();
        boolean variables = service.environment().containsKey("PG_MAJOR")
                && service.environment().containsKey("PGDATA");
        boolean data = service.mounts().stream()
                .anyMatch(mount -> DATA.stream()
                        .anyMatch(at ->
                                mount.target().equals(at) || mount.target().startsWith(at + "/")));
        return image || variables || data;
    }

    /** An image that is built here is called after its service and tells nothing by itself. */
    private static boolean isNamedLikeNeighbour(ComposeService service) {
        String name = service.name().toLowerCase(java.util.Locale.ROOT);
        boolean own = service.image()
                .map(image -> ImageName.last(image).endsWith(name))
                .orElse(true);
        return own && (matches(NEIGHBOURS, name) || matches(CACHES, name) || matches(POOLERS, name));
    }

    private static boolean matches(Pattern pattern, String text) {
        return pattern.matcher(text).matches();
    }
}
