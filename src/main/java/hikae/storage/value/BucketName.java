package hikae.storage.value;

import hikae.text.Message;
import hikae.text.ProblemException;
import java.util.List;

/**
 * The name of an R2 bucket: 3 to 63 lower-case letters, digits and hyphens, no hyphen at either end (Cloudflare's
 * error 10005).
 *
 * @param name the bucket
 * @param notes what was corrected
 */
public record BucketName(String name, List<Message> notes) {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 63;

    public BucketName {
        notes = List.copyOf(notes);
    }

    /**
     * Reads a bucket's name; slashes around it are taken off.
     *
     * @throws ProblemException saying which rule it breaks
     */
    public static BucketName parse(String text) {
        CleanedInput tidied = CleanedInput.of(text);
        CleanedInput bare =
                tidied.corrected(tidied.text().replaceAll("^/+|/+$", ""), Message.of("storage.corrected.slash"));
        check(bare.text());
        return new BucketName(bare.text(), bare.notes());
    }

    private static void check(String name) {
        if (name.isEmpty()) {
            throw ProblemException.of("bucket-empty");
        }
        if (!name.matches("[a-z0-9-]*")) {
            boolean onlyCase = name.matches("[A-Za-z0-9-]*");
            throw ProblemException.of(onlyCase ? "bucket-upper-case" : "bucket-characters", name);
        }
        if (name.length() < SHORTEST || name.length() > LONGEST) {
            throw ProblemException.of("bucket-length", name.length());
        }
        if (name.startsWith("-") || name.endsWith("-")) {
            throw ProblemException.of("bucket-hyphen", name);
        }
    }
}
