package hikae.recovery;

import hikae.host.Docker;
import hikae.host.Docker.Result;
import hikae.host.Host;
import hikae.instance.RedisSettings;
import hikae.text.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Misskey's timeline lists in Redis: ids of notes, put there by FanoutTimelineService under {@code PREFIX:list:NAME}.
 * Only those that Misskey makes again from the database are meant; what antennas and roles have collected is nowhere
 * else, nor are notifications and queues.
 *
 * @param container Redis's own
 * @param redis how Misskey uses it
 */
record Timelines(String container, RedisSettings redis) {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String CLI = "redis-cli -p \"$1\" -n \"$2\"";
    private static final String SCAN = CLI + " --scan --pattern \"$3\" | grep -E \"$4\"";
    private static final String NAMES = "(home|local|user|userList|channel)Timeline[A-Za-z]*(:[0-9A-Za-z]+)?";

    /** How many there are; read-only. */
    long count(Host host) {
        String said = run(host.docker(), CLI + " PING", List.of()).strip();
        if (!said.equals("PONG")) {
            throw ProblemException.of(said.contains("NOAUTH") ? "timelines-locked" : "timelines-no-redis", said);
        }
        return number(run(host.docker(), SCAN + " | wc -l", words()));
    }

    /** Removes them; how many that were. */
    long clear(Host host) {
        String script = SCAN + " | xargs -r -n 200 redis-cli -p \"$1\" -n \"$2\" UNLINK"
                + " | awk '{ n += $1 } END { print n + 0 }'";
        return number(run(host.docker(), script, words()));
    }

    private List<String> words() {
        String pattern = redis.prefix().replaceAll("([*?\\[\\]\\\\^])", "\\\\$1") + ":list:*";
        String names = "^" + redis.prefix().replaceAll("([.\\[\\](){}*+?|^$\\\\])", "[$1]") + ":list:" + NAMES + "$";
        return List.of(pattern, names);
    }

    private String run(Docker docker, String script, List<String> more) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "hikae"));
        command.addAll(List.of(String.valueOf(redis.port()), String.valueOf(redis.database())));
        command.addAll(more);
        Result result = docker.exec(container, command, LIMIT);
        if (result.exitCode() > 1) {
            throw ProblemException.of("timelines-no-redis", Client.firstError(result.errors()));
        }
        return result.output();
    }

    private static long number(String said) {
        String digits = said.strip();
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
    }
}
