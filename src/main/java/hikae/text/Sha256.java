package hikae.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of what is added piece by piece, in lower-case hex. */
public final class Sha256 {
    private final MessageDigest digest;

    public Sha256() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** That of a text in UTF-8. */
    public static String of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Sha256 sum = new Sha256();
        sum.add(bytes, 0, bytes.length);
        return sum.hex();
    }

    /** Adds a part of these bytes. */
    public void add(byte[] bytes, int from, int length) {
        digest.update(bytes, from, length);
    }

    /** The hash of all bytes so far; only once. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
