package hikae.ui.line;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** An operator who types what the test wrote down; keeps all that was seen, as on a terminal. */
final class Script implements Lines {
    /** Ctrl+C at a prompt. */
    static final String CTRL_C = "^C";

    private final Deque<String> typed;
    private final StringBuilder seen = new StringBuilder();
    private final StringBuilder printed = new StringBuilder();
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private Consumer<String> listener = line -> {};
    private int asked;

    Script(List<String> typed) {
        this.typed = new ArrayDeque<>(typed);
    }

    /** Everything on the terminal so far, echoed answers included. */
    synchronized String seen() {
        return seen.toString();
    }

    /** The same without what was typed. */
    synchronized String printed() {
        return printed.toString();
    }

    /** How often something was asked. */
    int asked() {
        return asked;
    }

    /** How many lines nobody asked for. */
    int left() {
        return typed.size();
    }

    /** Is told each printed line. */
    Script telling(Consumer<String> told) {
        listener = told;
        return this;
    }

    /** Presses Ctrl+C while nothing is asked. */
    void pressCtrlC() {
        interrupted.set(true);
    }

    @Override
    public void print(String line) {
        synchronized (this) {
            seen.append(line).append('\n');
            printed.append(line).append('\n');
        }
        listener.accept(line);
    }

    @Override
    public Heard ask(String prompt) {
        return hear(prompt, true);
    }

    @Override
    public Heard askSecretly(String prompt) {
        return hear(prompt, false);
    }

    @Override
    public boolean interrupted() {
        return interrupted.getAndSet(false);
    }

    @Override
    public void close() {}

    private synchronized Heard hear(String prompt, boolean echo) {
        asked++;
        seen.append(prompt);
        printed.append(prompt).append('\n');
        if (typed.isEmpty()) {
            seen.append('\n');
            return Heard.END;
        }
        String next = typed.remove();
        seen.append(echo || next.equals(CTRL_C) ? next : "").append('\n');
        return next.equals(CTRL_C) ? Heard.INTERRUPT : Heard.text(next);
    }
}
