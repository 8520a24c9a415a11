package hikae.storage;

import hikae.text.Problem;
import hikae.text.Say;
import java.util.List;
import java.util.Optional;

/**
 * Why images do not show: one cause, the setting it is in, and the ways to mend it.
 *
 * @param problem the cause
 * @param setting the field; empty when it is in none
 * @param ways each is complete in itself
 */
record Diagnosis(Problem problem, Optional<Setting> setting, List<Way> ways) {
    Diagnosis {
        ways = List.copyOf(ways);
    }

    /**
     * One way.
     *
     * @param typed what to enter, together
     * @param before what that does to the files uploaded before
     */
    record Way(List<Typed> typed, Say before) {
        Way {
            typed = List.copyOf(typed);
        }

        static Way of(Setting setting, Say value, Say before) {
            return new Way(List.of(new Typed(setting, value)), before);
        }
    }

    /**
     * A value to enter.
     *
     * @param setting where
     * @param value what
     */
    record Typed(Setting setting, Say value) {}

    static Diagnosis of(Problem problem, Setting setting, Way... ways) {
        return new Diagnosis(problem, Optional.of(setting), List.of(ways));
    }
}
