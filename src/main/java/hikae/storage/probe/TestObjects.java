package hikae.storage.probe;

import hikae.host.Files;
import hikae.host.Host;
import hikae.host.Web;
import hikae.storage.s3.S3Bucket;
import hikae.storage.value.MisskeyUpload.Place;
import hikae.text.Json;
import hikae.text.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which test objects are in a bucket and not removed yet, under the state directory: what a killed check leaves, the
 * next one removes.
 */
public final class TestObjects {
    private static final int LIMIT = 1 << 16;

    private final Files files;
    private final Path directory;
    private final Path file;

    public TestObjects(Host host) {
        this.files = host.files();
        this.directory = host.environment().stateDirectory();
        this.file = directory.resolve("test-objects.jsonl");
    }

    /** An object that is about to be put; known on disk before it is. */
    public synchronized void noted(Place place, String keyId) {
        Map<String, Object> line =
                Map.of("host", place.host(), "bucket", place.bucket(), "key", place.key(), "key_id", keyId);
        try {
            files.makeDirectory(directory, Files.PRIVATE_DIRECTORY);
            files.append(file, Json.line(line), true);
        } catch (ProblemException e) {
            return; // a read-only home must not stop a check; it removes its object itself
        }
    }

    /** An object that is gone. */
    synchronized void forgotten(Place place) {
        keep(line -> !isOf(line, place));
    }

    /** Whether nothing is left. */
    public boolean isEmpty() {
        return lines().isEmpty();
    }

    /** Removes what an earlier check has left, as far as its token is known. */
    public void removeLeft(Web web, Function<String, Optional<Web.Signature>> tokens) {
        for (Map<String, Object> line : lines()) {
            Optional<Web.Signature> token = tokens.apply(text(line, "key_id"));
            if (token.isPresent()) {
                removeLeft(new S3Bucket(web, text(line, "host"), text(line, "bucket"), token), line);
            }
        }
    }

    private void removeLeft(S3Bucket bucket, Map<String, Object> line) {
        try {
            if (bucket.delete(text(line, "key")).isOk()) {
                keep(other -> !other.equals(line));
            }
        } catch (ProblemException e) {
            return; // not reachable now; the record stays
        }
    }

    private synchronized void keep(Predicate<Map<String, Object>> kept) {
        String rest = lines().stream()
                .filter(kept)
                .map(Json::line)
                .map(text -> text + "\n")
                .collect(Collectors.joining());
        try {
            if (rest.isEmpty()) {
                files.remove(file);
            } else {
                files.replace(file, rest.getBytes(StandardCharsets.UTF_8));
            }
        } catch (ProblemException e) {
            return; // removing it once more does no harm
        }
    }

    private synchronized List<Map<String, Object>> lines() {
        return content().stream()
                .flatMap(bytes -> new String(bytes, StandardCharsets.UTF_8).lines())
                .flatMap(line -> Json.object(line).stream())
                .toList();
    }

    private Optional<byte[]> content() {
        try {
            return files.readIfThere(file, LIMIT);
        } catch (ProblemException e) {
            return Optional.empty(); // where nothing can be read, nothing could be noted
        }
    }

    private static boolean isOf(Map<String, Object> line, Place place) {
        return text(line, "host").equals(place.host())
                && text(line, "bucket").equals(place.bucket())
                && text(line, "key").equals(place.key());
    }

    private static String text(Map<String, Object> line, String name) {
        return String.valueOf(line.get(name));
    }
}
