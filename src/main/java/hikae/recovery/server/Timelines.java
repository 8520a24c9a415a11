package hikae.recovery.server;

import hikae.host.Docker;
import hikae.host.Docker.Result;
import hikae.host.Host;
import hikae.instance.config.RedisSettings;
import hikae.text.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What Misskey keeps in Redis and makes again from the database, so that after a restore it tells of what is not there
 * any more. What antennas and roles have collected is nowhere else, nor are notifications and queues.
 *
 * @param container Redis's own
 * @param redis how Misskey uses it
 * @param kind which of it
 */
public record Timelines(String container, RedisSettings redis, Kind kind) {
    /** Keys of one kind. */
    public enum Kind {
        /** Ids of notes, put there by FanoutTimelineService. */
        LISTS("list", "(home|local|user|userList|channel)Timeline[A-Za-z]*(:[0-9A-Za-z]+)?", "*Timeline*"),
        /**
         * Answers of the database, kept for up to 30 minutes: blocks, mutes, follows (RedisKVCache, CacheService), and the
         * custom emojis of this server (RedisSingleCache, CustomEmojiService).
         */
        CACHES("kvcache|singlecache", "[A-Za-z]+(:[^ ]+)?", "*");

        private final String below;
        private final String names;
        private final String shown;

        Kind(String below, String names, String shown) {
            this.below = below;
            this.names = names;
            this.shown = shown;
        }
    }

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String CLI = "redis-cli -p \"$1\" -n \"$2\"";
    private static final String SCAN = CLI + " --scan --pattern \"$3\" | grep -E \"$4\"";

    /** How many there are; read-only. */
    public long count(Host host) {
        String said = run(host.docker(), CLI + " PING", List.of()).strip();
        if (!said.equals("PONG")) {
            throw ProblemException.of(said.contains("NOAUTH") ? "timelines-locked" : "timelines-no-redis", said);
        }
        return number(run(host.docker(), SCAN + " | wc -l", words()));
    }

    /** Removes them; how many that were. */
    public long clear(Host host) {
        String script = SCAN + " | xargs -r -n 200 redis-cli -p \"$1\" -n \"$2\" UNLINK"
                + " | awk '{ n += $1 } END { print n + 0 }'";
        return number(run(host.docker(), script, words()));
    }

    /** The keys, to be shown. */
    public String shown() {
        return Arrays.stream(kind.below.split("\\|"))
                .map(below -> redis.prefix() + ":" + below + ":" + kind.shown)
                .collect(Collectors.joining(", "));
    }

    /** What Redis is asked for, and what of its answer it is: the one knows no alternatives. */
    private List<String> words() {
        String below = kind.below.contains("|") ? "*cache" : kind.below;
        String pattern = redis.prefix().replaceAll("([*?\\[\\]\\\\^])", "\\\\$1") + ":" + below + ":*";
        String names = "^" + redis.prefix().replaceAll("([.\\[\\](){}*+?|^$\\\\])", "[$1]") + ":(" + kind.below + "):"
                + kind.names + "$";
        return List.of(pattern, names);
    }

    private String run(Docker docker, String script, List<String> more) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "hikae"));
        command.addAll(List.of(String.valueOf(redis.port()), String.valueOf(redis.database())));
        command.addAll(more);
        Result result = docker.exec(container, command, LIMIT);
        if (result.exitCode() > 1) {
            throw ProblemException.of("timelines-no-redis", PsqlContainer.firstError(result.errors()));
        }
        return result.output();
    }

    private static long number(String said) {
        String digits = said.strip();
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
    }
}
