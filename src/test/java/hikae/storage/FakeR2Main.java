package hikae.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;

/** The R2 of the tests as a program, for Misskey's own SDK and for looking at the screens by hand; ends with its input. */
public final class FakeR2Main {
    private FakeR2Main() {}

    public static void main(String[] args) throws IOException {
        try (FakeR2 r2 = FakeR2.usual()) {
            System.out.println("proxy=" + r2.proxy());
            System.out.println("port=" + r2.port());
            System.out.println("store=" + TestCertificate.file());
            System.out.println("certificate=" + Base64.getEncoder().encodeToString(TestCertificate.encoded()));
            System.out.println("endpoint=" + FakeR2.HOST);
            System.out.println("key_id=" + FakeR2.KEY_ID);
            System.out.println("secret=" + FakeR2.SECRET);
            System.out.flush();
            System.in.transferTo(OutputStream.nullOutputStream()); // until the other side has gone
        }
    }
}
