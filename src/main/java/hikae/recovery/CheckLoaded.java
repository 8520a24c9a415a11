package hikae.recovery;

import hikae.dump.DumpFacts;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.work.Change;
import hikae.work.Pause;
import hikae.work.Progress;
import hikae.work.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Compares what was loaded with what the dump holds: rows of every table, the names of indexes and constraints, the
 * values of sequences. Valid only while the server has not started again: unlogged tables empty themselves then.
 *
 * @param ground where the run works
 * @param skipping whether constraints that the rows contradict may be missing
 */
record CheckLoaded(Ground ground, boolean skipping) implements Step {
    /** What a note says: the start of the server under which this was proved. */
    static final String PROVED_UNDER = "proved_under";

    /** What a note says: the constraints and indexes that could not be made, comma between. */
    static final String WITHOUT = "without";

    private static final int SHOWN = 3;
    private static final Duration LIMIT = Duration.ofHours(6);

    /** The first version with a timeout of transactions, whose name older ones refuse. */
    private static final int WITH_TIMEOUT = 17;

    private static final String NO_TIMEOUT = "export PGOPTIONS=\"$PGOPTIONS -c transaction_timeout=0\"; ";

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
        if (Switch.isMade(ground, ground.notes(host), server.databases())) {
            return; // it was proved, and serves
        }
        // beside each other: both read every table, and neither writes a row
        CompletableFuture<?> statistics = CompletableFuture.runAsync(() -> analyze(client, server.major()));
        compare(host, client, facts, progress);
        Pause.over(statistics);
        ground.notes(host).put(PROVED_UNDER, server.started());
    }

    /** On two connections: the largest table takes as long as all the others. */
    private void analyze(Client client, int major) {
        String script = (major < WITH_TIMEOUT ? "" : NO_TIMEOUT) + "vacuumdb -w -q -Z -j 2";
        Docker.Result result = client.shell(ground.names().staging(), script, List.of(), LIMIT);
        if (result.exitCode() != 0) {
            throw ProblemException.of("recovery-sql", Client.firstError(result.errors()));
        }
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
            ground.notes(host).put(WITHOUT, String.join(", ", without));
        }
        progress.found(Finding.ok(Say.of(
                "recovery.same",
                facts.rows().size(),
                facts.rows().values().stream().mapToLong(Long::longValue).sum(),
                loaded.indexes().size(),
                loaded.constraints().size())));
    }
}
