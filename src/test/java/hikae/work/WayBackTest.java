package hikae.work;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.demo.DemoHost;
import hikae.host.Docker;
import hikae.host.Files;
import hikae.host.Host;
import hikae.lab.ChangedHost;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What is done after a step has failed. */
class WayBackTest {
    private static final Path HOME = Path.of("/home/admin/b");

    private final DemoHost host = new DemoHost(Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC));
    private final List<String> did = Collections.synchronizedList(new ArrayList<>());

    @Test
    void isGoneAfterAFailedStepAndTheFirstProblemIsTold() throws InterruptedException {
        Run run = done(new Runner(host), plan(List.of(act("one"), fail("two"), act("three")), act("a"), act("b")));

        assertThat(did).containsExactly("one", "a", "b");
        assertThat(run.problems()).containsExactly(Problem.of("x", "two"));
        Journal.Record record = record(run);
        assertThat(record.ended()).isTrue();
        assertThat(record.well()).isFalse();
        assertThat(record.back()).isTrue();
        assertThat(record.done()).containsExactly("one");
        assertThat(record.problem()).contains(Problem.of("x", "two"));
    }

    @Test
    void isNotGoneWhenAllWentWell() throws InterruptedException {
        Run run = done(new Runner(host), plan(List.of(act("one")), act("a")));

        assertThat(did).containsExactly("one");
        assertThat(record(run).well()).isTrue();
    }

    @Test
    void goesOnAfterAStepOfItsOwnFailedAndLeavesTheRunUnfinished() throws InterruptedException {
        Run run = done(new Runner(host), plan(List.of(fail("one")), fail("a"), act("b")));

        assertThat(did).containsExactly("b");
        assertThat(run.problem()).contains(Problem.of("x", "one"));
        assertThat(run.problems()).hasSize(2);
        assertThat(record(run).ended()).isFalse();
        assertThat(Runs.unfinished(host.files(), HOME)).isPresent();
    }

    @Test
    void tidiesBeforeTheFirstStepBeforeTheWayBackAndAtTheEnd() throws InterruptedException {
        Plan well = plan(List.of(act("one")), act("a"));
        done(new Runner(host), tidying(well, () -> did.add("tidy")));
        assertThat(did).containsExactly("tidy", "one", "tidy");

        did.clear();
        Plan badly = plan(List.of(fail("one")), act("a"));
        done(new Runner(host), tidying(badly, () -> did.add("tidy")));
        assertThat(did).containsExactly("tidy", "tidy", "a", "tidy");
    }

    @Test
    void doesNotWaitForWhatCannotBeTidied() throws InterruptedException {
        Run run = done(new Runner(host), tidying(plan(List.of(act("one"))), () -> {
            throw ProblemException.of("x", "tidy");
        }));

        assertThat(did).containsExactly("one");
        assertThat(run.problems()).isEmpty();
        assertThat(record(run).well()).isTrue();
    }

    private static Plan tidying(Plan plan, Runnable tidy) {
        return new Plan(
                plan.flow(), HOME, plan.runId(), plan.steps(), plan.onFailure(), plan.input(), on -> tidy.run());
    }

    @Test
    void isGoneAfterABugToo() throws InterruptedException {
        Step broken = new MadeUpStep("broken", (on, progress) -> {
            throw new StackOverflowError();
        });
        Run run = done(new Runner(host), plan(List.of(broken), act("a")));

        assertThat(did).containsExactly("a");
        assertThat(run.problem().map(Problem::id)).contains("bug");
    }

    @Test
    void isGoneOnAFullDiskToo() throws InterruptedException {
        AtomicBoolean full = new AtomicBoolean();
        Step filling = new MadeUpStep("filling", (on, progress) -> {
            full.set(true);
            progress.said("nobody will read this");
            throw ProblemException.of("x", "full");
        });
        Step freeing = new MadeUpStep("freeing", (on, progress) -> {
            did.add("freed");
            full.set(false);
        });
        Run run = done(new Runner(fillable(full)), plan(List.of(filling), act("a"), freeing));

        assertThat(did).containsExactly("a", "freed");
        assertThat(run.problems()).containsExactly(Problem.of("x", "full"));
        assertThat(record(run).ended()).isTrue();
    }

    @Test
    void isGoneWhenTheRecordOfAStepCannotBeWritten() throws InterruptedException {
        AtomicBoolean full = new AtomicBoolean();
        Step filling = new MadeUpStep("filling", (on, progress) -> full.set(true));
        Run run = done(new Runner(fillable(full)), plan(List.of(filling, act("never")), act("a")));

        assertThat(did).containsExactly("a");
        assertThat(run.problem().map(Problem::id)).contains("file-no-space");
    }

    @Test
    void canBeGoneByALaterProcess() throws InterruptedException {
        Plan plan = plan(List.of(act("one"), act("two")), act("a"));
        done(new Runner(host), plan(List.of(act("one")), act("a")));
        String journal = "hikae/runs/r1/journal.jsonl";
        byte[] whole = host.files().read(HOME.resolve(journal), 1 << 20);
        String text = new String(whole, java.nio.charset.StandardCharsets.UTF_8);
        String killed = text.substring(0, text.indexOf("{\"what\":\"ended\""));
        host.files().replace(HOME.resolve(journal), killed.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Journal.Record before = Runs.unfinished(host.files(), HOME).orElseThrow();
        assertThat(before.done()).isEqualTo(Set.of("one"));
        did.clear();

        Run run = new Runner(host).goBack(plan);
        run.await();

        assertThat(did).containsExactly("a");
        assertThat(run.problem()).isEmpty();
        assertThat(record(run).well()).isFalse();
        assertThat(Runs.unfinished(host.files(), HOME)).isEmpty();
        assertThat(new String(
                        host.files().read(HOME.resolve(journal), 1 << 20), java.nio.charset.StandardCharsets.UTF_8))
                .startsWith(killed)
                .containsOnlyOnce("\"head\"");
    }

    private Host fillable(AtomicBoolean full) {
        Files real = host.files();
        Files files = (Files) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Files.class}, (proxy, method, args) -> {
                    if (full.get() && method.getName().startsWith("append")) {
                        throw ProblemException.of("file-no-space", args[0]);
                    }
                    try {
                        return method.invoke(real, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        Docker docker = host.docker();
        return new ChangedHost(host.environment(), files, docker, host.compose(), host.postgres(), host.web());
    }

    private Journal.Record record(Run run) {
        return Journal.read(host.files(), run.folder()).orElseThrow();
    }

    private static Run done(Runner runner, Plan plan) throws InterruptedException {
        Run run = runner.start(plan);
        run.await();
        return run;
    }

    private Step act(String id) {
        return new MadeUpStep(id, (on, progress) -> did.add(id));
    }

    private static Step fail(String id) {
        return new MadeUpStep(id, (on, progress) -> {
            throw ProblemException.of("x", id);
        });
    }

    private static Plan plan(List<Step> steps, Step... back) {
        return new Plan("x", HOME, "r1", steps, List.of(back), Map.of());
    }
}
