package hikae.demo;

import hikae.host.ContainerSpec;
import hikae.host.Docker.Result;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is asked of the PostgreSQL servers of the made-up server from containers that were started for it. */
final class DemoClients {
    private static final String LIVE = "live";
    private static final String DISK = """
            Filesystem 1024-blocks Used Available Capacity Mounted
            /dev/vda1 52428800 31530350 20898450 61% /hikae-data
            """;

    private static final int SCRIPT = 2;
    private static final int NAME = 3;
    private static final int DATABASE = 7;
    private static final int WORDS = 10;

    private static final Result REFUSED =
            new Result(2, "", "psql: error: connection to server at \"db\" failed: Connection refused");

    private final Clock clock;
    private final Map<String, ContainerSpec> helpers = new HashMap<>();
    private final Map<String, DemoServer> servers = new HashMap<>();

    DemoClients(Clock clock) {
        this.clock = clock;
        servers.put(LIVE, new DemoServer(clock, "misskey"));
    }

    /** A container was started: a client, or the throwaway server of a rehearsal. */
    synchronized void started(String id, ContainerSpec container) {
        helpers.put(id, container);
    }

    /**
     * What a helper container answers; empty when this is not one, or is not asked as a client is.
     *
     * @param up whether Misskey's database runs
     */
    synchronized Optional<Result> answer(String id, List<String> command, boolean up) {
        return Optional.ofNullable(helpers.get(id))
                .filter(client -> command.size() >= WORDS && command.get(NAME).equals("hikae"))
                .map(client -> up || !isLive(client) || command.get(SCRIPT).contains("/dev/tcp")
                        ? answer(client, command.get(SCRIPT), command.subList(DATABASE, command.size()))
                        : REFUSED);
    }

    private Result answer(ContainerSpec client, String script, List<String> rest) {
        List<String> words = rest.subList(WORDS - DATABASE, rest.size());
        DemoServer server = server(client);
        if (script.contains("df -P")) {
            return done(DISK);
        }
        if (script.contains("hikae-lock")) {
            return done("held\n");
        }
        if (script.contains("/dev/tcp")) {
            return done("HTTP/1.0 200 OK\r\n");
        }
        if (script.contains("</tmp/load")) {
            return server.load(rest.get(0));
        }
        if (script.contains("pg_dump")) {
            return done("");
        }
        int sql = script.contains("ending=$!") ? 1 : 0;
        return words.size() > sql ? server.run(words.get(sql), variables(words)) : done("1");
    }

    private DemoServer server(ContainerSpec client) {
        String key = isLive(client) ? LIVE : client.network();
        return servers.computeIfAbsent(key, made -> new DemoServer(clock));
    }

    private static boolean isLive(ContainerSpec client) {
        return !client.network().startsWith("container:");
    }

    private static Map<String, String> variables(List<String> words) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            int equals = words.get(i + 1).indexOf('=');
            if (words.get(i).equals("-v") && equals > 0) {
                variables.put(
                        words.get(i + 1).substring(0, equals), words.get(i + 1).substring(equals + 1));
            }
        }
        return variables;
    }

    private static Result done(String output) {
        return new Result(0, output, "");
    }
}
