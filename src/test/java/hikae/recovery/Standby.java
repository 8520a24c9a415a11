package hikae.recovery;

import hikae.lab.Lab;
import java.util.List;

/** A real standby server of a lab's database, made by pg_basebackup. */
public final class Standby implements AutoCloseable {
    private static final String MAKE = "pg_basebackup -h db -U \"$PGUSER\" -D /tmp/data -R -X stream -c fast"
            + " && chmod 700 /tmp/data && exec postgres -D /tmp/data -c listen_addresses=";

    private final String id;
    private final String user;

    private Standby(String id, String user) {
        this.id = id;
        this.user = user;
    }

    /** Starts one and waits until it answers. */
    public static Standby of(Restoring lab) {
        String user = lab.misskey().fact("DB_USER");
        Lab.docker(
                "exec",
                lab.misskey().fact("DB_CONTAINER"),
                "bash",
                "-c",
                "echo 'host replication all all scram-sha-256' >> \"$PGDATA/pg_hba.conf\"");
        lab.query("postgres", "SELECT pg_reload_conf()");
        String id = Lab.docker(
                "run",
                "-d",
                "--network",
                lab.misskey().fact("NETWORK"),
                "--user",
                "70:70",
                "-e",
                "PGUSER=" + user,
                "-e",
                "PGPASSWORD=" + lab.misskey().password(),
                "--entrypoint",
                "bash",
                "postgres:" + System.getenv("HIKAE_LAB_PG_MAJOR") + "-alpine",
                "-c",
                MAKE);
        Standby standby = new Standby(id, user);
        Lab.await(() -> lab.query(
                        "postgres", "SELECT count(*) FROM pg_stat_replication WHERE application_name = 'walreceiver'")
                .equals("1"));
        Lab.await(standby::answers);
        return standby;
    }

    /** A server that streams already may still refuse sessions. */
    private boolean answers() {
        return !Lab.docker("exec", id, "sh", "-c", "psql -XAt -U " + user + " -d postgres -c 'SELECT 1' 2>/dev/null; :")
                .isEmpty();
    }

    /** One value. */
    public String query(String sql) {
        return Lab.psql(id, List.of("-XAt", "-U", user, "-d", "postgres", "-c", sql), "");
    }

    @Override
    public void close() {
        Lab.docker("rm", "-fv", id);
    }
}
