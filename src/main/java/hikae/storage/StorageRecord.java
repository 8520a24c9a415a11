package hikae.storage;

import hikae.host.Files;
import hikae.storage.value.AccessKeyId;
import hikae.storage.value.BucketName;
import hikae.storage.value.Endpoint;
import hikae.storage.value.Prefix;
import hikae.storage.value.PublicUrl;
import hikae.storage.value.R2Answers;
import hikae.storage.value.SecretAccessKey;
import hikae.text.Json;
import hikae.text.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bucket as it was set up, in the backup directory: {@code hikae/storage.json} without a secret, and the secret
 * access key in a file of its own where that was wanted.
 */
public final class StorageRecord {
    /** The record, below the backup directory. */
    public static final String FILE = "hikae/storage.json";

    /** The secret access key, below the backup directory. */
    public static final String SECRET = "secrets/r2_secret_access_key";

    private static final int LIMIT = 1 << 14;

    private StorageRecord() {}

    /** The bytes of the record. */
    public static byte[] bytes(R2Answers r2) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("schema", 1);
        all.put("endpoint", r2.endpoint().host());
        all.put("bucket", r2.bucket().name());
        all.put("prefix", r2.prefix().text());
        all.put("access_key_id", r2.accessKey().id());
        all.put("public_host", r2.publicUrl().host());
        all.put("base_url", r2.baseUrl());
        all.put("base_url_proved", r2.proved());
        all.put("secret_kept", r2.secretFile().isPresent());
        return (Json.line(all) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** What was recorded; empty when nothing was, or it is not readable as such. */
    public static Optional<R2Answers> read(Files files, Path home) {
        return files.readIfThere(home.resolve(FILE), LIMIT)
                .flatMap(bytes -> Json.object(new String(bytes, StandardCharsets.UTF_8)))
                .flatMap(StorageRecord::parsed);
    }

    /** The secret access key that was kept; empty when none was. */
    public static Optional<SecretAccessKey> secret(Files files, Path home) {
        return files.readIfThere(home.resolve(SECRET), LIMIT)
                .map(bytes -> SecretAccessKey.parse(new String(bytes, StandardCharsets.UTF_8)));
    }

    private static Optional<R2Answers> parsed(Map<String, Object> all) {
        try {
            return Optional.of(new R2Answers(
                    Endpoint.parse(text(all, "endpoint")),
                    BucketName.parse(text(all, "bucket")),
                    Prefix.parse(text(all, "prefix")),
                    AccessKeyId.parse(text(all, "access_key_id")),
                    new PublicUrl(text(all, "public_host"), List.of()),
                    text(all, "base_url"),
                    Boolean.TRUE.equals(all.get("base_url_proved")),
                    Boolean.TRUE.equals(all.get("secret_kept")) ? Optional.of(SECRET) : Optional.empty()));
        } catch (ProblemException e) {
            return Optional.empty(); // changed by hand into something else: asked again
        }
    }

    private static String text(Map<String, Object> all, String name) {
        return String.valueOf(all.getOrDefault(name, ""));
    }
}
