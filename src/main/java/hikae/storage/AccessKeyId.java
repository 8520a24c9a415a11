package hikae.storage;

import hikae.text.ProblemException;
import hikae.text.Say;
import java.util.List;
import java.util.Locale;

/**
 * The access key ID of an R2 API token.
 *
 * @param id 32 hexadecimal digits
 * @param notes what was corrected
 */
public record AccessKeyId(String id, List<Say> notes) {
    public AccessKeyId {
        notes = List.copyOf(notes);
    }

    /**
     * Reads an access key ID.
     *
     * @throws ProblemException if it is something else, such as the secret key
     */
    public static AccessKeyId parse(String text) {
        Tidied tidied = Tidied.key(text);
        KeyShape.ID.check(tidied.text());
        Tidied lower = tidied.corrected(tidied.text().toLowerCase(Locale.ROOT), Say.of("storage.corrected.case"));
        return new AccessKeyId(lower.text(), lower.notes());
    }
}
