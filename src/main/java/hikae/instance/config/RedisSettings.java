package hikae.instance.config;

import hikae.instance.yaml.YamlNode;
import hikae.instance.yaml.YamlTree;
import hikae.text.ProblemException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Where Misskey keeps its timelines in Redis, by {@code .config/default.yml}: the section {@code redisForTimelines},
 * else {@code redis} (Misskey's config.ts).
 *
 * @param host a service of the Compose project, usually {@code redis}
 * @param port 6379 if not given
 * @param database 0 if not given
 * @param prefix what all keys begin with, without the colon: the address's host unless the file says another
 * @param locked whether it asks for a password
 */
public record RedisSettings(String host, int port, int database, String prefix, boolean locked) {
    private static final int PORT = 6379;

    /**
     * Reads them.
     *
     * @return empty when the file has no such section, or its address cannot be read
     * @throws ProblemException when it is not YAML
     */
    public static Optional<RedisSettings> parse(byte[] bytes, String name) {
        YamlTree tree = YamlTree.parse(bytes, name);
        Optional<RedisSettings> own = of(tree, "redisForTimelines");
        return own.isPresent() ? own : of(tree, "redis");
    }

    /** The same of where everything else is, cached answers of the database among it: the section {@code redis}. */
    public static Optional<RedisSettings> ofCaches(byte[] bytes, String name) {
        return of(YamlTree.parse(bytes, name), "redis");
    }

    private static Optional<RedisSettings> of(YamlTree tree, String section) {
        Optional<String> address = tree.text("url").flatMap(RedisSettings::hostAndPort);
        return tree.at(section)
                .filter(YamlNode::isMapping)
                .flatMap(redis -> redis.text("prefix")
                        .or(() -> address)
                        .map(prefix -> new RedisSettings(
                                redis.text("host").orElse("localhost"),
                                number(redis, "port", PORT),
                                number(redis, "db", 0),
                                prefix,
                                redis.text("pass")
                                        .filter(text -> !text.isEmpty())
                                        .isPresent())));
    }

    /** As JavaScript's {@code URL.host}: in lower case, with the port unless it is the usual one. */
    private static Optional<String> hostAndPort(String url) {
        try {
            URI uri = URI.create(url.strip());
            int usual = "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
            String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
            return Optional.ofNullable(uri.getHost()).map(host -> host.toLowerCase(Locale.ROOT) + port);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int number(YamlNode node, String key, int otherwise) {
        return node.text(key)
                .filter(text -> text.matches("\\d{1,5}"))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }
}
