package hikae.storage.value;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where Misskey's upload goes with these settings, as they stand in its control panel, right or wrong (S3Service.ts and
 * DriveService.ts of Misskey 2026.3.2, client-s3 3.1008).
 *
 * @param endpoint the text of its field "Endpoint"
 * @param bucket the text of its field "Bucket"
 * @param pathStyle its switch "s3ForcePathStyle"
 * @param directory what it puts before a file's name: empty, or the prefix with its slash
 */
public record MisskeyUpload(String endpoint, String bucket, boolean pathStyle, String directory) {
    private static final Pattern PARTS = Pattern.compile("(?<host>[^/]*)(?<path>/.*)?");
    private static final Pattern R2 = Pattern.compile("(?:(?<bucket>[a-z0-9.-]+)\\.)?"
            + "(?<account>[0-9a-f]{32}(?:\\.[a-z]{2,12})?\\.r2\\.cloudflarestorage\\.com)");

    /**
     * Where a file ends up.
     *
     * @param uri the address it is put to
     * @param host the account's host at R2, without a bucket
     * @param bucket the bucket that R2 takes it for
     * @param key its name in that bucket
     */
    public record Place(URI uri, String host, String bucket, String key) {}

    /** With a prefix as Misskey 2025.2.1 and newer use it. */
    public static MisskeyUpload of(String endpoint, String bucket, boolean pathStyle, String prefix) {
        return new MisskeyUpload(endpoint, bucket, pathStyle, prefix.isEmpty() ? "" : prefix + "/");
    }

    /** With values as they are to be entered: these are right. */
    public static MisskeyUpload of(Endpoint endpoint, BucketName bucket, Prefix prefix) {
        return of(endpoint.host(), bucket.name(), true, prefix.text());
    }

    /** Where a file of this name goes; empty when no such request can be made, or it does not go to R2. */
    public Optional<Place> place(String name) {
        Matcher parts = PARTS.matcher(endpoint);
        if (!parts.matches() || parts.group("host").isEmpty()) {
            return Optional.empty();
        }
        String base = Optional.ofNullable(parts.group("path")).orElse("");
        String host = pathStyle ? parts.group("host") : bucket + "." + parts.group("host");
        String path = pathStyle
                ? base.replaceFirst("/$", "") + "/" + bucket + "/" + directory + name
                : base + "/" + directory + name;
        try {
            return routed(URI.create("https://" + host + path));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // characters that no address has
        }
    }

    /** What R2 makes of an address: the bucket is before the account's host, or first in the path. */
    private static Optional<Place> routed(URI uri) {
        Matcher host = R2.matcher(Optional.ofNullable(uri.getHost()).orElse(""));
        if (!host.matches()) {
            return Optional.empty();
        }
        String path = uri.getRawPath().substring(1);
        String account = host.group("account");
        if (host.group("bucket") != null) {
            return Optional.of(new Place(uri, account, host.group("bucket"), path));
        }
        int slash = path.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : Optional.of(new Place(uri, account, path.substring(0, slash), path.substring(slash + 1)));
    }
}
