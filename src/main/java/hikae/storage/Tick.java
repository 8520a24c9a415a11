package hikae.storage;

import hikae.text.Say;
import java.util.Optional;

/**
 * One line of Misskey's page as it is now.
 *
 * @param setting which
 * @param state whether it is right
 * @param has what is there, no secret
 * @param wanted what to enter
 * @param note what to know about it
 */
record Tick(Setting setting, State state, Say has, Say wanted, Optional<Say> note) {
    /** Whether it is right. */
    enum State {
        RIGHT,
        WRONG,
        NOT_YET
    }

    /** The same, wrong. */
    Tick wrong() {
        return new Tick(setting, State.WRONG, has, wanted, note);
    }
}
