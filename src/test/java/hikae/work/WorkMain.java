package hikae.work;

import hikae.host.Environment;
import hikae.host.real.RealHost;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A run in a process of its own: its second step waits for a file. */
public final class WorkMain {
    private WorkMain() {}

    /** The plan, whoever does it or follows it. */
    public static Plan plan(Path home, boolean fails) {
        Path go = home.resolve("go");
        Step first =
                new MadeUpStep("first", (host, progress) -> progress.found(Finding.ok(Message.literal("first done"))));
        Step waits = new MadeUpStep("waits", (host, progress) -> {
            progress.advanced(1, 3, Message.of("unit.rows", "note"));
            progress.said("waiting");
            while (!Files.exists(go)) {
                Thread.onSpinWait();
            }
            if (fails) {
                throw ProblemException.of("file-missing", go);
            }
        });
        Step back = new MadeUpStep("first", (host, progress) -> progress.said("gone back"));
        return new Plan("sample", home, "r1", List.of(first, waits), List.of(back), Map.of());
    }

    public static void main(String[] args) throws InterruptedException {
        Path home = Path.of(args[0]);
        Run run = new Runner(RealHost.here(Environment.ofProcess()))
                .start(plan(home, args.length > 1 && args[1].equals("fails")));
        run.await();
        System.out.println(run.problem().map(Problem::id).orElse("well"));
    }
}
