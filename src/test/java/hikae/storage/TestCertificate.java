package hikae.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate of our own for made-up hosts, made once per process by the JDK's keytool. */
public final class TestCertificate {
    public static final String PASSWORD = "changeit";
    private static final TestCertificate MADE = make();

    private final Path file;
    private final SSLContext context;

    private TestCertificate(Path file, SSLContext context) {
        this.file = file;
        this.context = context;
    }

    /** Shows the certificate as a server, and trusts it as a client. */
    public static SSLContext context() {
        return MADE.context;
    }

    /** The certificate alone, DER. */
    static byte[] encoded() {
        try (InputStream in = Files.newInputStream(MADE.file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store.getCertificate("r2").getEncoded();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key store, PKCS12; also a trust store. */
    public static Path file() {
        return MADE.file;
    }

    private static TestCertificate make() {
        try {
            Path directory = Files.createTempDirectory("hikae-tls");
            Path file = directory.resolve("store.p12");
            directory.toFile().deleteOnExit();
            file.toFile().deleteOnExit(); // in the order that is the other way round
            String account = FakeR2.ACCOUNT;
            keytool(
                    file,
                    "dns:*.r2.cloudflarestorage.com,dns:*." + account + ".r2.cloudflarestorage.com,dns:*.eu"
                            + ".r2.cloudflarestorage.com,dns:*.us.r2.cloudflarestorage.com,"
                            + "dns:*.fedramp.r2.cloudflarestorage.com,dns:*.example.com,dns:*.r2.dev");
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, PASSWORD.toCharArray());
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            KeyStore roots = KeyStore.getInstance("PKCS12");
            roots.load(null, null);
            roots.setCertificateEntry("r2", store.getCertificate("r2"));
            trust.init(roots);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return new TestCertificate(file, context);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(Path file, String names) throws IOException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "r2",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "3650",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=" + names,
                        "-ext",
                        "bc:c",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (made.waitFor() != 0) {
                throw new IOException(said);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
