package hikae.host;

import hikae.text.Secret;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Web servers. Whatever answers is an {@link Answer}, whatever its status; redirects are not followed. An answer is
 * never held beyond the asked limit. What fails before there is an answer is a {@link hikae.text.ProblemException}:
 * {@code web-dns}, {@code web-refused}, {@code web-silent}, {@code web-tls}, {@code web-broken}, {@code web-proxy},
 * {@code web-address}, and {@link #outside} {@code web-inside}.
 */
public interface Web {
    /**
     * Asks, with retries where nothing or "later" was answered; so what is asked must be harmless to ask again.
     */
    Answer send(Request request);

    /**
     * The same web for addresses that somebody else chose, such as those in a database: it asks anonymously, by GET
     * only, and never this machine or its networks, which is the problem {@code web-inside}. A made-up web has no
     * inside.
     */
    default Web outside() {
        return this;
    }

    /**
     * One request.
     *
     * @param method such as GET
     * @param uri where, with its scheme
     * @param headers more headers; no secret in them
     * @param body what is sent; may be empty
     * @param limit how many bytes of the answer are kept at most
     * @param signature how it is signed for S3; empty for an anonymous request
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes are what is sent; nobody compares two requests
    record Request(
            String method,
            URI uri,
            Map<String, String> headers,
            byte[] body,
            int limit,
            Optional<Signature> signature) {
        public Request {
            headers = Map.copyOf(headers);
        }

        /** An anonymous GET. */
        public static Request get(URI uri, int limit) {
            return new Request("GET", uri, Map.of(), new byte[0], limit, Optional.empty());
        }

        @Override
        public String toString() {
            return method + " " + uri;
        }
    }

    /**
     * What signs a request: AWS Signature Version 4 for the service s3.
     *
     * @param keyId the access key ID
     * @param secret the secret access key
     * @param region such as {@code auto}
     */
    record Signature(String keyId, Secret secret, String region) {}

    /**
     * What was answered.
     *
     * @param status such as 200
     * @param headers lower-case name to its first value
     * @param body its first bytes, up to the limit
     * @param isWhole whether that is all of it
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes are what came; nobody compares two answers
    record Answer(int status, Map<String, String> headers, byte[] body, boolean isWhole) {
        public Answer {
            headers = Map.copyOf(headers);
        }

        /** A header's first value. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }
    }
}
