package hikae.recovery.step;

import hikae.dump.DumpFacts;
import hikae.host.Host;
import hikae.recovery.run.Manifest;
import hikae.recovery.run.Note;
import hikae.recovery.run.RunContext;
import hikae.recovery.server.Contents;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.ServerQueries;
import hikae.recovery.server.ServerState;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares what was loaded with what the dump holds: rows of every table, the names of indexes and constraints, the
 * values of sequences. Valid only while the server has not started again: unlogged tables empty themselves then.
 *
 * @param context where the run works
 * @param skipping whether constraints that the rows contradict may be missing
 */
public record CheckLoaded(RunContext context, boolean skipping) implements Step {
    private static final int SHOWN = 3;

    @Override
    public String id() {
        return "check-staging";
    }

    @Override
    public Message title() {
        return Message.of("step.check-staging");
    }

    @Override
    public List<Change> changes() {
        return List.of();
    }

    @Override
    public void run(Host host, Progress progress) {
        DumpFacts facts = Manifest.read(host.files(), context.folder());
        PsqlContainer client = context.client(host);
        ServerState server = ServerQueries.server(client);
        if (context.isSwitched(context.notes(host), server.databases())) {
            return; // it was proved, and serves
        }
        compare(host, client, facts, progress);
        context.notes(host).put(Note.PROVED_UNDER, server.started());
    }

    private void compare(Host host, PsqlContainer client, DumpFacts facts, Progress progress) {
        Contents loaded = Contents.of(client, context.names().staging(), facts);
        List<String> different = new ArrayList<>(loaded.differences(facts));
        List<String> without = skipping ? loaded.missing(facts) : List.of();
        without.forEach(name -> different.remove(name + ": missing"));
        if (!different.isEmpty()) {
            different.forEach(progress::said);
            String some = String.join("; ", different.subList(0, Math.min(SHOWN, different.size())));
            throw ProblemException.of("recovery-different", (long) different.size(), some);
        }
        if (!without.isEmpty()) {
            context.notes(host).put(Note.WITHOUT, String.join(", ", without));
        }
        progress.found(Finding.ok(Message.of(
                "recovery.same",
                facts.rows().size(),
                facts.rows().values().stream().mapToLong(Long::longValue).sum(),
                loaded.indexes().size(),
                loaded.constraints().size())));
    }
}
