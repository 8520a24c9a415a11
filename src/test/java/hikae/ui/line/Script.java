package hikae.ui.line;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** An operator who types what the test wrote down; keeps all that was seen, as on a terminal. */
final class Script implements Lines {
    /** Ctrl+C at a prompt. */
    static final String CTRL_C = "^C";

    private final Deque<String> typed;
    private final StringBuilder seen = new StringBuilder();
    private int asked;

    Script(List<String> typed) {
        this.typed = new ArrayDeque<>(typed);
    }

    /** Everything on the terminal so far, echoed answers included. */
    synchronized String seen() {
        return seen.toString();
    }

    /** How often something was asked. */
    int asked() {
        return asked;
    }

    @Override
    public synchronized void print(String line) {
        seen.append(line).append('\n');
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
        return false;
    }

    @Override
    public void close() {}

    private synchronized Heard hear(String prompt, boolean echo) {
        asked++;
        seen.append(prompt);
        String next = typed.isEmpty() ? "" : typed.peek();
        boolean end = typed.isEmpty();
        typed.poll();
        if (end) {
            seen.append('\n');
            return Heard.END;
        }
        if (next.equals(CTRL_C)) {
            seen.append("^C\n");
            return Heard.INTERRUPT;
        }
        seen.append(echo ? next : "").append('\n');
        return Heard.text(next);
    }
}
