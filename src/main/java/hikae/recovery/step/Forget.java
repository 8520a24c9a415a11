package hikae.recovery.step;

import hikae.host.Host;
import hikae.recovery.run.RunContext;
import hikae.recovery.server.Names;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.ServerQueries;
import hikae.recovery.server.ServerState.DatabaseState;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Drops a database that was kept. It is renamed first: an interrupted DROP leaves a database that nobody can go back
 * to, and it must not look as if one could.
 *
 * @param context where the run works
 * @param kept its name
 * @param oid its oid when the plan was shown
 */
public record Forget(RunContext context, String kept, long oid) implements Step {
    /** What journals call it; it stays. */
    public static final String ID = "forget";

    private static final String RENAME = """
            SELECT format('ALTER DATABASE %I RENAME TO %I', datname, :'drop') FROM pg_database
            WHERE datname = :'kept' AND oid = :oid \\gexec
            SELECT format('COMMENT ON DATABASE %I IS %L', datname, :'mark') FROM pg_database
            WHERE datname = :'drop' AND oid = :oid \\gexec
            """;
    private static final String DROP = """
            SELECT format('DROP DATABASE %I', datname) FROM pg_database
            WHERE datname = :'drop' AND oid = :oid AND shobj_description(oid, 'pg_database') = :'mark' \\gexec
            """;
    private static final String TERMINATE = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            + " WHERE datname IN (:'kept', :'drop') AND pid <> pg_backend_pid();\n";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Message title() {
        return Message.of("step.forget", kept);
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Message.of("step.forget.note", kept)));
    }

    @Override
    public void run(Host host, Progress progress) {
        if (!Names.isKept(kept) || kept.equals(context.target().database().name())) {
            throw ProblemException.of("recovery-not-ours", kept);
        }
        Map<String, String> variables = Map.of(
                "kept", kept,
                "drop", context.names().dropped(),
                "oid", String.valueOf(oid),
                "mark", context.names().mark());
        PsqlContainer client = context.client(host);
        client.script(ServerQueries.MAINTENANCE, TERMINATE + RENAME + DROP, variables);
        Optional<DatabaseState> left = ServerQueries.databases(client).values().stream()
                .filter(one -> one.oid() == oid)
                .findFirst();
        if (left.isPresent()) {
            throw ProblemException.of("recovery-not-dropped", left.get().name());
        }
        progress.found(Finding.ok(Message.of("recovery.dropped", kept)));
    }
}
