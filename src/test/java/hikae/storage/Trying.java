package hikae.storage;

import hikae.demo.DemoHost;
import hikae.host.TestWeb;
import hikae.host.Web;
import hikae.storage.probe.LiveCheck;
import hikae.storage.probe.PublicLook;
import hikae.storage.probe.TestObjects;
import hikae.storage.s3.S3Bucket;
import hikae.storage.value.MisskeyUpload;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.Secret;
import java.time.Clock;
import java.time.Duration;

/** The values of a bucket, right to begin with, and what the check says of them. */
public record Trying(
        FakeR2 r2,
        String endpoint,
        String bucket,
        boolean pathStyle,
        String directory,
        String keyId,
        String secret,
        String domain,
        Duration patience) {
    public static Trying right(FakeR2 r2) {
        return new Trying(
                r2,
                FakeR2.HOST,
                "misskey",
                true,
                "",
                FakeR2.KEY_ID,
                FakeR2.SECRET,
                "media.example.com",
                Duration.ofSeconds(5));
    }

    public Trying upload(String otherEndpoint, boolean otherStyle, String otherDirectory) {
        return new Trying(r2, otherEndpoint, bucket, otherStyle, otherDirectory, keyId, secret, domain, patience);
    }

    public Trying endpoint(String other) {
        return upload(other, pathStyle, directory);
    }

    public Trying bucket(String other) {
        return new Trying(r2, endpoint, other, pathStyle, directory, keyId, secret, domain, patience);
    }

    public Trying keys(String otherId, String otherSecret) {
        return new Trying(r2, endpoint, bucket, pathStyle, directory, otherId, otherSecret, domain, patience);
    }

    public Trying domain(String other) {
        return new Trying(r2, endpoint, bucket, pathStyle, directory, keyId, secret, other, patience);
    }

    public Trying patience(Duration other) {
        return new Trying(r2, endpoint, bucket, pathStyle, directory, keyId, secret, domain, other);
    }

    public LiveCheck check(Clock clock) {
        Web web = TestWeb.through(r2.proxy(), TestCertificate.context(), clock, patience);
        return new LiveCheck(
                web,
                new TestObjects(new DemoHost(Clock.systemUTC())),
                new MisskeyUpload(endpoint, bucket, pathStyle, directory),
                new Web.Signature(keyId, new Secret(secret), S3Bucket.REGION),
                clock);
    }

    /** The Base URL, or the one diagnosis with its field, as the form runs its checks. */
    public String outcome() {
        return outcome(Clock.systemUTC());
    }

    String outcome(Clock clock) {
        Finding stored = check(clock).bucket();
        if (stored.isNo()) {
            return said(stored);
        }
        Finding seen = check(clock).publicly(domain);
        return seen.isNo()
                ? said(seen)
                : seen.proof(PublicLook.BaseUrl.class).orElseThrow().url();
    }

    private static String said(Finding no) {
        return no.problem().map(Problem::id).orElse("") + " " + no.suspect().orElse("-");
    }
}
