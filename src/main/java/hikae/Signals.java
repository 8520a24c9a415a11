package hikae;

import sun.misc.Signal;

/** The signals of the process, for all faces; the only place that handles them. */
@SuppressWarnings("sunapi") // there is no other way to hear of a new window size without polling
final class Signals {
    private Signals() {}

    /** Runs this whenever the terminal's window changes its size. */
    static void onResize(Runnable resized) {
        Signal.handle(new Signal("WINCH"), signal -> resized.run());
    }

    /** A dead terminal ends the face, not the work: the program ends by itself when the work is done. */
    static void surviveHangup(Runnable hungUp) {
        Signal.handle(new Signal("HUP"), signal -> hungUp.run());
    }
}
