package hikae.text;

import java.util.Optional;

/**
 * How a check ended: fine, a warning, or no. Made by shown checks, by steps and by status alike, so it
 * lives beside {@link Problem} and not in the package of one of them.
 *
 * @param level how it ended
 * @param what one sentence with what was found
 * @param problem why not, with what to do; absent only when all is well
 * @param suspect the id of the field most likely wrong, for the cursor (U35)
 * @param proof what was proved, for the planner: an object of the feature's own; never shown
 */
public record Finding(
        Level level, Message what, Optional<Problem> problem, Optional<String> suspect, Optional<Object> proof) {
    /** How bad it is. */
    public enum Level {
        OK,
        WARNING,
        NO
    }

    /** All is well. */
    public static Finding ok(Message what) {
        return new Finding(Level.OK, what, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** It works, but the operator should know. */
    public static Finding warning(Problem problem) {
        return new Finding(Level.WARNING, problem.sentence(), Optional.of(problem), Optional.empty(), Optional.empty());
    }

    /** It does not work. */
    public static Finding no(Problem problem) {
        return new Finding(Level.NO, problem.sentence(), Optional.of(problem), Optional.empty(), Optional.empty());
    }

    /** The same, with the field that is most likely wrong. */
    public Finding suspecting(String fieldId) {
        return new Finding(level, what, problem, Optional.of(fieldId), proof);
    }

    /** The same, carrying what was proved. */
    public Finding proving(Object proved) {
        return new Finding(level, what, problem, suspect, Optional.of(proved));
    }

    /** What was proved, where it is of this type. */
    public <T> Optional<T> proof(Class<T> type) {
        return proof.filter(type::isInstance).map(type::cast);
    }

    /** Whether it stands in the way. */
    public boolean isNo() {
        return level == Level.NO;
    }
}
