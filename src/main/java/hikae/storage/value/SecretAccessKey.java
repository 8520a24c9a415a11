package hikae.storage.value;

import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.util.List;
import java.util.Locale;

/**
 * The secret access key of an R2 API token.
 *
 * @param key 64 hexadecimal digits
 * @param notes what was corrected
 */
public record SecretAccessKey(Secret key, List<Message> notes) {
    public SecretAccessKey {
        notes = List.copyOf(notes);
    }

    /**
     * Reads a secret access key.
     *
     * @throws ProblemException if it is something else, such as the access key ID; the text is not in it
     */
    public static SecretAccessKey parse(String text) {
        CleanedInput tidied = CleanedInput.key(text);
        KeyShape.SECRET.check(tidied.text());
        CleanedInput lower =
                tidied.corrected(tidied.text().toLowerCase(Locale.ROOT), Message.of("storage.corrected.case"));
        return new SecretAccessKey(new Secret(lower.text()), lower.notes());
    }
}
