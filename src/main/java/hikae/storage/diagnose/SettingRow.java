package hikae.storage.diagnose;

import hikae.text.Message;
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
public record SettingRow(Setting setting, State state, Message has, Message wanted, Optional<Message> note) {
    /** Whether it is right. */
    public enum State {
        RIGHT,
        WRONG,
        NOT_YET
    }

    /** The same, wrong. */
    SettingRow wrong() {
        return new SettingRow(setting, State.WRONG, has, wanted, note);
    }
}
