package hikae.storage.s3;

import hikae.host.Web;
import hikae.text.ProblemException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * One bucket, with the few requests that a token for this bucket alone may make. Every call may throw a
 * {@link ProblemException} of {@link Web}; whatever the bucket answers is an {@link S3Answer}.
 *
 * @param web the network
 * @param host the account's host at R2
 * @param bucket the bucket
 * @param signature who asks; empty for somebody unknown
 */
public record S3Bucket(Web web, String host, String bucket, Optional<Web.Signature> signature) {
    /** The only region R2 has. */
    public static final String REGION = "auto";

    /** A page of 1000 names of the greatest length, in XML, is smaller. */
    private static final int LIST_LIMIT = 4 << 20;

    private static final int LIMIT = 1 << 16;
    private static final int PAGE = 1000;

    /** The same bucket at another host of the account. */
    public S3Bucket at(String otherHost) {
        return new S3Bucket(web, otherHost, bucket, signature);
    }

    /** The same bucket, asked by somebody unknown. */
    public S3Bucket anonymous() {
        return new S3Bucket(web, host, bucket, Optional.empty());
    }

    /** Puts an object where this address says. */
    public S3Answer put(URI uri, byte[] content) {
        Map<String, String> headers = Map.of("Content-Type", "text/plain", "Cache-Control", "no-store");
        return send(new Web.Request("PUT", uri, headers, content, LIMIT, signature));
    }

    /** An object, of which no more than 64 KiB are read. */
    public S3Answer get(String key) {
        return send(new Web.Request("GET", uri(key), Map.of(), new byte[0], LIMIT, signature));
    }

    /** What is known of an object, without its content. */
    public S3Answer head(String key) {
        return send(new Web.Request("HEAD", uri(key), Map.of(), new byte[0], LIMIT, signature));
    }

    /** Removes an object; R2 says yes also where there is none. */
    public S3Answer delete(String key) {
        return send(new Web.Request("DELETE", uri(key), Map.of(), new byte[0], LIMIT, signature));
    }

    /** One page of names that begin so, in alphabetical order. */
    public S3Answer list(String prefix) {
        return list(prefix, Optional.empty());
    }

    /**
     * One page of names that begin so.
     *
     * @param from where the page before ended, see {@link Listing#next}
     */
    public S3Answer list(String prefix, Optional<String> from) {
        // in alphabetical order, as the signature wants them
        String query = from.map(token -> "continuation-token=" + encoded(token) + "&")
                        .orElse("") + "list-type=2&max-keys=" + PAGE + "&prefix=" + encoded(prefix);
        URI uri = URI.create("https://" + host + "/" + bucket + "?" + query);
        return send(new Web.Request("GET", uri, Map.of(), new byte[0], LIST_LIMIT, signature));
    }

    private S3Answer send(Web.Request request) {
        return new S3Answer(web.send(request));
    }

    private URI uri(String key) {
        return URI.create("https://" + host + "/" + bucket + "/" + encoded(key).replace("%2F", "/"));
    }

    /** As the signature wants it: everything but letters, digits and - . _ ~ */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
