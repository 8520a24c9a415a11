package hikae.recovery.step;

import hikae.dump.DumpFacts;
import hikae.dump.PsqlVersion;
import hikae.dump.parts.DumpParts;
import hikae.dump.parts.DumpStatement;
import hikae.dump.parts.StatementKind;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.host.Talk;
import hikae.recovery.load.HandOver;
import hikae.recovery.load.LoadErrors;
import hikae.recovery.load.LoadProgress;
import hikae.recovery.load.LoadRole;
import hikae.recovery.load.LoadText;
import hikae.recovery.load.PinnedInput;
import hikae.recovery.run.Manifest;
import hikae.recovery.run.Note;
import hikae.recovery.run.RunContext;
import hikae.recovery.server.DiskSpace;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.ServerQueries;
import hikae.recovery.server.ServerState;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.text.Template;
import hikae.work.Change;
import hikae.work.Pause;
import hikae.work.Progress;
import hikae.work.Step;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes the new database and loads the pinned dump into it, all or nothing: after any failure the database is dropped
 * whole. What comes before the rows is one transaction, then come the rows, table by table, and what comes after them is
 * made by several sessions, which begin with a table as soon as its rows are in. A role that may do nothing
 * else loads, and of the dump only what the scan has understood is sent. Done again it begins with a fresh one: what an
 * interrupted load has left cannot be told from a whole one.
 *
 * @param context where the run works
 * @param skipping whether constraints that the rows contradict are left out; nothing else ever is
 */
public record Load(RunContext context, boolean skipping) implements Step {
    /** What journals call it; it stays. */
    public static final String ID = "load";

    private static final Duration LIMIT = Duration.ofDays(3);
    private static final int MOST_SESSIONS = 8;
    private static final int KEY_BYTES = 16;
    private static final Pattern EXTENSION = Pattern.compile(
            "CREATE EXTENSION (?:IF NOT EXISTS )?(?:\"([^\"]+)\"|(\\w+))(?: WITH SCHEMA (?:\"([^\"]+)\"|(\\w+)))?");

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Message title() {
        return Message.of("step.load", context.names().staging());
    }

    @Override
    public List<Change> changes() {
        Change beside = new Change.NoteChange(
                Message.of("step.load.note", context.names().staging()));
        return skipping ? List.of(beside, new Change.NoteChange(Message.of("step.load.skipping"))) : List.of(beside);
    }

    @Override
    public void run(Host host, Progress progress) {
        Instant begun = host.environment().clock().instant();
        Pin.demandUnchanged(host, context);
        DumpFacts facts = Manifest.read(host.files(), context.folder());
        PsqlContainer client = context.client(host);
        DiskSpace room = context.room(host);
        String said = client.script(ServerQueries.MAINTENANCE, room.question() + ServerQueries.QUESTION, Map.of());
        ServerState server = ServerQueries.serverIn(said);
        demand(room.free(host.files(), said), facts, server);
        try {
            load(host, client, server, facts, progress);
        } catch (ProblemException e) {
            new Staging(host, context).drop(client);
            throw e;
        }
        Duration took = Duration.between(begun, host.environment().clock().instant());
        context.notes(host).put(Note.LOAD_SECONDS, took.toSeconds());
        context.notes(host).put(Note.LOAD_MILLIS, took.toMillis());
        progress.found(Finding.ok(Message.of("recovery.loaded", total(facts), took.toSeconds())));
    }

    private static long total(DumpFacts facts) {
        return facts.rows().values().stream().mapToLong(Long::longValue).sum();
    }

    private static void demand(OptionalLong free, DumpFacts facts, ServerState server) {
        long needed = DiskSpace.needed(facts.sqlBytes(), server);
        if (free.isPresent() && free.getAsLong() < needed) {
            throw ProblemException.of("recovery-disk", Amount.bytes(needed), Amount.bytes(free.getAsLong()));
        }
    }

    private void load(Host host, PsqlContainer client, ServerState server, DumpFacts facts, Progress progress) {
        Optional<LoadRole> role = Optional.of(
                        new LoadRole(context.names(), context.target().home()))
                .filter(any -> server.makesRoles());
        CompletableFuture<DumpParts> text = CompletableFuture.supplyAsync(() -> text(host, client, server));
        DumpParts parts;
        try {
            new Staging(host, context).make(client, server.databases(), role);
        } finally {
            parts = Pause.over(text);
        }
        makeExtensions(client, parts, role.isPresent() ? context.names().loader() : client.user());
        PsqlContainer loader = role.map(one -> one.of(client)).orElse(client);
        DiskSpace room = context.room(host);
        LoadProgress watch = new LoadProgress(client, room, context.names().staging(), server.major(), facts);
        Talk talk = Talk.telling(new PinnedInput(host.files(), context.pinned(), facts), watch::told);
        CompletableFuture<Docker.Result> work = CompletableFuture.supplyAsync(
                () -> loader.shell(context.names().staging(), Template.text("load.sh"), words(parts), LIMIT, talk));
        boolean enough = watch.follow(work, () -> room.isShort(host.files()), progress);
        if (enough) {
            judge(Pause.over(work), progress);
        }
        if (!enough || room.isShortNow(host.files(), client)) { // a quick load is over before the first look
            throw ProblemException.of(
                    "recovery-disk-short", context.target().database().name());
        }
        new HandOver(context.names(), context.live(), parts).run(client);
    }

    /** Handed over while the server makes the database. */
    private DumpParts text(Host host, PsqlContainer client, ServerState server) {
        DumpParts parts = Manifest.readParts(host.files(), context.folder());
        Optional<String> key =
                Optional.of(key()).filter(any -> PsqlVersion.of(server.client()).knowsRestrict());
        LoadText.of(parts, skipping, server.major(), key).into(client);
        return parts;
    }

    private List<String> words(DumpParts parts) {
        return List.of(
                "gzip -dc",
                String.valueOf(parts.rowsFrom() + 1),
                String.valueOf(parts.rowsTo() - parts.rowsFrom()),
                skipping ? "tolerant" : "strict",
                String.valueOf(MOST_SESSIONS));
    }

    /** Never guessed by who made the dump: it is made when the dump is there already. */
    private static String key() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** By our login, before anything of the dump is there: their scripts run with all its rights. Their schemas first. */
    private void makeExtensions(PsqlContainer client, DumpParts parts, String owner) {
        String sql = parts.before().stream()
                .filter(one -> one.kind() == StatementKind.EXTENSION)
                .map(DumpStatement::text)
                .map(EXTENSION::matcher)
                .filter(Matcher::matches)
                .map(Load::extension)
                .collect(Collectors.joining());
        if (!sql.isEmpty()) {
            client.script(context.names().staging(), sql, Map.of("owner", owner));
        }
    }

    private static String extension(Matcher made) {
        String name = Optional.ofNullable(made.group(1)).orElse(made.group(2));
        String schema = Optional.ofNullable(made.group(3))
                .or(() -> Optional.ofNullable(made.group(4)))
                .orElse("public");
        String home = schema.equals("public") || schema.equals("pg_catalog")
                ? ""
                : "CREATE SCHEMA IF NOT EXISTS \"" + schema + "\" AUTHORIZATION :\"owner\";\n";
        return home + "CREATE EXTENSION IF NOT EXISTS \"" + name + "\" WITH SCHEMA \"" + schema + "\";\n";
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
