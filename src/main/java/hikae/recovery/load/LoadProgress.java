package hikae.recovery.load;

import hikae.dump.DumpFacts;
import hikae.recovery.server.DiskSpace;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.ServerQueries;
import hikae.text.Message;
import hikae.work.Progress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a load has come: rows of the table it copies (pg_stat_progress_copy, PostgreSQL 14 and later) after the rows
 * of the tables before it, then the pieces of work behind the rows, as the load itself tells them.
 */
public final class LoadProgress {
    private static final String NOW = """
            SELECT a.query AS query, p.tuples_processed AS rows
            FROM pg_stat_progress_copy p JOIN pg_stat_activity a ON a.pid = p.pid WHERE p.datname = 'DATABASE'
            """;

    /** Without the progress view of 14. */
    private static final String NOW_OLDER = """
            SELECT query, 0 AS rows FROM pg_stat_activity
            WHERE datname = 'DATABASE' AND state = 'active' AND backend_type = 'client backend' AND query LIKE 'COPY %'
            """;

    private static final Pattern COPY = Pattern.compile("(?s)COPY (?:public\\.)?(\\S+) \\(.*");

    /** What {@code templates/load.sh} prints when a piece is begun: how many are done, how many there are, its name. */
    private static final Pattern PIECE = Pattern.compile("begun (\\d{1,9}) (\\d{1,9}) (.*)");

    /** The first version with the progress view. */
    private static final int WITH_VIEW = 14;

    private static final long LOOK_AGAIN = 1000;
    private static final String OVER = "over";

    private final PsqlContainer client;
    private final String database;
    private final String question;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Map<String, Long> before = new LinkedHashMap<>();
    private long total;

    public LoadProgress(PsqlContainer client, DiskSpace room, String database, int major, DumpFacts facts) {
        this.client = client;
        this.database = database;
        String sql = (major < WITH_VIEW ? NOW_OLDER : NOW).replace("DATABASE", database);
        this.question = room.question() + PsqlContainer.asRows(sql);
        facts.rows().forEach((table, rows) -> {
            before.put(table, total);
            total += rows;
        });
    }

    /**
     * Tells how the work comes on until it is over, however it ends.
     *
     * @param isShort whether the disk is, as far as that is asked here
     * @return false when it was ended here, because the disk had become short
     */
    public boolean follow(CompletableFuture<?> work, BooleanSupplier isShort, Progress progress) {
        CompletableFuture<Boolean> over = work.handle((done, failed) -> lines.add(OVER));
        CompletableFuture<Void> looking = CompletableFuture.completedFuture(null); // not before a load has begun
        String line = next();
        while (!line.equals(OVER)) {
            Matcher piece = PIECE.matcher(line);
            if (piece.matches()) {
                progress.advanced(
                        Long.parseLong(piece.group(1)),
                        Long.parseLong(piece.group(2)),
                        Message.of("recovery.finishing", piece.group(3)));
            } else if (DiskSpace.isShort(line) || isShort.getAsBoolean()) {
                cancel();
                return false;
            }
            PsqlContainer.rowsIn(line)
                    .forEach(row ->
                            copied(String.valueOf(row.get("query")), ServerQueries.number(row, "rows"), progress));
            if (line.isEmpty() && looking.isDone()) {
                looking = look();
            }
            line = next();
        }
        return over.join();
    }

    /** Takes a line that the load itself has printed; from any thread. */
    public void told(String line) {
        lines.add(line);
    }

    /** Looks until that fails, as it does when the server ends or has no connection to spare: the load will tell. */
    private CompletableFuture<Void> look() {
        return CompletableFuture.runAsync(() -> client.watch(ServerQueries.MAINTENANCE, question, lines::add), look -> {
            Thread thread = new Thread(look, "hikae-load-progress");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** What was told; an empty line when nothing was for a while. */
    private String next() {
        try {
            return Optional.ofNullable(lines.poll(LOOK_AGAIN, TimeUnit.MILLISECONDS))
                    .orElse("");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OVER;
        }
    }

    private void copied(String query, long rows, Progress progress) {
        Matcher copy = COPY.matcher(query);
        if (copy.matches()) {
            String table = plain(copy.group(1));
            progress.advanced(
                    Math.min(total, before.getOrDefault(table, 0L) + rows),
                    total,
                    Message.of("recovery.copying", table));
        }
    }

    private static String plain(String quoted) {
        return quoted.replace("\"", "");
    }

    /** Ends the load on the server; its transaction leaves nothing. */
    private void cancel() {
        client.script(
                ServerQueries.MAINTENANCE,
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = :'name';",
                Map.of("name", database));
    }
}
