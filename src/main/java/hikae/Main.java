package hikae;

import hikae.app.Bug;
import hikae.app.Flows;
import hikae.app.Options;
import hikae.app.Start;
import hikae.app.Training;
import hikae.cli.Cli;
import hikae.ui.full.FullScreen;
import hikae.work.Runner;
import java.util.Arrays;
import java.util.List;

/**
 * The entry. The way to the menu loads nothing it does not need: picocli only when there are arguments, Docker,
 * JDBC and YAML only after the first paint.
 */
public final class Main {
    private Main() {}

    /** Runs the program and ends the process with its exit status. */
    public static void main(String[] args) {
        if ("full".equals(System.getProperty("hikae.face"))) {
            FullScreen.makeReady();
        }
        Start start = Start.ofProcess();
        int status = run(Arrays.asList(args), start);
        System.out.flush();
        awaitWork();
        // Not a return: a worker that still waits for Docker must not keep the process.
        System.exit(status);
    }

    /** The face is gone, with its terminal or without; what it has started is brought to its end. */
    private static void awaitWork() {
        try {
            Runner.awaitWork();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs the program; the process is not ended, so that tests can use the real entry. */
    static int run(List<String> args, Start start) {
        start.useTyped();
        try {
            if (start.isTraining()) {
                return Training.run(start);
            }
            return args.isEmpty() ? Flows.menu(start, Options.none()) : Cli.run(args, start);
        } catch (RuntimeException | Error e) {
            return Bug.report(e, start);
        }
    }
}
