package hikae.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A PostgreSQL server of a major version that need not be the lab's own, in a container without a network; its superuser
 * is {@code misskey}. {@code lab install-majors} says where they come from.
 */
public final class OtherMajor implements AutoCloseable {
    private static final String RUN = "cp -R /server/cluster /var/lib/postgresql/data/mine && exec /server/bin/postgres"
            + " -D /var/lib/postgresql/data/mine";

    private final int major;
    private final String container;

    private OtherMajor(int major, String container) {
        this.major = major;
        this.container = container;
    }

    /**
     * What there is and what could not be had, by {@code server 13} or {@code client 18}: its directory, or why not.
     * Gets what is not there yet.
     */
    public static Map<String, String> all() {
        Map<String, String> all = new HashMap<>();
        for (String line : Lab.shell("src/test/lab/lab install-majors").lines().toList()) {
            String[] words = line.split(" ", 3);
            all.put(words[0] + " " + words[1], words[2]);
        }
        return all;
    }

    /** Starts one, empty but for its own databases. */
    public static OtherMajor start(int major, Map<String, String> all) {
        String own = Lab.shell("eval \"$(src/test/lab/lab env)\"; echo postgres:$HIKAE_LAB_PG_MAJOR-alpine");
        StringBuilder run = new StringBuilder("docker run -d --network none --user 70:70 --entrypoint bash -v '"
                + all.get("server " + major) + "':/server:ro");
        for (String name : all.keySet()) {
            if (name.startsWith("client ") && has(name, all)) {
                String place = name.replace(' ', '-');
                run.append(" -v '" + all.get(name) + "/files/opt/" + place + "':/opt/" + place + ":ro");
            }
        }
        OtherMajor server = new OtherMajor(major, Lab.shell(run + " " + own + " -c '" + RUN + "'"));
        Lab.await(() -> server.says("postgres", "SELECT 1").equals("1"));
        return server;
    }

    /** Whether it is there. */
    public static boolean has(String name, Map<String, String> all) {
        return all.getOrDefault(name, "").startsWith("/");
    }

    /** The id of its container. */
    public String container() {
        return container;
    }

    /** What a query gives; empty when it fails. */
    public String says(String database, String query) {
        try {
            return Lab.psql(container, words("-XAt", database), query);
        } catch (AssertionError e) {
            return "";
        }
    }

    /** Runs statements, of which none may fail. */
    public void sql(String database, String statements) {
        Lab.psql(container, words("-Xq", database), statements);
    }

    private static List<String> words(String options, String database) {
        return List.of(options, "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-U", "misskey", "-d", database);
    }

    /** What kinds.sql has of things that this server understands. */
    public String kinds() throws IOException {
        String[] parts =
                Files.readString(Path.of("src/test/lab/parts/kinds.sql")).split("(?m)^-- since ");
        return List.of(parts).stream()
                .skip(1)
                .filter(part -> Integer.parseInt(part.substring(0, 2)) <= major)
                .map(part -> part.substring(2))
                .collect(Collectors.joining());
    }

    /**
     * Dumps a database.
     *
     * @param client the major version of the pg_dump
     * @param options more options for it
     */
    public void dump(int client, String database, String options, Path file) {
        String program = Lab.shell("docker exec " + container + " sh -c 'ls -d /opt/client-" + client
                + "/bin/pg_dump /usr/lib/postgresql/" + client + "/bin/pg_dump 2>/dev/null | head -n 1'");
        Lab.shell("docker exec " + container + " " + program + " -h 127.0.0.1 -U misskey -d " + database + " " + options
                + " > '" + file + "'");
    }

    /** Removes it with its data. */
    @Override
    public void close() {
        Lab.docker("rm", "-fv", container);
    }
}
