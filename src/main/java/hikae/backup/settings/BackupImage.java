package hikae.backup.settings;

import hikae.instance.compose.ImageName;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which backup image fits a server: its pg_dump must be of the server's major version. An older one refuses to
 * dump, a newer one writes dumps that the server's own version cannot load strictly.
 */
public final class BackupImage {
    /** The image without its tag. */
    public static final String REPOSITORY = "prodrigestivill/postgres-backup-local";

    private static final Pattern MAJOR = Pattern.compile(":(\\d{1,2})(?:[-.][^/]*)?$");
    private static final int OLDEST = 13;
    private static final int NEWEST = 18;

    private BackupImage() {}

    /**
     * The image with its tag: same major version, and Alpine where the database's image is Alpine.
     *
     * @param databaseImage such as {@code postgres:15-alpine} or {@code groonga/pgroonga:latest-alpine-18-slim}
     * @param serverMajor the running server's major version, such as 15
     */
    public static String matching(String databaseImage, int serverMajor) {
        return REPOSITORY + ":" + serverMajor + (isAlpine(databaseImage) ? "-alpine" : "");
    }

    /** The major version a tag of the image names; empty where it names none, as {@code latest} does. */
    public static Optional<Integer> major(String image) {
        Matcher number = MAJOR.matcher(image.replaceFirst("@.*$", ""));
        return number.find() ? Optional.of(Integer.valueOf(number.group(1))) : Optional.empty();
    }

    /**
     * The same where a service has an image already: one that fits stays, with its registry and digest; of one that
     * does not only the tag changes.
     *
     * @param present the image it has
     */
    public static String matching(String databaseImage, int serverMajor, String present) {
        String wanted = matching(databaseImage, serverMajor);
        if (!ImageName.isBackup(present)) {
            return wanted;
        }
        boolean fits = major(present).filter(major -> major == serverMajor).isPresent()
                && isAlpine(present) == isAlpine(databaseImage);
        String untagged = present.replaceFirst("@.*$", "").replaceFirst(":[^:/]*$", "");
        return fits ? present : untagged + wanted.substring(REPOSITORY.length());
    }

    /** Whether the image is published for this major version (docker-bake.hcl of 2025-09-26). */
    public static boolean isPublishedFor(int serverMajor) {
        return serverMajor >= OLDEST && serverMajor <= NEWEST;
    }

    /** The tag decides; what stands before it, such as a registry with a port, does not. */
    private static boolean isAlpine(String image) {
        String withoutDigest = image.replaceFirst("@.*$", "");
        String lastPart = withoutDigest.substring(withoutDigest.lastIndexOf('/') + 1);
        int colon = lastPart.indexOf(':');
        return colon >= 0 && lastPart.substring(colon).toLowerCase(Locale.ROOT).contains("alpine");
    }
}
