package hikae.recovery.plan;

import hikae.backup.dumps.Dump;
import hikae.backup.dumps.Verification;
import hikae.dump.DumpFacts;
import hikae.dump.rows.Fingerprint;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.host.NoteTime;
import hikae.instance.database.ImageMigrations;
import hikae.recovery.record.Experience;
import hikae.recovery.run.Containers;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.run.SharedPsqlContainer;
import hikae.recovery.server.DiskSpace;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.ServerQueries;
import hikae.recovery.server.ServerState;
import hikae.recovery.server.ServerState.Content;
import hikae.recovery.server.ServerState.DatabaseState;
import hikae.recovery.server.ServerState.Session;
import hikae.recovery.server.ServerState.Since;
import hikae.text.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at everything a restore depends on, read-only. */
public final class RestoreSurvey {
    private static final String TABLES =
            "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename IN"
                    + " ('note', 'user', 'migrations', 'user_keypair')";
    private static final String COUNT = "SELECT count(*) AS tables FROM pg_tables WHERE schemaname = 'public'";

    private final Host host;
    private final RestoreTarget target;

    public RestoreSurvey(Host host, RestoreTarget target) {
        this.host = host;
        this.target = target;
    }

    /**
     * What there is.
     *
     * @param dump the backup, read to its end
     * @param runId the run that would follow
     * @param on takes the client
     * @throws hikae.text.ProblemException when the server cannot be reached
     */
    public RestoreFacts at(Dump dump, String runId, SharedPsqlContainer on) {
        Containers containers = new Containers(host.docker(), target);
        DiskSpace room = containers.database().map(DiskSpace::of).orElseGet(() -> new DiskSpace(Optional.empty()));
        PsqlContainer client =
                on.start(() -> PsqlContainer.start(host, target.way(), runId, target.home(), room.binds()));
        ServerState server = ServerQueries.server(client);
        Optional<DatabaseState> live = server.database(target.database().name());
        DumpFacts facts = dump.verified().orElseThrow().report().facts();
        return new RestoreFacts(
                target,
                dump,
                server,
                live.flatMap(one -> readable(client, one, facts)),
                room.free(host.files(), client),
                containers.misskey(),
                containers.scheduler(),
                live.map(one -> others(one, containers)).orElse(List.of()),
                containers
                        .web()
                        .map(web -> ImageMigrations.of(host.docker(), web.image()))
                        .orElse(Set.of()),
                before(dump),
                Experience.of(host.files(), target.home()).seeing(host.docker(), containers.web()),
                host.files().freeBytes(target.home()));
    }

    /** Whose instance the other backups here are of, as far as they were read. */
    public Set<Fingerprint> before(Dump chosen) {
        return new Verification(host, target.home(), target.backups())
                .folder().dumps().stream()
                        .filter(dump -> dump.isGood()
                                && !dump.state().id().equals(chosen.state().id()))
                        .flatMap(dump -> dump.verified().orElseThrow().report().facts().fingerprint().stream())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** A live database that cannot be read must not stand in the way of its own recovery. */
    private static Optional<Content> readable(PsqlContainer client, DatabaseState live, DumpFacts facts) {
        try {
            return Optional.of(content(client, live, facts));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /** Asked piece by piece: the live database may be empty, or half of it may be gone. */
    private static Content content(PsqlContainer client, DatabaseState live, DumpFacts facts) {
        List<String> tables = client.rows(live.name(), TABLES).stream()
                .map(row -> String.valueOf(row.get("name")))
                .toList();
        int count = (int) ServerQueries.number(client.rows(live.name(), COUNT).get(0), "tables");
        List<String> migrations = tables.contains("migrations")
                ? client.rows(live.name(), "SELECT name FROM migrations ORDER BY \"timestamp\"").stream()
                        .map(row -> String.valueOf(row.get("name")))
                        .toList()
                : List.of();
        Optional<String> newest = tables.contains("note")
                ? client.rows(live.name(), "SELECT max(id) AS id FROM note").stream()
                        .flatMap(row -> Optional.ofNullable(row.get("id")).map(String::valueOf).stream())
                        .findFirst()
                : Optional.empty();
        String after = facts.newestNote().orElse("");
        Since since = new Since(
                tables.contains("note") ? after(client, live, "note", after) : 0,
                tables.contains("user") ? after(client, live, "\"user\"", after) : 0);
        Optional<Fingerprint> fingerprint =
                tables.contains("user_keypair") ? fingerprint(client, live) : Optional.empty();
        return new Content(count, migrations, newest, newest.flatMap(NoteTime::of), since, fingerprint);
    }

    private static Optional<Fingerprint> fingerprint(PsqlContainer client, DatabaseState live) {
        return client.rows(live.name(), Fingerprint.SQL).stream()
                .findFirst()
                .map(row -> new Fingerprint(
                        String.valueOf(row.get("user")),
                        String.valueOf(row.get("key")),
                        Boolean.TRUE.equals(row.get("actor"))));
    }

    /** What was made in the live database after the note of this id. */
    public static Since since(Host host, RestoreTarget target, String id) {
        try (PsqlContainer client = PsqlContainer.start(host, target.way(), "look", target.home(), List.of())) {
            DatabaseState live = ServerQueries.server(client)
                    .database(target.database().name())
                    .orElseThrow(() -> ProblemException.of(
                            "recovery-incoming-gone", target.database().name()));
            return new Since(after(client, live, "note", id), after(client, live, "\"user\"", id));
        }
    }

    /** Ids are made of time, those of notes and users alike. */
    private static long after(PsqlContainer client, DatabaseState live, String table, String id) {
        String sql = "SELECT count(*) AS rows FROM " + table + " WHERE id > '" + id.replace("'", "''") + "'";
        return ServerQueries.number(client.rows(live.name(), sql).get(0), "rows");
    }

    /** Who is connected that is neither Misskey nor the backup service nor we. */
    private List<String> others(DatabaseState live, Containers containers) {
        List<Docker.Container> all = host.docker().containers();
        List<String> ours = new ArrayList<>(
                containers.misskey().stream().map(Docker.Container::id).toList());
        containers.scheduler().ifPresent(one -> ours.add(one.id()));
        Set<String> names = new LinkedHashSet<>();
        for (Session session : live.sessions()) {
            String address = session.address().orElse("");
            Optional<Docker.Container> from = address.isEmpty() ? Optional.empty() : at(all, address);
            boolean own = from.filter(one -> ours.contains(one.id())
                            || one.label(PsqlContainer.RUN).isPresent())
                    .isPresent();
            if (!own) {
                names.add(from.map(Docker.Container::name).orElse(address.isEmpty() ? "-" : address));
            }
        }
        return List.copyOf(names);
    }

    private static Optional<Docker.Container> at(List<Docker.Container> all, String address) {
        return all.stream()
                .filter(one -> one.networks().stream()
                        .anyMatch(at -> at.address().filter(address::equals).isPresent()))
                .findFirst();
    }
}
