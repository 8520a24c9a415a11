package hikae.recovery.step;

import hikae.host.Host;
import hikae.recovery.run.Note;
import hikae.recovery.run.RunContext;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.ServerQueries;
import hikae.recovery.server.ServerState.DatabaseState;
import hikae.text.Message;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Drops the database that PostgreSQL made on its fresh directory and that this run has switched out; only when there is
 * not one table in it.
 *
 * @param context where the run works
 */
public record DropEmpty(RunContext context) implements Step {
    @Override
    public String id() {
        return "drop-empty";
    }

    @Override
    public Message title() {
        return Message.of("step.drop-empty");
    }

    @Override
    public List<Change> changes() {
        return List.of();
    }

    @Override
    public void run(Host host, Progress progress) {
        String kept = context.names().kept();
        PsqlContainer client = context.client(host);
        Optional<DatabaseState> found =
                Optional.ofNullable(ServerQueries.databases(client).get(kept));
        boolean ours = found.flatMap(
                        one -> context.notes(host).get(Note.LIVE_OID).filter(oid -> oid == one.oid()))
                .isPresent();
        if (ours && isEmpty(client, kept)) {
            client.script(
                    ServerQueries.MAINTENANCE,
                    "SELECT format('DROP DATABASE %I', datname) FROM pg_database WHERE datname = :'kept'"
                            + " AND oid = :oid \\gexec\n",
                    Map.of("kept", kept, "oid", String.valueOf(found.get().oid())));
        }
    }

    private static boolean isEmpty(PsqlContainer client, String database) {
        return client.rows(
                        database,
                        "SELECT 1 AS one FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                                + " WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')"
                                + " AND n.nspname NOT LIKE 'pg\\_%' LIMIT 1")
                .isEmpty();
    }
}
