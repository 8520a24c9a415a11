package hikae;

import hikae.app.Signals;
import hikae.work.Runner;
import hikae.work.WorkMain;

/** The end of {@link Main} with a run of which a test decides when it ends; without arguments with none. */
final class HangUpMain {
    private HangUpMain() {}

    public static void main(String[] args) throws InterruptedException {
        Signals.endOnHangUp(Runner::isWorking);
        System.out.println("ready");
        if (args.length > 0) {
            WorkMain.main(args);
        } else {
            Thread.sleep(60_000);
        }
    }
}
