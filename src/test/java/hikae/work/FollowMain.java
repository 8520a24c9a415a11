package hikae.work;

import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.real.RealHost;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Reads and follows the record of a run, with whatever memory it was started with. */
public final class FollowMain {
    private FollowMain() {}

    public static void main(String[] args) throws InterruptedException {
        Path home = Path.of(args[0]);
        Files files = RealHost.here(Environment.ofProcess()).files();
        Path folder = home.resolve("hikae/runs/r1");
        long read = Journal.read(files, folder)
                .orElseThrow()
                .lastProgress()
                .orElseThrow()
                .done();
        AtomicLong followed = new AtomicLong();
        CountDownLatch over = new CountDownLatch(1);
        Run run = Run.open(files, WorkMain.plan(home, false), folder);
        run.follow(event -> {
            if (event instanceof Event.Advanced advanced) {
                followed.set(advanced.done());
            } else if (event instanceof Event.Ended) {
                over.countDown();
            }
        });
        over.await();
        System.out.println(read + " " + followed.get());
    }
}
