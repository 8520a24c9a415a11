package hikae.backup.compose;

import hikae.backup.settings.MisskeyLabels;
import hikae.text.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The backup service as its compose file says, edited by hand or not. Texts, not types: what is wrong with a
 * value is for the one who uses it.
 *
 * @param service the service's name
 * @param values what is set, variables of Compose excepted
 * @param labels the labels of ours, all of {@code hikae.}
 * @param passwordLine the line of a password written into the file itself; empty when there is none
 * @param problems what could not be read, each with its file and line
 * @param detail what else the file says of it
 */
public record PresentService(
        String service,
        Map<ComposeKey, String> values,
        Map<String, String> labels,
        Optional<Integer> passwordLine,
        List<Problem> problems,
        ServiceDetail detail) {
    public PresentService {
        values = Map.copyOf(values);
        labels = Map.copyOf(labels);
        problems = List.copyOf(problems);
    }

    /** The value; empty when it is not set or not to be known from the file alone. */
    public Optional<String> value(ComposeKey key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Whether it was made by hand and is not looked after by us. */
    public boolean isByHand() {
        return !isOurs();
    }

    /** Whether we made it: it has our role label. */
    public boolean isOurs() {
        return MisskeyLabels.isOurs(labels);
    }
}
