package hikae.crash;

import hikae.lab.Lab;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is, looked at from this host past the program and its records: PostgreSQL itself, Misskey's own answer, the
 * containers.
 *
 * @param live what bears the live name; empty where PostgreSQL does not answer or nothing bears it
 * @param kept the databases that were kept, with how many notes each holds
 * @param staging databases that a restore has made and not put in their place
 * @param database whether PostgreSQL answers this host
 * @param web whether Misskey's web server runs
 * @param answers whether Misskey answers {@code /healthz} with 200
 * @param backups whether the backup container runs
 * @param lent containers that were lent to a run
 */
record KillOutside(
        Optional<Live> live,
        Map<String, Long> kept,
        List<String> staging,
        boolean database,
        boolean web,
        boolean answers,
        boolean backups,
        int lent) {
    private static final String TABLE = "SELECT 1 WHERE to_regclass('public.note') IS NOT NULL";
    private static final String OID = "SELECT oid FROM pg_database WHERE datname = current_database()";
    private static final String ONE = "SELECT (" + OID + ")"
            + " || '|' || (SELECT count(*) FROM note) || '|' || (SELECT coalesce(max(id), '') FROM note)";

    /**
     * The database that serves.
     *
     * @param notes how many it holds; -1 where it has no such table
     * @param content one of the two there can be, nothing, or neither
     */
    record Live(long oid, long notes, String newest, Content content) {}

    /** Whose rows they are, every one of them. */
    enum Content {
        OLD,
        FRESH,
        EMPTY,
        NEITHER
    }

    /** What PostgreSQL itself tells. */
    private record Databases(Optional<Live> live, Map<String, Long> kept, List<String> staging) {}

    static KillOutside look(CrashServer server) {
        CrashContainers containers = server.containers();
        String project = server.misskey().project();
        Optional<Databases> databases = containers.of(project, "db").stream().anyMatch(CrashContainers.One::running)
                ? asked(server)
                : Optional.empty();
        List<CrashContainers.One> web = containers.of(project, "web");
        List<CrashContainers.One> backups = containers.of(project + "-backup", ".*");
        return new KillOutside(
                databases.flatMap(Databases::live),
                databases.map(Databases::kept).orElse(Map.of()),
                databases.map(Databases::staging).orElse(List.of()),
                databases.isPresent(),
                web.stream().anyMatch(CrashContainers.One::running),
                web.stream().anyMatch(KillOutside::answers),
                !backups.isEmpty() && backups.stream().allMatch(CrashContainers.One::running),
                containers.lent(server.home()).size());
    }

    /** Empty where it is cut off, or gone at this very moment. */
    private static Optional<Databases> asked(CrashServer server) {
        try {
            server.find();
            List<String> names = server.data().names();
            Map<String, Long> kept = new TreeMap<>();
            names.stream()
                    .filter(name -> name.startsWith("hikae_kept_"))
                    .forEach(name -> kept.put(name, number(server, name)));
            List<String> staging = names.stream()
                    .filter(name -> name.matches("hikae_(new|drop)_.*"))
                    .toList();
            return Optional.of(new Databases(
                    names.contains(server.data().live()) ? Optional.of(live(server)) : Optional.empty(),
                    kept,
                    staging));
        } catch (AssertionError e) {
            return Optional.empty();
        }
    }

    private static Live live(CrashServer server) {
        String name = server.data().live();
        if (server.data().psql(name, TABLE).isEmpty()) {
            return new Live(Long.parseLong(server.data().psql(name, OID)), -1, "", Content.EMPTY);
        }
        String[] parts = server.data().psql(name, ONE).split("\\|", -1);
        String content = server.data().served();
        return new Live(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                parts[2],
                content.equals(server.old)
                        ? Content.OLD
                        : content.equals(server.fresh) ? Content.FRESH : Content.NEITHER);
    }

    private static long number(CrashServer server, String name) {
        return server.data().psql(name, TABLE).isEmpty()
                ? -1
                : Long.parseLong(server.data().psql(name, ONE).split("\\|", -1)[1]);
    }

    private static boolean answers(CrashContainers.One web) {
        return !web.address().isEmpty()
                && Lab.shell("curl -s -o /dev/null -m 6 -w '%{http_code}' http://" + web.address()
                                + ":3000/healthz || true")
                        .equals("200");
    }

    /** Misskey serves, backups will be made, and nothing of a restore's own is left. */
    boolean isWhole() {
        return live.isPresent() && answers && backups && staging.isEmpty() && lent == 0;
    }

    @Override
    public String toString() {
        String serves = live.map(one -> one.content.name().toLowerCase(Locale.ROOT) + " " + Math.max(0, one.notes)
                        + " notes, oid " + one.oid)
                .orElse(database ? "nothing" : "no PostgreSQL");
        String names = kept.values().stream()
                .sorted(Comparator.naturalOrder())
                .map(notes -> notes < 0 ? "no" : String.valueOf(notes))
                .collect(Collectors.joining("+"));
        return "live: " + serves + (names.isEmpty() ? "" : "; kept: " + names + " notes")
                + (staging.isEmpty() ? "" : "; staging: " + staging.size())
                + "; Misskey " + (answers ? "200" : web ? "does not answer" : "off")
                + "; backups " + (backups ? "on" : "off") + (lent == 0 ? "" : "; lent: " + lent);
    }
}
