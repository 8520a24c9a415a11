package hikae.storage.value;

import hikae.text.Message;
import hikae.text.ProblemException;
import java.util.List;
import java.util.Locale;

/**
 * The access key ID of an R2 API token.
 *
 * @param id 32 hexadecimal digits
 * @param notes what was corrected
 */
public record AccessKeyId(String id, List<Message> notes) {
    public AccessKeyId {
        notes = List.copyOf(notes);
    }

    /**
     * Reads an access key ID.
     *
     * @throws ProblemException if it is something else, such as the secret key
     */
    public static AccessKeyId parse(String text) {
        CleanedInput tidied = CleanedInput.key(text);
        KeyShape.ID.check(tidied.text());
        CleanedInput lower =
                tidied.corrected(tidied.text().toLowerCase(Locale.ROOT), Message.of("storage.corrected.case"));
        return new AccessKeyId(lower.text(), lower.notes());
    }
}
