package hikae.storage;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4 as a server checks it; our own reading of the rules, nothing of the library that signs.
 *
 * @param keyId the access key ID
 * @param date of the credential's scope, such as 20130524
 * @param region of the scope
 * @param service of the scope
 * @param signedHeaders lower-case names
 * @param signature hexadecimal
 */
public record SigV4(
        String keyId, String date, String region, String service, List<String> signedHeaders, String signature) {
    private static final Pattern HEADER = Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/,]*)/(\\d{8})/([^/,]*)/"
            + "([^/,]*)/aws4_request, ?SignedHeaders=([^,]*), ?Signature=([0-9a-f]{64})");

    public static Optional<SigV4> parse(String authorization) {
        Matcher matcher = HEADER.matcher(authorization);
        return matcher.matches()
                ? Optional.of(new SigV4(
                        matcher.group(1),
                        matcher.group(2),
                        matcher.group(3),
                        matcher.group(4),
                        List.of(matcher.group(5).split(";")),
                        matcher.group(6)))
                : Optional.empty();
    }

    /**
     * Whether the signature is right.
     *
     * @param headers lower-case name to value
     */
    public boolean matches(String method, String rawPath, String rawQuery, Map<String, String> headers, String secret) {
        String payload = headers.getOrDefault("x-amz-content-sha256", "");
        String canonical = String.join(
                "\n",
                method,
                rawPath,
                query(rawQuery),
                signedHeaders.stream()
                        .map(name -> name + ":" + headers.getOrDefault(name, "").strip() + "\n")
                        .collect(Collectors.joining()),
                String.join(";", signedHeaders),
                payload);
        String scope = String.join("/", date, region, service, "aws4_request");
        String toSign = String.join(
                "\n", "AWS4-HMAC-SHA256", headers.getOrDefault("x-amz-date", ""), scope, sha256(bytes(canonical)));
        byte[] key = bytes("AWS4" + secret);
        for (String part : List.of(date, region, service, "aws4_request")) {
            key = hmac(key, part);
        }
        return signedHeaders.contains("host")
                && HexFormat.of().formatHex(hmac(key, toSign)).equals(signature);
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sorted; a name without a value gets an empty one. */
    private static String query(String raw) {
        return Stream.of(raw.split("&"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.contains("=") ? part : part + "=")
                .map(part -> part.replace("!", "%21")
                        .replace("'", "%27")
                        .replace("(", "%28")
                        .replace(")", "%29"))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return keyId + " " + Arrays.toString(signedHeaders.toArray()).toLowerCase(Locale.ROOT);
    }
}
