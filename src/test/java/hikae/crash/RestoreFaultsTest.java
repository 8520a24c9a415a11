package hikae.crash;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.host.Docker;
import hikae.lab.Lab;
import hikae.text.ProblemException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is outside fails in the middle of a restore: nothing is lost, the end is told, one more start puts all right. */
@Tag("crash")
class RestoreFaultsTest {
    /** While psql loads, which takes seconds. */
    private static final String LOADING = "load/docker.load#1:during@100";

    /** When the new database is there and psql is about to begin: what takes a while is over before the load can be. */
    private static final String BEGINNING = "load/docker.load#1:before";

    private static final String FLOW = "restore";

    @TempDir
    Path home;

    private CrashServer server;
    private String pid = "";

    private void start(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--notes", "30000"));
        all.addAll(List.of(arguments));
        server = CrashServer.start(home, new CrashClasses(home), all.toArray(String[]::new));
        server.begin(FLOW);
        pid = Lab.docker("inspect", "-f", "{{.State.Pid}}", server.misskey().fact("DB_CONTAINER"));
    }

    @AfterEach
    void end() {
        server.close();
    }

    /** It is told as a problem, with a cause; and the next start does it all. */
    private void thenAgain(Program.Ended ended) {
        assertThat(ended.status()).as(ended.toString()).isIn(3, 4);
        assertThat(ended.problem()).isNotEmpty().isNotEqualTo("bug");
        server.awaitDatabase();
        server.requireIntact();
        server.done(server.command(FLOW));
        if (server.state().startsWith("old")) { // it went on going back; that is done, too
            server.done(server.command(FLOW));
        }
        server.requireSettled(FLOW);
    }

    @Test
    void theDatabaseServerIsKilledDuringTheLoad() {
        start();
        thenAgain(server.disturbed(
                LOADING,
                () -> {
                    awaitRows();
                    killDatabase();
                },
                server.command(FLOW)));
    }

    /** R1: the transaction went through and nobody was left to say so. What is told is what the server says then. */
    @Test
    void theClientDiesRightAfterTheCommit() {
        start();
        Program.Ended ended = server.changed(
                docker -> losing(docker, client -> Lab.docker("rm", "-f", client)), server.command(FLOW));
        assertThat(ended.status()).as(ended.toString()).isZero();
        server.requireSettled(FLOW);
    }

    /** And the database server with it: Misskey is left off, "unchanged" is not said, and one more start ends it. */
    @Test
    void theServerIsStoppedRightAfterTheCommit() {
        start();
        String db = server.misskey().fact("DB_CONTAINER");
        Program.Ended ended = server.changed(
                docker -> losing(docker, client -> Lab.shell("docker rm -f " + client + " && docker stop -t 5 " + db)),
                server.command(FLOW));
        assertThat(ended.status()).as(ended.toString()).isEqualTo(4);
        assertThat(ended.out()).contains("\"report\":\"restore-unseen\"", "\"serves\":\"unseen\"");
        assertThat(Lab.docker(
                        "inspect", "-f", "{{.State.Running}}", server.misskey().project() + "-web-1"))
                .isEqualTo("false");
        Lab.docker("start", db);
        server.awaitDatabase();
        server.done(server.command("continue"));
        server.requireSettled(FLOW);
    }

    private static Docker losing(Docker real, Consumer<String> happens) {
        return (Docker) Proxy.newProxyInstance(
                Docker.class.getClassLoader(), new Class<?>[] {Docker.class}, (proxy, method, words) -> {
                    Object result;
                    try {
                        result = method.invoke(real, words);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (method.getName().equals("exec") && words[1].toString().contains("ending=$!")) {
                        happens.accept(words[0].toString());
                        throw ProblemException.of("docker-ended-meanwhile", words[0]);
                    }
                    return result;
                });
    }

    @Test
    @Tag("all")
    void theDatabaseServerIsKilledAfterTheSwitch() {
        start();
        Program.Ended ended = server.disturbed("switch/journal.done#1:after", this::killDatabase, server.command(FLOW));
        server.awaitDatabase();
        server.requireIntact();
        if (ended.status() != 0) {
            server.done(server.command("continue"));
        }
        server.requireSettled(FLOW);
    }

    /** Looked for by the server itself: a look from outside takes longer than the load on a slow machine. */
    private void awaitRows() {
        server.misskey().query("""
                DO $$ BEGIN
                  FOR i IN 1..6000 LOOP
                    PERFORM pg_stat_clear_snapshot();
                    IF EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname LIKE 'hikae\\_new\\_%'
                      AND query ~ '^(COPY|CREATE|ALTER) ') THEN RETURN; END IF;
                    PERFORM pg_sleep(0.01);
                  END LOOP;
                  RAISE 'no load was seen';
                END $$""");
    }

    /** As the kernel does it when memory is short: Docker starts it again by itself. */
    private void killDatabase() {
        Lab.run(List.of("kill", "-9", pid));
    }

    @Test
    @Tag("all")
    void theDockerDaemonIsKilledDuringTheLoad() {
        start();
        Program.Ended ended = server.disturbed(
                LOADING,
                () -> {
                    awaitRows();
                    Lab.shell("kill -9 $(cat \"$HIKAE_LAB\"/engine/dockerd.pid)");
                },
                server.command(FLOW));
        Lab.shell("src/test/lab/lab up");
        server.misskey().compose("up -d");
        Lab.shell("cd '" + server.misskey().backup() + "' && docker compose up -d");
        thenAgain(ended);
    }

    @Test
    @Tag("all")
    void anAdministratorStartsMisskeyBeforeTheSwitch() {
        start();
        Program.Ended ended = server.disturbed(
                "switch/journal.begin#1:after", () -> server.misskey().compose("up -d"), server.command(FLOW));
        assertThat(ended.status()).as(ended.toString()).isZero();
        server.requireSettled(FLOW);
    }

    @Test
    void anAdministratorTakesMisskeyDownDuringTheLoad() {
        start();
        Program.Ended ended = server.disturbed(
                BEGINNING,
                () -> Lab.shell("cd '" + server.misskey().directory() + "' && docker compose down -t 2 || true"),
                server.command(FLOW));
        server.misskey().compose("up -d");
        thenAgain(ended);
    }

    @Test
    void theDiskIsFullDuringTheLoad() throws Exception {
        SmallDisk disk = SmallDisk.make(home);
        Path small = disk.place();
        try {
            start("--dir", small.resolve("misskey").toString());
            String notes = server.misskey().query("SELECT count(*) FROM note");
            assertThat(notes).isNotEmpty();
            Program.Ended ended = server.disturbed(
                    BEGINNING,
                    () -> Lab.shell("cd '" + small + "' && fallocate -l"
                            + " $(($(df -B1 --output=avail . | tail -n 1) - (300 << 20))) filled"),
                    server.command(FLOW));
            assertThat(server.misskey().query("SELECT count(*) FROM note"))
                    .as("live goes on answering, with less free than must be")
                    .isEqualTo(notes);
            server.misskey().awaitWeb();
            assertThat(ended.problem()).isEqualTo("recovery-disk-short");
            Lab.shell("rm '" + small + "/filled'");
            thenAgain(ended);
        } finally {
            server.close();
            disk.close();
        }
    }
}
