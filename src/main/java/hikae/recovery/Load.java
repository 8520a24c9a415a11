package hikae.recovery;

import hikae.dump.DumpFacts;
import hikae.dump.DumpFormat;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.work.Change;
import hikae.work.Pause;
import hikae.work.Progress;
import hikae.work.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * Makes the new database and loads the pinned dump into it, all or nothing. Done again it begins with a fresh one: what
 * an interrupted load has left cannot be told from a whole one.
 *
 * @param ground where the run works
 * @param skipping whether constraints that the rows contradict are left out; nothing else ever is
 */
record Load(Ground ground, boolean skipping) implements Step {
    /** What a note says: how many seconds the load took. */
    static final String SECONDS = "load_seconds";

    private static final Duration LIMIT = Duration.ofDays(3);
    private static final String PIPE = "set -o pipefail; %s " + Ground.pinnedInside()
            + " | psql -X -w -q -f - -v VERBOSITY=verbose %s > /dev/null";
    private static final String STRICT = "-v ON_ERROR_STOP=1 --single-transaction";

    @Override
    public String id() {
        return "load";
    }

    @Override
    public Say title() {
        return Say.of("step.load", ground.names().staging());
    }

    @Override
    public List<Change> changes() {
        Change beside =
                new Change.NoteChange(Say.of("step.load.note", ground.names().staging()));
        return skipping ? List.of(beside, new Change.NoteChange(Say.of("step.load.skipping"))) : List.of(beside);
    }

    @Override
    public void run(Host host, Progress progress) {
        Instant begun = host.environment().clock().instant();
        Pin.demandUnchanged(host, ground);
        DumpFacts facts = Manifest.read(host.files(), ground.folder());
        Room room = ground.room(host);
        Client client = ground.client(host);
        ServerState server = Survey.server(client);
        demand(room, client, facts, server);
        new Staging(host, ground).make(client, server.databases());
        try {
            load(client, room, server.major(), facts, progress);
        } catch (ProblemException e) {
            new Staging(host, ground).drop(client);
            throw e;
        }
        Duration took = Duration.between(begun, host.environment().clock().instant());
        ground.notes(host).put(SECONDS, took.toSeconds());
        progress.found(Finding.ok(Say.of("recovery.loaded", total(facts), took.toSeconds())));
    }

    private static long total(DumpFacts facts) {
        return facts.rows().values().stream().mapToLong(Long::longValue).sum();
    }

    private static void demand(Room room, Client client, DumpFacts facts, ServerState server) {
        long needed = Room.needed(facts.sqlBytes(), server);
        OptionalLong free = room.free(client);
        if (free.isPresent() && free.getAsLong() < needed) {
            throw ProblemException.of("recovery-disk", Amount.bytes(needed), Amount.bytes(free.getAsLong()));
        }
    }

    private void load(Client client, Room room, int major, DumpFacts facts, Progress progress) {
        String unpack = facts.format() == DumpFormat.SQL ? "cat" : "gzip -dc";
        String script = String.format(PIPE, unpack, skipping ? "" : STRICT);
        CompletableFuture<Docker.Result> work =
                CompletableFuture.supplyAsync(() -> client.shell(ground.names().staging(), script, List.of(), LIMIT));
        LoadProgress watch = new LoadProgress(client, room, ground.names().staging(), major, facts);
        if (!watch.follow(work, progress)) {
            throw ProblemException.of(
                    "recovery-disk-short", ground.target().database().name());
        }
        judge(Pause.over(work), progress);
    }

    private void judge(Docker.Result result, Progress progress) {
        LoadErrors errors = LoadErrors.of(result.errors());
        errors.entries().forEach(error -> progress.said(error.message()));
        if (result.exitCode() == 0 && (errors.entries().isEmpty() || (skipping && errors.areOfConstraints()))) {
            return;
        }
        boolean ofConstraints = !skipping && errors.areOfConstraints();
        throw ProblemException.of(ofConstraints ? "recovery-load-constraint" : "recovery-load", errors.first());
    }
}
