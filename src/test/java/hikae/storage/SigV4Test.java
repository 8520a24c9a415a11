package hikae.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples in Amazon's "Signature Calculations for the Authorization Header", with their published signatures. */
class SigV4Test {
    private static final String ID = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String NOTHING = SigV4.sha256(new byte[0]);
    private static final String WELCOME = SigV4.sha256("Welcome to Amazon S3.".getBytes(StandardCharsets.UTF_8));

    private static SigV4 signed(String headers, String signature) {
        return SigV4.parse("AWS4-HMAC-SHA256 Credential=" + ID + "/20130524/us-east-1/s3/aws4_request,SignedHeaders="
                        + headers + ",Signature=" + signature)
                .orElseThrow();
    }

    private static Map<String, String> headers(String sha, String... more) {
        Map<String, String> all = new HashMap<>(Map.of(
                "host",
                "examplebucket.s3.amazonaws.com",
                "x-amz-content-sha256",
                sha,
                "x-amz-date",
                "20130524T000000Z"));
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    @Test
    void knowsThePublishedGet() {
        SigV4 signed = signed(
                "host;range;x-amz-content-sha256;x-amz-date",
                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
        assertThat(signed.matches("GET", "/test.txt", "", headers(NOTHING, "range", "bytes=0-9"), SECRET))
                .isTrue();
    }

    @Test
    void knowsThePublishedPut() {
        SigV4 signed = signed(
                "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
        Map<String, String> headers =
                headers(WELCOME, "date", "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class", "REDUCED_REDUNDANCY");
        assertThat(signed.matches("PUT", "/test%24file.text", "", headers, SECRET))
                .isTrue();
    }

    @Test
    void knowsThePublishedQueries() {
        String names = "host;x-amz-content-sha256;x-amz-date";
        assertThat(signed(names, "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")
                        .matches("GET", "/", "lifecycle", headers(NOTHING), SECRET))
                .isTrue();
        assertThat(signed(names, "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")
                        .matches("GET", "/", "max-keys=2&prefix=J", headers(NOTHING), SECRET))
                .isTrue();
    }

    @Test
    void refusesAnythingElse() {
        SigV4 signed = signed(
                "host;x-amz-content-sha256;x-amz-date",
                "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
        assertThat(signed.matches("GET", "/", "lifecycle", headers(NOTHING), SECRET + "x"))
                .isFalse();
        assertThat(signed.matches("PUT", "/", "lifecycle", headers(NOTHING), SECRET))
                .isFalse();
        assertThat(signed.matches("GET", "/x", "lifecycle", headers(NOTHING), SECRET))
                .isFalse();
        assertThat(signed.matches("GET", "/", "acl", headers(NOTHING), SECRET)).isFalse();
        assertThat(signed.matches("GET", "/", "lifecycle", headers(WELCOME), SECRET))
                .isFalse();
        assertThat(signed.matches("GET", "/", "lifecycle", headers(NOTHING, "host", "other"), SECRET))
                .isFalse();
    }
}
