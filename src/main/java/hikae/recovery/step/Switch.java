package hikae.recovery.step;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.recovery.run.Note;
import hikae.recovery.run.RunContext;
import hikae.recovery.run.RunNotes;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.ServerQueries;
import hikae.recovery.server.ServerState;
import hikae.recovery.server.ServerState.DatabaseState;
import hikae.recovery.server.Standbys;
import hikae.recovery.server.SwitchSql;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives two databases each other's place: what serves becomes the kept one, what came in becomes the live one, both in
 * one transaction or neither. Decided by what exists, never by memory: a run that is resumed looks whose oid
 * has the live name.
 *
 * @param context where the run works
 * @param incoming the database that is to serve: the loaded one, or a kept one to go back to
 */
public record Switch(RunContext context, String incoming) implements Step {
    /** What journals call it; it stays. */
    public static final String ID = "switch";

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int TRIES = 3;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Message title() {
        return Message.of("step.switch", context.target().database().name());
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Message.of(
                "step.switch.note",
                context.target().database().name(),
                context.names().kept())));
    }

    @Override
    public void run(Host host, Progress progress) {
        RunNotes notes = context.notes(host);
        PsqlContainer client = context.client(host);
        ServerState server = ServerQueries.server(client);
        if (!context.isSwitched(notes, server.databases())) {
            boolean alone = context.stillLocked(client);
            prove(notes, server);
            if (!alone) {
                demandSameLive(notes, server);
            }
            Optional<ProblemException> failure = swapped(client, notes, server.databases());
            demandDone(host, notes, failure);
        }
        notes.putFirst(Note.SWITCHED_AT, host.environment().clock().instant());
        Standbys.await(context.client(host), progress);
        progress.found(Finding.ok(
                notes.is(Note.CLUSTER_READY)
                        ? Message.of("recovery.switched-fresh")
                        : Message.of("recovery.switched", context.names().kept())));
    }

    private Optional<ProblemException> swapped(PsqlContainer client, RunNotes notes, Map<String, DatabaseState> all) {
        try {
            swap(client, notes, all);
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e);
        }
    }

    /** The answer to a commit can be lost, with the client or the engine: what counts is what the server says then. */
    private void demandDone(Host host, RunNotes notes, Optional<ProblemException> failure) {
        String live = context.target().database().name();
        Map<String, DatabaseState> all;
        try {
            all = ServerQueries.databases(context.client(host));
        } catch (ProblemException e) {
            throw ProblemException.of(
                    "recovery-switch-unseen", live, failure.orElse(e).problem().id());
        }
        if (!context.isSwitched(notes, all)) {
            throw failure.orElseGet(() -> ProblemException.of("recovery-not-switched", live));
        }
    }

    /** Notes a switch whose answer was lost, where one may have been: who was killed before he knew, learns it here. */
    static void learn(Host host, RunContext context) {
        RunNotes notes = context.notes(host);
        boolean open = notes.has(Note.INCOMING_OID) && !notes.has(Note.SWITCHED_AT);
        if (open && context.isSwitched(notes, ServerQueries.databases(context.client(host)))) {
            notes.putFirst(Note.SWITCHED_AT, host.environment().clock().instant());
        }
    }

    private boolean isLoaded() {
        return incoming.equals(context.names().staging());
    }

    /** What was proved before the server started again is not proved any more. */
    private void prove(RunNotes notes, ServerState server) {
        DatabaseState coming =
                server.database(incoming).orElseThrow(() -> ProblemException.of("recovery-incoming-gone", incoming));
        notes.put(Note.INCOMING_OID, coming.oid());
        boolean proved =
                notes.get(Note.PROVED_UNDER).filter(server.started()::equals).isPresent();
        boolean same =
                notes.get(Note.STAGING_OID).filter(oid -> oid == coming.oid()).isPresent();
        if (isLoaded() && !(proved && same)) {
            throw ProblemException.of("recovery-proof-stale", incoming);
        }
    }

    /** While nothing kept others away, one may have put another database in the live one's place. */
    private void demandSameLive(RunNotes notes, ServerState server) {
        String name = context.target().database().name();
        Optional<Long> before = notes.get(Note.LIVE_OID);
        Optional<Long> now = server.database(name).map(DatabaseState::oid);
        if (before.isPresent() && !before.equals(now)) {
            throw ProblemException.of("recovery-live-changed", name);
        }
    }

    private void swap(PsqlContainer client, RunNotes notes, Map<String, DatabaseState> all) {
        Optional<DatabaseState> live =
                Optional.ofNullable(all.get(context.target().database().name()));
        live.ifPresent(one -> notes.put(Note.LIVE_OID, one.oid()));
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("live", context.target().database().name());
        variables.put("new", incoming);
        variables.put("kept", context.names().kept());
        variables.put("new_oid", String.valueOf(notes.get(Note.INCOMING_OID).orElseThrow()));
        variables.put("live_oid", live.map(one -> String.valueOf(one.oid())).orElse("0"));
        String sql = live.isEmpty() ? SwitchSql.ALONE : isLoaded() ? SwitchSql.carried() : SwitchSql.SWAP;
        List<String> words = new ArrayList<>(List.of(SwitchSql.TERMINATE, sql));
        variables.forEach((name, value) -> {
            words.add("-v");
            words.add(name + "=" + value);
        });
        Docker.Result result = tried(client, words);
        if (result.exitCode() != 0) {
            throw ProblemException.of("recovery-switch", PsqlContainer.firstError(result.errors()));
        }
    }

    /** A rename waits 5 s for sessions to end and then gives up; what reconnects all the time needs another try. */
    private static Docker.Result tried(PsqlContainer client, List<String> words) {
        Docker.Result result = client.shell(ServerQueries.MAINTENANCE, SwitchSql.SHELL, words, LIMIT);
        for (int more = 1; more < TRIES && result.errors().contains("being accessed by other users"); more++) {
            result = client.shell(ServerQueries.MAINTENANCE, SwitchSql.SHELL, words, LIMIT);
        }
        return result;
    }
}
