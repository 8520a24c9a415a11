package hikae.instance.compose;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an image's name tells; tags as in facts of docker-library/postgres and groonga/pgroonga. */
public final class ImageName {
    /** PostgreSQL itself, and what is PostgreSQL with an extension. */
    private static final Pattern POSTGRES = Pattern.compile("(?:postgres(?:ql)?|pgroonga|pgvector|pgvecto-rs"
            + "|vchord-postgres|timescaledb(?:-ha)?|postgis|citus|paradedb|pgautoupgrade)");

    private static final Pattern TAG_MAJOR = Pattern.compile(":(?:.*?[-.])??(\\d{1,2})(?:\\.\\d+)*(?:[-.].*)?$");

    /** {@code pg16}, {@code latest-pg15}, {@code pg15-v0.2.0}: the rest is the extension's version. */
    private static final Pattern AFTER_PG = Pattern.compile(":(?:.*[-._])?pg(\\d{1,2})(?![\\d.]).*$");

    private ImageName() {}

    /** Whether it is a PostgreSQL server, pgroonga included. */
    public static boolean isPostgres(String image) {
        return POSTGRES.matcher(last(image)).matches();
    }

    /** What it is called, without where it is from and its tag: {@code ghcr.io/a/b:1@sha256:x} is b. */
    public static String last(String image) {
        String name = image.toLowerCase(Locale.ROOT).replaceFirst("@.*$", "");
        return name.substring(name.lastIndexOf('/') + 1).replaceFirst(":.*$", "");
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
        Matcher named = AFTER_PG.matcher(image);
        if (named.find()) {
            return Optional.of(Integer.valueOf(named.group(1)));
        }
        Matcher matcher = TAG_MAJOR.matcher(image);
        return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }
}
