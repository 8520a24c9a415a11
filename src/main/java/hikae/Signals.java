package hikae;

import java.lang.reflect.Proxy;

/**
 * The signals of the process, for all faces; the only place that handles them. By reflection, because the
 * compiler warns of {@code sun.misc.Signal} in every form and there is no other way to hear of a new window
 * size without polling.
 */
final class Signals {
    private Signals() {}

    /** Runs this whenever the terminal's window changes its size. */
    static void onResize(Runnable resized) {
        handle("WINCH", resized);
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
