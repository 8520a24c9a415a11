package hikae.recovery.server;

import hikae.text.Finding;
import hikae.text.Problem;
import hikae.work.Pause;
import hikae.work.Progress;
import java.time.Duration;
import java.util.Map;

/**
 * Standby servers of the live one: Misskey may read from them ({@code dbReplications}), so they should have made the
 * switch, too, before it starts.
 */
public final class Standbys {
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    /** pg_receivewal and pg_basebackup are listed as well, but replay nothing. */
    private static final String BEHIND = "SELECT count(*) FROM pg_stat_replication WHERE replay_lsn < :'here'::pg_lsn;";

    private Standbys() {}

    /** Waits a minute at most; that one is far behind is no reason to leave Misskey off. */
    public static void await(PsqlContainer client, Progress progress) {
        String here = ask(client, "SELECT pg_current_wal_lsn();", Map.of());
        if (!Pause.until(
                MOST,
                LOOK_AGAIN,
                () -> ask(client, BEHIND, Map.of("here", here)).equals("0"))) {
            progress.found(Finding.warning(Problem.of("recovery-standby-behind", MOST.toSeconds())));
        }
    }

    private static String ask(PsqlContainer client, String sql, Map<String, String> variables) {
        return client.script(ServerQueries.MAINTENANCE, sql, variables).strip();
    }
}
