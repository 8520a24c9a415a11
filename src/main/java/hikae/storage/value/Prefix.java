package hikae.storage.value;

import hikae.text.Message;
import hikae.text.ProblemException;
import java.util.List;

/**
 * The directory in the bucket under which Misskey puts its files; usually empty. Misskey 2025.2.1 and newer
 * refuse anything but letters, digits, hyphen, dot and underscore (update-meta.ts).
 *
 * @param text the prefix, without slashes
 * @param notes what was corrected
 */
public record Prefix(String text, List<Message> notes) {
    public Prefix {
        notes = List.copyOf(notes);
    }

    /**
     * Reads a prefix; slashes around it are taken off, Misskey adds its own.
     *
     * @throws ProblemException if Misskey would refuse it or a browser would change it
     */
    public static Prefix parse(String text) {
        CleanedInput tidied = CleanedInput.of(text);
        CleanedInput bare =
                tidied.corrected(tidied.text().replaceAll("^/+|/+$", ""), Message.of("storage.corrected.slash"));
        if (!bare.text().matches("[a-zA-Z0-9._-]*") || bare.text().matches("\\.{1,2}")) {
            throw ProblemException.of("prefix-characters", bare.text());
        }
        return new Prefix(bare.text(), bare.notes());
    }
}
