package hikae.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Misskey of the lab, made for one test or one class of tests and removed with its backups. */
public final class LabInstance implements AutoCloseable {
    private static final String FINGERPRINT = """
            SELECT format(
                'SELECT %L, count(*) || '' rows '' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM %I.%I t',
                nspname || '.' || relname, nspname, relname)
            FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
            WHERE relkind = 'r' AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' ORDER BY 1
            \\gexec
            SELECT schemaname || '.' || sequencename, coalesce(last_value, 0) FROM pg_sequences ORDER BY 1;
            """;

    private final Map<String, String> facts;

    private LabInstance(Map<String, String> facts) {
        this.facts = facts;
    }

    /** Starts one with these arguments of {@code lab misskey}; 5 s when the machine has nothing else to do. */
    public static LabInstance start(String... arguments) {
        List<String> words = new ArrayList<>(List.of("src/test/lab/lab", "misskey"));
        words.addAll(List.of(arguments));
        String script = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Map<String, String> facts = new HashMap<>();
        for (String line : Lab.shell(script).lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                String value = line.substring(equals + 1).strip();
                facts.put(line.substring(0, equals), value.replaceAll("^'|'$", ""));
            }
        }
        return new LabInstance(facts);
    }

    /** One of this kind with few notes and a name that no other test uses. */
    public static LabInstance plain(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--name", "t" + System.nanoTime() % 1_000_000_000L));
        all.addAll(List.of("--notes", "20"));
        all.addAll(List.of(arguments));
        return start(all.toArray(String[]::new));
    }

    /** Misskey's directory. */
    public Path directory() {
        return Path.of(fact("DIR"));
    }

    /** Where its backups go unless another place is named. */
    public Path backup() {
        return Path.of(fact("DIR") + "-backup");
    }

    /** Its Compose project. */
    public String project() {
        return fact("PROJECT");
    }

    /** The password its database was started with. */
    public String password() {
        return text(Path.of(fact("PASSWORD_FILE")));
    }

    /** One of the lab's facts, such as {@code NETWORK}. */
    public String fact(String name) {
        String value = facts.get("HIKAE_LAB_" + name);
        if (value == null) {
            throw new AssertionError("the lab does not tell " + name + ": " + facts.keySet());
        }
        return value;
    }

    /** The text of one of its files, such as {@code .config/docker.env}. */
    public String read(String name) {
        return text(directory().resolve(name));
    }

    /** Changes one of its files, as an administrator with an editor. */
    public void write(String name, String text) {
        try {
            Files.writeString(directory().resolve(name), text);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }

    /** A Compose command in its directory, such as {@code stop db}; not as a plugin, which docker starts twice. */
    public String compose(String arguments) {
        return Lab.shell("cd '" + directory() + "' && docker-compose " + arguments);
    }

    /** The container of its backup service; fails unless there is just one. */
    public String backupContainer() {
        String ids = Lab.docker("ps", "-aq", "--no-trunc", "--filter", Lab.of(project() + "-backup"));
        if (ids.isEmpty() || ids.contains("\n")) {
            throw new AssertionError("not one backup container: " + ids);
        }
        return ids;
    }

    /** Gives the database's role another password; the files know nothing of it. */
    public void password(String password) {
        sql("ALTER ROLE \"" + fact("DB_USER") + "\" PASSWORD '" + password.replace("'", "''") + "'");
    }

    /** Runs SQL as the database's own role, on the socket; it is in no argument. */
    public void sql(String statements) {
        Lab.psql(fact("DB_CONTAINER"), words("-Xq", fact("DB_NAME")), statements);
    }

    /** What a query gives, as the database's own role on the socket: fields parted by a bar; empty when it fails. */
    public String query(String sql) {
        List<String> words = words("-XAt", fact("DB_NAME"));
        words.addAll(List.of("-c", sql));
        try {
            return Lab.psql(fact("DB_CONTAINER"), words, "");
        } catch (AssertionError e) {
            return "";
        }
    }

    /** Writes more notes, now, with what hangs on notes; 100,000 in about 5 s. */
    public void notes(int count) {
        sql("\\set notes " + count + "\n\\set spread no\n" + text(Path.of("src/test/lab/parts/more.sql")));
    }

    /**
     * What is in a database of its server, told by table: how many rows and a sum over all of them, whatever their
     * order; and the value of every sequence.
     */
    public String fingerprint(String database) {
        return fingerprintOf(fact("DB_CONTAINER"), database);
    }

    /** The same of another container that has the same role. */
    public String fingerprintOf(String container, String database) {
        return Lab.psql(container, words("-XAtq", database), FINGERPRINT)
                .lines()
                .filter(line -> line.contains("|")) // a warning at the login is none of it
                .collect(Collectors.joining("\n"));
    }

    private List<String> words(String options, String database) {
        return new ArrayList<>(List.of(options, "-v", "ON_ERROR_STOP=1", "-U", fact("DB_USER"), "-d", database));
    }

    /**
     * The first lines in which a new dump of a database differs from an older one, apart from those that differ each
     * time; empty where they are the same.
     */
    public String differs(Path dump, String database) {
        String plain = "grep -avE '^(\\\\(un)?restrict |-- Dumped (from|by) )'";
        return Lab.shell("diff <(gzip -dc '" + dump + "' | " + plain + ") <(docker exec " + fact("DB_CONTAINER")
                + " pg_dump -U '" + fact("DB_USER") + "' -d '" + database + "' | " + plain
                + ") | head -n 20 | cut -c 1-200");
    }

    /**
     * Waits until Misskey serves. Asked from this host, at the address that its container has just now: a command in the
     * container takes ten times as long.
     */
    public void awaitWeb() {
        Lab.await(() -> Lab.shell("id=$(docker ps -q --filter " + Lab.of(project())
                        + " --filter label=com.docker.compose.service=web | head -n 1); [ \"$id\" ] || exit 0; address=$(docker"
                        + " inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}' \"$id\" | cut -d ' ' -f 1);"
                        + " for i in $(seq 20); do curl -sf -m 5 \"http://$address:3000/healthz\" >/dev/null && echo so && exit;"
                        + " sleep 0.1; done")
                .equals("so"));
    }

    /** Waits until the database answers. */
    public void awaitDatabase() {
        Lab.await(() -> query("select 1").equals("1"));
    }

    /** Removes the backup service and its directory, as if none had been set up. */
    public void forgetBackup() {
        remove(project() + "-backup");
        delete(backup());
    }

    /**
     * Sets the backup service up: the first time by this, after each {@link #forgetBackup} from what that left, in a
     * fraction of its time.
     */
    public void setUpOnce(Runnable setUp) {
        if (Files.exists(kept())) {
            Lab.shell("cp -a -- '" + kept() + "' '" + backup() + "' && cd '" + backup()
                    + "' && docker-compose up -d 2>&1");
        } else {
            setUp.run();
            Lab.shell("cp -a -- '" + backup() + "' '" + kept() + "'");
        }
    }

    private Path kept() {
        return Path.of(fact("DIR") + "-backup-kept");
    }

    /** Removes this Misskey and its backups, nothing else. */
    @Override
    public void close() {
        forgetBackup();
        delete(kept());
        remove(project());
        delete(directory());
    }

    /** Takes all of Misskey away, its database and its files, as if its server had burnt down; the backups stay. */
    public void burn() {
        remove(project() + "-backup");
        remove(project());
        delete(directory());
    }

    private static void remove(String project) {
        for (String id :
                Lab.docker("ps", "-aq", "--filter", Lab.of(project)).lines().toList()) {
            Lab.docker("rm", "-fv", id);
        }
        for (String what : List.of("network", "volume")) {
            Stream<String> ids =
                    Lab.docker(what, "ls", "-q", "--filter", Lab.of(project)).lines();
            ids.forEach(id -> Lab.docker(what, "rm", id));
        }
    }

    private static void delete(Path directory) {
        Lab.shell("rm -rf -- '" + directory + "'");
    }

    private static String text(Path path) {
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(path.toString(), e);
        }
    }
}
