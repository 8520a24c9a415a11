package hikae.work;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.Environment;
import hikae.host.real.RealHost;
import java.io.BufferedWriter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of days: two lines a second on how far it is. */
class LongRunTest {
    private static final int LINES = 200_000;
    private static final long ANSWER = 60;

    @TempDir
    Path home;

    @Test
    void isReadAndFollowedInLittleMemory() throws Exception {
        write(LINES);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FollowMain.class.getName(),
                        home.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("out").toFile())
                .start();
        try {
            assertThat(process.waitFor(ANSWER, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(home.resolve("out")).hasContent(LINES + " " + LINES);
    }

    /** Five times a second it is looked whether there is more. */
    @Test
    void isNotReadAgainFromItsBeginning() throws Exception {
        write(1000);
        AtomicLong read = new AtomicLong();
        hikae.host.Files files = counting(read);
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        hikae.host.Files.Lock lock = files.lock(Runs.lock(home)).orElseThrow();
        try {
            mark(files);
            Run run = Run.open(files, WorkMain.plan(home, false), home.resolve("hikae/runs/r1"));
            run.follow(events::add);
            until(events, 1000);
            long once = read.get();
            for (int more = 1001; more <= 1010; more++) {
                append(line(more));
                until(events, more);
            }
            assertThat(once).isPositive();
            assertThat(read.get() - once).isLessThan(20L * line(1010).length());
            append("{\"what\":\"ended\",\"at\":\"2026-11-24T00:00:00Z\",\"well\":false}\n");
            run.await();
        } finally {
            lock.close();
        }
    }

    private static void until(BlockingQueue<Event> events, int done) throws InterruptedException {
        while (true) {
            Event event = events.poll(ANSWER, TimeUnit.SECONDS);
            assertThat(event).as("line %s", done).isNotNull();
            if (event instanceof Event.Advanced advanced && advanced.done() == done) {
                return;
            }
        }
    }

    /** Who follows asks now and then whether this process still works on it. */
    private void mark(hikae.host.Files files) throws IOException {
        String by = files.holder(Runs.lock(home))
                .orElseThrow()
                .process()
                .orElseThrow()
                .toString();
        append("{\"what\":\"resumed\",\"at\":\"2026-11-22T12:00:00Z\",\"by\":\"" + by + "\"}\n");
    }

    private static hikae.host.Files counting(AtomicLong read) {
        hikae.host.Files real = RealHost.here(Environment.ofProcess()).files();
        return (hikae.host.Files) Proxy.newProxyInstance(
                LongRunTest.class.getClassLoader(), new Class<?>[] {hikae.host.Files.class}, (proxy, method, words) -> {
                    Object result = method.invoke(real, words);
                    boolean whole = method.getName().equals("readIfThere")
                            || method.getName().equals("readOurs");
                    assertThat(whole && words[0].toString().endsWith(Journal.FILE))
                            .isFalse();
                    return result instanceof InputStream in ? new Counted(in, read) : result;
                });
    }

    /** What is skipped is not read. */
    private static final class Counted extends FilterInputStream {
        private final AtomicLong read;

        Counted(InputStream in, AtomicLong read) {
            super(in);
            this.read = read;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            read.addAndGet(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int length = super.read(into, from, most);
            read.addAndGet(Math.max(0, length));
            return length;
        }
    }

    private Path journal() {
        return home.resolve("hikae/runs/r1/journal.jsonl");
    }

    private void append(String text) throws IOException {
        Files.writeString(journal(), text, StandardOpenOption.APPEND);
    }

    private static String line(int done) {
        return "{\"what\":\"progress\",\"at\":\"2026-11-22T00:00:02Z\",\"done\":" + done + ",\"total\":" + LINES
                + ",\"unit\":{\"key\":\"recovery.copying\",\"args\":[\"drive_file\"]}}\n";
    }

    private void write(int lines) throws IOException {
        Files.createDirectories(home.resolve("hikae/runs/r1"));
        try (BufferedWriter out = Files.newBufferedWriter(journal())) {
            out.write(
                    "{\"what\":\"head\",\"at\":\"2026-11-22T00:00:00Z\",\"version\":1,\"flow\":\"sample\",\"run\":\"r1\","
                            + "\"input\":{},\"steps\":[\"first\",\"waits\"]}\n");
            out.write("{\"what\":\"begin\",\"at\":\"2026-11-22T00:00:01Z\",\"step\":\"waits\"}\n");
            for (int done = 1; done <= lines; done++) {
                out.write(line(done));
            }
        }
    }
}
