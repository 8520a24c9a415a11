package hikae.app;

import java.lang.reflect.Proxy;
import java.util.function.BooleanSupplier;

/**
 * The signals of the process, for all faces; the only place that handles them. By reflection, because the
 * compiler warns of {@code sun.misc.Signal} in every form and there is no other way to hear of a new window
 * size without polling.
 */
public final class Signals {
    private static final int HUNG_UP = 129;

    private Signals() {}

    /** Runs this whenever the terminal's window changes its size. */
    static void onResize(Runnable resized) {
        handle("WINCH", resized);
    }

    /**
     * The terminal is gone. What is being changed is not stopped by that: the process then ends by itself when the
     * work does. Otherwise it ends at once, with the status a shell expects.
     */
    public static void endOnHangUp(BooleanSupplier isWorking) {
        handle("HUP", () -> {
            if (!isWorking.getAsBoolean()) {
                System.exit(HUNG_UP);
            }
        });
    }

    private static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, args) -> {
                        action.run();
                        return null;
                    });
            Object named = signal.getConstructor(String.class).newInstance(name);
            signal.getMethod("handle", signal, handler).invoke(null, named, ours);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return; // a system without this signal: the screen keeps the size it started with
        }
    }
}
