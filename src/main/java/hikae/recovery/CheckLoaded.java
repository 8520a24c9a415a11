package hikae.recovery;

import hikae.dump.DumpFacts;
import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares what was loaded with what the dump holds: rows of every table, the names of indexes and constraints, the
 * values of sequences. Valid only while the server has not started again: unlogged tables empty themselves then.
 *
 * @param ground where the run works
 * @param skipping whether constraints that the rows contradict may be missing
 */
record CheckLoaded(Ground ground, boolean skipping) implements Step {
    private static final int SHOWN = 3;

    @Override
    public String id() {
        return "check-staging";
    }

    @Override
    public Say title() {
        return Say.of("step.check-staging");
    }

    @Override
    public List<Change> changes() {
        return List.of();
    }

    @Override
    public void run(Host host, Progress progress) {
        DumpFacts facts = Manifest.read(host.files(), ground.folder());
        Client client = ground.client(host);
        ServerState server = Survey.server(client);
        if (ground.isSwitched(ground.notes(host), server.databases())) {
            return; // it was proved, and serves
        }
        compare(host, client, facts, progress);
        ground.notes(host).put(Note.PROVED_UNDER, server.started());
    }

    private void compare(Host host, Client client, DumpFacts facts, Progress progress) {
        Contents loaded = Contents.of(client, ground.names().staging(), facts);
        List<String> different = new ArrayList<>(loaded.differences(facts));
        List<String> without = skipping ? loaded.missing(facts) : List.of();
        without.forEach(name -> different.remove(name + ": missing"));
        if (!different.isEmpty()) {
            different.forEach(progress::said);
            String some = String.join("; ", different.subList(0, Math.min(SHOWN, different.size())));
            throw ProblemException.of("recovery-different", (long) different.size(), some);
        }
        if (!without.isEmpty()) {
            ground.notes(host).put(Note.WITHOUT, String.join(", ", without));
        }
        progress.found(Finding.ok(Say.of(
                "recovery.same",
                facts.rows().size(),
                facts.rows().values().stream().mapToLong(Long::longValue).sum(),
                loaded.indexes().size(),
                loaded.constraints().size())));
    }
}
