package hikae.crash;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.host.Docker;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A Misskey of the lab whose live database differs from its newest dump, so that old, new and partial can be told
 * apart; put back for the next case by copying databases, not by making a new instance.
 */
final class CrashServer implements AutoCloseable {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private final LabInstance misskey;
    private final CrashProgram program;
    private final CrashInside inside;
    private final CrashData data;
    final String old;
    final String fresh;
    private final CrashFiles files;
    private Map<String, String> policies;

    /** Contents that a case began with: each must be there at every moment. */
    private Set<String> whole = Set.of();

    private String served = "";
    private final Set<String> steps = new TreeSet<>();

    private CrashServer(LabInstance misskey, Path home, CrashClasses classes) {
        this.misskey = misskey;
        this.program = new CrashProgram(home, misskey.directory(), classes);
        this.inside = new CrashInside(home, misskey.directory());
        this.data = new CrashData(misskey, dbAddress());
        done("setup", "--no-rehearsal", "--no-input", "--yes");
        done("schedule", farFromNow(), "--tz", TOKYO.getId(), "--no-input", "--yes");
        this.fresh = data.served();
        data.goOn();
        this.old = data.served();
        assertThat(old).isNotEqualTo(fresh);
        remember();
        this.files = CrashFiles.asTheyStand(misskey.backup(), misskey.password());
        this.policies = containers().policies(home());
    }

    /** Keeps a copy of the live database on its server, from which all of it can be put back. */
    private void remember() {
        misskey.compose("stop -t 2 web");
        data.copy();
        misskey.compose("start web");
    }

    /** Half a day from now: a backup of the schedule's own, made in the middle of a case, is none that it began with. */
    private static String farFromNow() {
        return "0 " + ZonedDateTime.now(TOKYO).plusHours(12).getHour() + " * * *";
    }

    static CrashServer start(Path home, CrashClasses classes, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--notes", "200"));
        all.addAll(List.of(arguments));
        return new CrashServer(LabInstance.plain(all.toArray(String[]::new)), home, classes);
    }

    /** How the operator starts it. */
    List<String> command(String flow) {
        List<String> confirmed = List.of("--no-input", "--yes", "--confirm", misskey.fact("HOST"));
        List<String> words = new ArrayList<>(
                switch (flow) {
                    case "undo" -> List.of("restore", "undo");
                    case "restore" -> List.of("restore");
                    case "continue" -> List.of("restore", "continue");
                    case "lost" -> List.of("restore", "--lost-cluster");
                    default -> List.of(flow);
                });
        words.addAll(List.of("restore", "undo", "lost").contains(flow) ? confirmed : List.of("--no-input", "--yes"));
        return words;
    }

    /** Runs the program in this process to its end; fails unless it ends well. */
    void done(String... arguments) {
        Program.Ended ended = ran(List.of(arguments));
        assertThat(ended.status())
                .as(String.join(" ", arguments) + ": " + ended.out() + ended.err())
                .isZero();
    }

    /** Runs the program in this process to its end, however that is. */
    Program.Ended ran(List<String> arguments) {
        return inside.ran(arguments);
    }

    void done(List<String> arguments) {
        done(arguments.toArray(String[]::new));
    }

    /** Runs the program in a process of its own; it dies at this point, unless the name is empty. */
    CrashProgram.Ended hikae(String point, List<String> arguments) {
        return program.run(point, arguments);
    }

    /** Runs the program in this process; when it comes to this point, something happens outside. */
    Program.Ended disturbed(String point, Runnable happens, List<String> arguments) {
        return inside.disturbed(point, happens, arguments);
    }

    /** Runs the program in this process with another engine than there is. */
    Program.Ended changed(UnaryOperator<Docker> docker, List<String> arguments) {
        return inside.changed(docker, arguments);
    }

    LabInstance misskey() {
        return misskey;
    }

    /** Gets ready for a case: before going back there must be a restore to go back from. */
    void begin(String flow) {
        if (flow.equals("undo") && data.kept().isEmpty()) {
            done(command("restore"));
        }
        whole = flow.equals("undo") ? Set.of(old, fresh) : Set.of(old);
        assertThat(data.contents().values()).containsAll(whole);
        served = data.served();
        if (flow.equals("lost")) {
            whole = Set.of();
            misskey.compose("stop -t 2 db");
            Lab.shell("rm '" + misskey.directory() + "/db/global/pg_control'");
        }
    }

    /** What was served when the case began. */
    String served() {
        return served;
    }

    /** What is served and what runs, in a few words. */
    String state() {
        String serves = data.served();
        boolean runs = containers().of(misskey.project(), "web").stream().anyMatch(CrashContainers.One::running);
        return (serves.equals(old) ? "old" : serves.equals(fresh) ? "new" : "PARTIAL") + (runs ? " serving" : " off");
    }

    /** What holds at every moment, whatever was killed: nothing lost, nothing partial, nothing told. */
    void requireIntact() {
        Map<String, String> contents = data.contents();
        assertThat(contents).as("databases").containsKey(data.live());
        assertThat(contents.get(data.live()))
                .as("live data: old or new, never partial")
                .isIn(old, fresh);
        assertThat(contents.values()).as("old data, live or kept").containsAll(whole);
        files.requireIntact();
        assertThat(containers().lent(home())).noneMatch(one -> one.definition().contains(misskey.password()));
    }

    /** Waits until Misskey's containers are there again, wherever they are now. */
    void awaitDatabase() {
        misskey.awaitDatabase();
        Lab.await(() -> !dbAddress().isEmpty());
        data.isAt(dbAddress());
    }

    /** The address of the database's container changes when that is started again. */
    void find() {
        containers().of(misskey.project(), "db").stream()
                .map(CrashContainers.One::address)
                .filter(address -> !address.isEmpty())
                .findFirst()
                .ifPresent(data::isAt);
    }

    private String dbAddress() {
        return containers().of(misskey.project(), "db").get(0).address();
    }

    /** What holds when the program has ended: the state that was asked for, served, and nothing left behind. */
    void requireSettled(String flow) {
        noteSteps(flow);
        requireIntact();
        String wanted = flow.equals("restore") ? fresh : flow.equals("undo") && served.equals(fresh) ? old : served;
        wanted = flow.equals("undo") && served.equals(old) ? fresh : wanted;
        assertThat(data.served()).as("what is served after all").isEqualTo(wanted);
        awaitServing();
        CrashContainers containers = containers();
        assertThat(containers.policies(home())).as("restart policies").isEqualTo(policies);
        assertThat(data.names().stream().filter(name -> name.matches("hikae_(new|drop)_.*")))
                .as("databases left")
                .isEmpty();
        assertThat(containers.lent(home())).as("containers left").isEmpty();
        assertThat(containers.of(misskey.project() + "-backup", ".*"))
                .as("the backup service runs")
                .isNotEmpty()
                .allMatch(CrashContainers.One::running);
    }

    /** Once more: there is nothing left to do, and nothing is done. */
    void requireStill() {
        List<String> first = List.of(
                containers().started(),
                String.join(" ", data.names()),
                files.modes().toString());
        done(command("continue"));
        assertThat(List.of(
                        containers().started(),
                        String.join(" ", data.names()),
                        files.modes().toString()))
                .as("a second start changes nothing")
                .isEqualTo(first);
    }

    /** The steps that were begun since the last reset, with their flow. */
    Set<String> steps() {
        return steps;
    }

    private void noteSteps(String flow) {
        Lab.shell("cat '" + misskey.backup() + "'/hikae/runs/*-" + flow + "/journal.jsonl")
                .lines()
                .filter(line -> line.contains("\"what\":\"begin\""))
                .forEach(line -> steps.add(flow + " " + line.replaceAll(".*\"step\":\"([^\"]+)\".*", "$1")));
    }

    /** Puts the old content back for the next case. After going back there is nothing to put back. */
    void reset(String flow) {
        if (flow.equals("undo")) {
            return;
        }
        data.dropOurs();
        if (data.served().equals(fresh)) {
            data.goOn();
        }
        assertThat(data.served()).isEqualTo(old);
        Lab.shell("rm -rf '" + misskey.backup() + "/hikae/runs'");
    }

    /** The same from whatever a case that failed has left. */
    void mend() {
        Lab.shell("docker ps -aq --filter label=hikae.home=" + misskey.backup() + " | xargs -r docker rm -fv");
        misskey.compose("stop -t 2 web");
        data.putBack();
        misskey.compose("up -d");
        Lab.shell("cd '" + misskey.backup() + "' && docker-compose up -d && rm -rf hikae/runs");
        policies.forEach((name, policy) -> Lab.docker("update", "--restart", policy, name));
        awaitServing();
    }

    CrashContainers containers() {
        return CrashContainers.look(misskey.project(), home());
    }

    CrashData data() {
        return data;
    }

    /** The backup directory, by which containers that were lent are known. */
    String home() {
        return misskey.backup().toString();
    }

    /** After the cluster itself was another: what was kept on the old one is made anew. */
    void resetCluster() {
        reset("lost");
        remember();
        Lab.shell("rm -rf '" + misskey.directory() + "'/db.kept-*");
        policies = containers().policies(home());
    }

    void awaitServing() {
        String web = containers().of(misskey.project(), "web").get(0).address();
        Lab.shell("for i in $(seq 100); do curl -fsS -m 2 http://" + web
                + ":3000/healthz >/dev/null 2>&1 && exit; sleep 0.1; done; echo web does not serve; exit 1");
    }

    @Override
    public void close() {
        program.close();
        misskey.close();
    }
}
