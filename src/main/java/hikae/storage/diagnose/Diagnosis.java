package hikae.storage.diagnose;

import hikae.text.Message;
import hikae.text.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Why images do not show: one cause, the setting it is in, and the ways to fix it.
 *
 * @param problem the cause
 * @param setting the field; empty when it is in none
 * @param ways each is complete in itself
 */
public record Diagnosis(Problem problem, Optional<Setting> setting, List<Remedy> ways) {
    public Diagnosis {
        ways = List.copyOf(ways);
    }

    /**
     * One way.
     *
     * @param typed what to enter, together
     * @param before what that does to the files uploaded before
     */
    public record Remedy(List<Typed> typed, Message before) {
        public Remedy {
            typed = List.copyOf(typed);
        }

        static Remedy of(Setting setting, Message value, Message before) {
            return new Remedy(List.of(new Typed(setting, value)), before);
        }
    }

    /**
     * A value to enter.
     *
     * @param setting where
     * @param value what
     */
    public record Typed(Setting setting, Message value) {}

    static Diagnosis of(Problem problem, Setting setting, Remedy... ways) {
        return new Diagnosis(problem, Optional.of(setting), List.of(ways));
    }
}
