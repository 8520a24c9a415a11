package hikae;

import hikae.text.Language;
import hikae.text.Messages;
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
        Signals.endOnHangUp(Runner::isWorking);
        Start start = Start.ofProcess();
        readAhead(start.language());
        int status = run(Arrays.asList(args), start);
        System.out.flush();
        awaitWork();
        // Not a return: a worker that still waits for Docker must not keep the process.
        System.exit(status);
    }

    /** The words of the first screen are read while it is made ready. */
    private static void readAhead(Language language) {
        Thread reader = new Thread(() -> Messages.in(language), "hikae-words");
        reader.setDaemon(true);
        reader.start();
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
