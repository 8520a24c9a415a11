package hikae.backup.container;

import hikae.host.Docker;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.Progress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How far pg_dump has come: the table it copies and how many rows of it (pg_stat_progress_copy, PostgreSQL 14 and
 * later), of as many as the planner's statistics estimate. Where it cannot be known, only the time passes.
 */
final class CopyProgress {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String ESTIMATES = "select relname, greatest(reltuples, 0)::bigint from pg_class"
            + " where relkind in ('r', 'p', 'm') and relnamespace = 'public'::regnamespace";
    private static final String NOW = "select relid::regclass::text, tuples_processed from pg_stat_progress_copy"
            + " where datname = current_database() and command = 'COPY TO' limit 1";

    private final Docker docker;
    private final String container;
    private final Map<String, Long> estimates = new HashMap<>();
    private final Set<String> begun = new HashSet<>();
    private boolean known = true;
    private long most;

    CopyProgress(Docker docker, String container) {
        this.docker = docker;
        this.container = container;
    }

    /** Tells where it is now. */
    void tell(Progress progress) {
        if (!known) {
            return;
        }
        if (estimates.isEmpty()) {
            ask(ESTIMATES).forEach(estimates::put);
        }
        ask(NOW).forEach((table, rows) -> told(table, rows, progress));
    }

    private void told(String table, long rows, Progress progress) {
        begun.add(table);
        long total = estimates.values().stream().mapToLong(Long::longValue).sum();
        long before = begun.stream()
                .filter(other -> !other.equals(table))
                .mapToLong(other -> estimates.getOrDefault(other, 0L))
                .sum();
        most = Math.max(most, before + rows);
        progress.advanced(Math.min(most, total), total, Message.of("backup.copying", table));
    }

    private Map<String, Long> ask(String sql) {
        Map<String, Long> rows = new HashMap<>();
        try {
            Docker.Result result = docker.exec(container, InsideCommand.psql(sql), LIMIT);
            known = result.exitCode() == 0;
            result.output().lines().filter(line -> line.matches(".*\\|\\d+")).forEach(line -> {
                int bar = line.lastIndexOf('|');
                rows.put(line.substring(0, bar), Long.valueOf(line.substring(bar + 1)));
            });
        } catch (ProblemException e) {
            known = false; // the backup itself will say what is wrong
        }
        return rows;
    }
}
