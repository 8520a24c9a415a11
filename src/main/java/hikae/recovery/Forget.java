package hikae.recovery;

import hikae.host.Host;
import hikae.recovery.ServerState.DatabaseState;
import hikae.text.Finding;
import hikae.text.ProblemException;
import hikae.text.Say;
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
 * @param ground where the run works
 * @param kept its name
 * @param oid its oid when the plan was shown
 */
record Forget(Ground ground, String kept, long oid) implements Step {
    /** What journals call it; it stays. */
    static final String ID = "forget";

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
    public Say title() {
        return Say.of("step.forget", kept);
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Say.of("step.forget.note", kept)));
    }

    @Override
    public void run(Host host, Progress progress) {
        if (!Names.isKept(kept) || kept.equals(ground.target().database().name())) {
            throw ProblemException.of("recovery-not-ours", kept);
        }
        Map<String, String> variables = Map.of(
                "kept", kept,
                "drop", ground.names().dropped(),
                "oid", String.valueOf(oid),
                "mark", ground.names().mark());
        Client client = ground.client(host);
        client.script(Survey.MAINTENANCE, TERMINATE + RENAME + DROP, variables);
        Optional<DatabaseState> left = Survey.databases(client).values().stream()
                .filter(one -> one.oid() == oid)
                .findFirst();
        if (left.isPresent()) {
            throw ProblemException.of("recovery-not-dropped", left.get().name());
        }
        progress.found(Finding.ok(Say.of("recovery.dropped", kept)));
    }
}
