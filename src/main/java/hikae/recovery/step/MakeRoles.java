package hikae.recovery.step;

import hikae.host.Host;
import hikae.recovery.run.Manifest;
import hikae.recovery.run.RunContext;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.ServerQueries;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the roles that the dump gives things to and the server does not have, without a login; ours is made a member of
 * each, so that it may give things to them.
 *
 * @param context where the run works
 */
public record MakeRoles(RunContext context) implements Step {
    /** What journals call it; it stays. */
    public static final String ID = "make-roles";

    /**
     * Both or nothing: a role that is there already is not looked at again. Membership is not asked for before: from 16
     * on, who makes a role has the ADMIN option on it, which counts as membership and lets nobody give anything to it.
     */
    private static final String MAKE = """
            BEGIN;
            SELECT format('CREATE ROLE %I NOLOGIN', :'role')
              WHERE NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = :'role') \\gexec
            SELECT format('GRANT %I TO CURRENT_USER', :'role') FROM pg_roles
              WHERE rolname = current_user AND NOT rolsuper \\gexec
            COMMIT;
            """;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Message title() {
        return Message.of("step.make-roles");
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Message.of("step.make-roles.note")));
    }

    @Override
    public void run(Host host, Progress progress) {
        List<String> wanted = Manifest.read(host.files(), context.folder()).roles();
        PsqlContainer client = context.client(host);
        List<String> missing = new ArrayList<>(wanted);
        missing.remove(client.user());
        if (!missing.isEmpty()) {
            missing.removeAll(ServerQueries.server(client).roles());
        }
        for (String role : missing) {
            client.script(ServerQueries.MAINTENANCE, MAKE, Map.of("role", role));
            progress.found(Finding.ok(Message.of("recovery.role-made", role)));
        }
    }
}
