package hikae.storage.diagnose;

import hikae.storage.value.MisskeyUpload;
import hikae.text.Secret;
import java.util.Map;
import java.util.Optional;

/**
 * Object storage as Misskey's table {@code meta} has it. A field nobody ever touched is absent, one that was emptied
 * again is an empty text, and Misskey takes these for two things.
 *
 * @param used the switch
 * @param baseUrl what goes before a file's name in its address
 * @param bucket the bucket
 * @param prefix the directory in it
 * @param endpoint where uploads go
 * @param region for the signature
 * @param accessKey who signs
 * @param secretKey what it signs with
 * @param port of the endpoint; has no field on Misskey's page
 * @param switches the switches below the fields
 */
public record MediaSettings(
        boolean used,
        Optional<String> baseUrl,
        Optional<String> bucket,
        Optional<String> prefix,
        Optional<String> endpoint,
        Optional<String> region,
        Optional<String> accessKey,
        Optional<Secret> secretKey,
        Optional<Long> port,
        Switches switches) {
    /** The newest Misskey that puts files below null/ when the prefix was never touched is 2025.2.0. */
    private static final int FIXED_YEAR = 2025;

    /**
     * The switches.
     *
     * @param ssl https to the endpoint
     * @param proxy by Misskey's own proxy
     * @param publicRead an access rule with each file
     * @param pathStyle the bucket in the path instead of in front of the host
     */
    record Switches(boolean ssl, boolean proxy, boolean publicRead, boolean pathStyle) {}

    /**
     * One of the two sets a row may have.
     *
     * @param row column to value; what is null is left out
     * @param remote the second set of some forks, for files of other servers
     */
    public static MediaSettings of(Map<String, Object> row, boolean remote) {
        String set = remote ? "remoteObjectStorage" : "objectStorage";
        return new MediaSettings(
                Boolean.TRUE.equals(row.get(remote ? "useRemoteObjectStorage" : "useObjectStorage")),
                text(row, set + "BaseUrl"),
                text(row, set + "Bucket"),
                text(row, set + "Prefix"),
                text(row, set + "Endpoint"),
                text(row, set + "Region"),
                text(row, set + "AccessKey"),
                text(row, set + "SecretKey").map(Secret::new),
                Optional.ofNullable(row.get(set + "Port")).map(Object::toString).map(Long::valueOf),
                new Switches(
                        isOn(row, set + "UseSSL", true),
                        isOn(row, set + "UseProxy", true),
                        isOn(row, set + "SetPublicRead", false),
                        isOn(row, set + "S3ForcePathStyle", true)));
    }

    /** Whether the row has the second set of some forks. */
    public static boolean hasRemote(Map<String, Object> row) {
        return row.containsKey("useRemoteObjectStorage");
    }

    /**
     * Where its uploads go.
     *
     * @param version Misskey's, when it is known
     */
    MisskeyUpload upload(Optional<String> version) {
        boolean old = version.filter(MediaSettings::isBeforeFix).isPresent();
        String directory = old
                ? prefix.orElse("null") + "/"
                : prefix.filter(text -> !text.isEmpty()).map(text -> text + "/").orElse("");
        return new MisskeyUpload(endpoint.orElse(""), bucket.orElse(""), switches.pathStyle(), directory);
    }

    /** Misskey up to 2025.2.0: a prefix that was never touched is written as null. */
    private static boolean isBeforeFix(String version) {
        String[] parts = version.split("[^0-9]+");
        if (parts.length < 3 || !(parts[0] + parts[1] + parts[2]).matches("[0-9]{3,12}")) {
            return false;
        }
        int year = Integer.parseInt(parts[0]);
        int month = Integer.parseInt(parts[1]);
        int patch = Integer.parseInt(parts[2]);
        return year < FIXED_YEAR || (year == FIXED_YEAR && (month < 2 || (month == 2 && patch == 0)));
    }

    private static Optional<String> text(Map<String, Object> row, String name) {
        return Optional.ofNullable(row.get(name)).map(Object::toString);
    }

    private static boolean isOn(Map<String, Object> row, String name, boolean otherwise) {
        return row.get(name) instanceof Boolean set ? set : otherwise;
    }
}
