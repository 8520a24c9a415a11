package hikae.instance;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an image's name tells; tags as in facts of docker-library/postgres and groonga/pgroonga. */
public final class ImageName {
    private static final Pattern POSTGRES = Pattern.compile("(.*/)?(postgres|postgresql|pgroonga)(:.*|@.*)?");
    private static final Pattern TAG_MAJOR = Pattern.compile(":(?:.*?[-.])??(\\d{1,2})(?:\\.\\d+)*(?:[-.].*)?$");

    private ImageName() {}

    /** Whether it is a PostgreSQL server, pgroonga included. */
    public static boolean isPostgres(String image) {
        return POSTGRES.matcher(image.toLowerCase(Locale.ROOT)).matches();
    }

    /** Whether it is the backup image, which is built on PostgreSQL's. */
    public static boolean isBackup(String image) {
        return image.contains("postgres-backup-local");
    }

    /** Whether it is of the Alpine family. */
    public static boolean isAlpine(String image) {
        return image.contains("alpine");
    }

    /** The major version in the tag: {@code postgres:15-alpine} is 15. */
    public static Optional<Integer> major(String image) {
        if (image.contains("pgroonga")) {
            Matcher slim = Pattern.compile("-(\\d{2})(?:-slim)?$").matcher(image);
            return slim.find() ? Optional.of(Integer.valueOf(slim.group(1))) : Optional.empty();
        }
        Matcher matcher = TAG_MAJOR.matcher(image);
        return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }
}
