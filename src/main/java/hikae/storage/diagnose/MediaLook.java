package hikae.storage.diagnose;

import hikae.host.Host;
import hikae.host.Web;
import hikae.storage.diagnose.MediaFile.Seen;
import hikae.storage.diagnose.MediaFile.Stored;
import hikae.storage.probe.LiveCheck;
import hikae.storage.probe.PublicLook.BaseUrl;
import hikae.storage.probe.TestObjects;
import hikae.storage.s3.S3Bucket;
import hikae.storage.value.KeyShape;
import hikae.storage.value.MisskeyUpload;
import hikae.text.Finding;
import hikae.text.Json;
import hikae.text.ProblemException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at Misskey's public side, at the bucket with Misskey's own keys, and at the newest files' addresses. */
public final class MediaLook {
    private static final int LIMIT = 1 << 20;
    private static final int FIRST_BYTES = 1 << 10;
    private static final int OK = 200;

    private final Host host;

    public MediaLook(Host host) {
        this.host = host;
    }

    /** What Misskey answers to everybody; nothing of it where it does not answer. */
    public MediaFacts.Misskey misskey(String address) {
        Optional<Map<String, Object>> meta = address.isEmpty() ? Optional.empty() : meta(address);
        return new MediaFacts.Misskey(
                address,
                meta.map(all -> all.get("version")).map(Object::toString),
                meta.map(all -> all.get("features"))
                        .map(features -> features instanceof Map<?, ?> map ? map.get("objectStorage") : null)
                        .filter(Boolean.class::isInstance)
                        .map(Boolean.class::cast));
    }

    private Optional<Map<String, Object>> meta(String address) {
        try {
            byte[] body = "{\"detail\":true}".getBytes(StandardCharsets.UTF_8);
            Map<String, String> headers = Map.of("Content-Type", "application/json");
            URI uri = URI.create("https://" + address + "/api/meta");
            Web.Answer answer = host.web().send(new Web.Request("POST", uri, headers, body, LIMIT, Optional.empty()));
            return answer.status() == OK
                    ? Json.object(new String(answer.body(), StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (ProblemException | IllegalArgumentException e) {
            return Optional.empty(); // a second witness only
        }
    }

    /** Uploads just as Misskey does, with its own keys, and fetches that. */
    public MediaFacts tried(MediaFacts facts) {
        Optional<Web.Signature> signature = signature(facts);
        if (!facts.settings().used()
                || signature.isEmpty()
                || facts.upload().place("x").isEmpty()) {
            return facts;
        }
        LiveCheck check = new LiveCheck(
                host.web(),
                new TestObjects(host),
                facts.upload(),
                signature.get(),
                host.environment().clock());
        Finding bucket = check.bucket();
        Optional<String> domain = facts.settings()
                .baseUrl()
                .map(BaseUrlText::host)
                .filter(name -> name.contains(".") && !name.endsWith(".r2.cloudflarestorage.com"))
                .or(facts::publicHost);
        Optional<Finding> publicly =
                bucket.isNo() ? Optional.empty() : domain.map(name -> check.publicly(name, webFor(facts, name)));
        Optional<String> answers = publicly.flatMap(Finding::proof)
                .filter(BaseUrl.class::isInstance)
                .map(proof -> ((BaseUrl) proof).url());
        return new MediaFacts(
                facts.settings(),
                facts.set(),
                facts.kept(),
                facts.misskey(),
                Optional.of(bucket),
                publicly,
                answers,
                facts.files());
    }

    /** Misskey's own keys; only such as can be sent. */
    public static Optional<Web.Signature> signature(MediaFacts facts) {
        return facts.settings()
                .accessKey()
                .filter(id -> KeyShape.of(id) == KeyShape.ID)
                .flatMap(id -> facts.settings()
                        .secretKey()
                        .filter(secret -> KeyShape.of(secret.reveal()) == KeyShape.SECRET)
                        .map(secret -> new Web.Signature(id, secret, S3Bucket.REGION)));
    }

    /** Fetches every address of the newest files. */
    public MediaFacts fetched(MediaFacts facts, List<Map<String, Object>> rows) {
        List<MediaFile> files = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            boolean internal = Boolean.TRUE.equals(row.get("storedInternal"));
            files.add(new MediaFile(String.valueOf(row.get("id")), internal, internal ? List.of() : seen(facts, row)));
        }
        return new MediaFacts(
                facts.settings(),
                facts.set(),
                facts.kept(),
                facts.misskey(),
                facts.bucket(),
                facts.publicly(),
                facts.answers(),
                files);
    }

    private List<Seen> seen(MediaFacts facts, Map<String, Object> row) {
        List<Seen> all = new ArrayList<>();
        Map<String, String> columns =
                Map.of("url", "accessKey", "thumbnailUrl", "thumbnailAccessKey", "webpublicUrl", "webpublicAccessKey");
        for (String column : List.of("url", "thumbnailUrl", "webpublicUrl")) {
            Object url = row.get(column);
            Object key = row.get(columns.get(column));
            if (url != null && key != null) {
                all.add(seen(facts, column, url.toString(), key.toString()));
            }
        }
        return all;
    }

    private Seen seen(MediaFacts facts, String column, String url, String key) {
        Got got = get(facts, url);
        if (got.shows()) {
            return new Seen(column, url, key, got.status(), true, List.of(), Stored.UNKNOWN);
        }
        return new Seen(column, url, key, got.status(), false, bases(facts, url, key), stored(facts, key));
    }

    /**
     * The public address that the operator typed may be anywhere; what only the database says is Misskey's users' word
     * too, and leads nowhere inside.
     */
    private Web webFor(MediaFacts facts, String name) {
        boolean typed = facts.set()
                .map(r2 -> r2.publicUrl().host())
                .filter(name::equalsIgnoreCase)
                .isPresent();
        return typed ? host.web() : host.web().outside();
    }

    private record Got(int status, boolean shows) {}

    private Got get(MediaFacts facts, String url) {
        try {
            URI uri = URI.create(url);
            Web web = webFor(facts, String.valueOf(uri.getHost()));
            Web.Answer answer = web.send(Web.Request.get(uri, FIRST_BYTES));
            boolean page = answer.header("content-type").orElse("").startsWith("text/html");
            return new Got(answer.status(), answer.status() == OK && !page);
        } catch (ProblemException | IllegalArgumentException e) {
            return new Got(0, false); // no host, or nobody there: the address itself is shown
        }
    }

    /** The Base URLs under which the same object does answer. */
    private List<String> bases(MediaFacts facts, String url, String key) {
        Set<String> hosts = new LinkedHashSet<>();
        facts.settings().baseUrl().map(BaseUrlText::host).ifPresent(hosts::add);
        facts.publicHost().ifPresent(hosts::add);
        Set<String> paths = new LinkedHashSet<>(List.of(
                BaseUrlText.path(facts.before()),
                "",
                "/" + facts.settings().bucket().orElse("")));
        List<String> found = new ArrayList<>();
        for (String name : hosts) {
            for (String path : paths) {
                String base = "https://" + name + path;
                if (name.contains(".")
                        && !url.equals(base + "/" + key)
                        && get(facts, base + "/" + key).shows()) {
                    found.add(base);
                }
            }
        }
        return found;
    }

    private Stored stored(MediaFacts facts, String key) {
        Optional<Web.Signature> signature = signature(facts);
        Optional<MisskeyUpload.Place> place = facts.upload().place("x");
        if (signature.isEmpty() || place.isEmpty()) {
            return Stored.UNKNOWN;
        }
        S3Bucket bucket =
                new S3Bucket(host.web(), place.get().host(), place.get().bucket(), signature);
        try {
            int now = bucket.head(facts.before() + key).status();
            if (now == OK) {
                return Stored.THERE;
            }
            boolean elsewhere = bucket.head(key).isOk()
                    || bucket.head(place.get().bucket() + "/" + key).isOk();
            return elsewhere ? Stored.ELSEWHERE : now == 404 ? Stored.NOWHERE : Stored.UNKNOWN;
        } catch (ProblemException e) {
            return Stored.UNKNOWN;
        }
    }
}
