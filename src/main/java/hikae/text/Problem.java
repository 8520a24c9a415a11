package hikae.text;

import java.util.List;

/**
 * Why something was refused or failed, for the operator: one sentence (what and where) and one hint (most
 * likely cause, what to do), found in the messages as {@code problem.ID} and {@code problem.ID.hint}.
 *
 * @param id the stable English name, as in {@code --json}
 * @param args what the sentence and the hint name; never a secret
 */
public record Problem(String id, List<Object> args) {
    public Problem {
        args = List.copyOf(args);
    }

    /** The problem {@code id} with its arguments. */
    public static Problem of(String id, Object... args) {
        return new Problem(id, List.of(args));
    }

    /** One sentence: what happened, and where. */
    public Message sentence() {
        return new Message("problem." + id, args);
    }

    /** The most likely cause and what to do. */
    public Message hint() {
        return new Message("problem." + id + ".hint", args);
    }
}
