package hikae.storage.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hikae.demo.DemoHost;
import hikae.host.Web;
import hikae.storage.FakeR2;
import hikae.storage.Trying;
import hikae.storage.Tunnel;
import hikae.storage.probe.DumpPlace;
import hikae.storage.probe.LiveCheck;
import hikae.storage.probe.PublicLook;
import hikae.storage.probe.TestObjects;
import hikae.storage.s3.Listing;
import hikae.storage.s3.S3Bucket;
import hikae.storage.s3.S3Xml;
import hikae.text.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever answers may be an enemy, and whatever is pasted anything. */
class HostileTest {
    private static final long MEGABYTE = 1 << 20;

    private FakeR2 r2;

    @BeforeEach
    void start() {
        r2 = FakeR2.usual();
    }

    @AfterEach
    void stop() {
        r2.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {FakeR2.HOST, "media.example.com"})
    void aHundredMegabytesAreNotHeld(String host) {
        r2.fault(host, exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 100 * MEGABYTE);
            byte[] block = new byte[(int) MEGABYTE];
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 100; i++) {
                    out.write(block);
                }
            } catch (IOException e) {
                return; // the client has had enough
            }
        });
        Runtime.getRuntime().gc();
        long before = used();
        String outcome = Trying.right(r2).outcome();
        assertThat(outcome).isIn("storage-get-differs r2_endpoint", "public-other r2_public_url");
        Runtime.getRuntime().gc();
        assertThat(used() - before).isLessThan(20 * MEGABYTE);
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void xmlBombsAndForeignFilesAreNotExpanded() {
        StringBuilder bomb = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE Error [<!ENTITY a0 \"x\">");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
        }
        bomb.append("]><Error><Code>&a29;</Code></Error>");
        String foreign =
                "<!DOCTYPE Error [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>" + "<Error><Code>&f;</Code></Error>";
        String list = "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><ListBucketResult><Contents>"
                + "<Key>&f;</Key><Size>1</Size></Contents></ListBucketResult>";
        assertThat(S3Xml.text(bytes(bomb.toString()), "Error", "Code")).isEmpty();
        assertThat(S3Xml.text(bytes(foreign), "Error", "Code")).isEmpty();
        assertThat(S3Xml.listing(bytes(list)).map(Listing::toString).orElse("")).doesNotContain("root:");
    }

    @Test
    void nonsenseIsNoAnswerOfS3() {
        for (String text : new String[] {
            "",
            "<",
            "<html><body>no",
            "<Error>",
            "{\"a\":1}",
            "\u0000\u0001",
            "<Error><Other>x</Other></Error>",
            "<ListBucketResult><Contents><Key>a</Key><Size>many</Size></Contents></ListBucketResult>",
            "<a>".repeat(100_000)
        }) {
            assertThat(S3Xml.text(bytes(text), "Error", "Code")).isEmpty();
            assertThat(S3Xml.listing(bytes(text))).isEmpty();
        }
    }

    @Test
    void controlCharactersOfAStrangerAreNotShown() {
        assertThat(PublicLook.plain("a\u001B[31mb\r\nc\u202E" + "x".repeat(500)))
                .doesNotContain("\u001B", "\r", "\n", "\u202E")
                .hasSizeLessThan(130);
    }

    /** Pasted text goes into addresses and headers only after it was judged. */
    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "a?b", "a#b", "a@b", "a%0d%0ab", "..", "\u0000", "a b", "\uD800"})
    void nothingPastedBecomesAHeaderOrAnotherAddress(String text) {
        String endpoint = FakeR2.HOST + text;
        assertThat(catchThrowableOfType(ProblemException.class, () -> Endpoint.parse("x" + endpoint)))
                .isNotNull();
        assertThatCode(() -> MisskeyUpload.of(endpoint, text, true, text).place("x"))
                .doesNotThrowAnyException();
        Optional<MisskeyUpload.Place> place =
                MisskeyUpload.of(FakeR2.HOST, "misskey" + text, true, "").place("x");
        place.ifPresent(at -> assertThat(at.uri()).hasHost(FakeR2.HOST));
    }

    @Test
    void aKilledChecksObjectIsRemovedByTheNext() {
        DemoHost host = new DemoHost(Clock.systemUTC());
        TestObjects probes = new TestObjects(host);
        MisskeyUpload.Place left = MisskeyUpload.of(FakeR2.HOST, "misskey", true, "files")
                .place("hikae-check-left.txt")
                .orElseThrow();
        r2.objects().put(left.key(), bytes("left"));
        probes.noted(left, FakeR2.KEY_ID);
        LiveCheck usual = Trying.right(r2).check(Clock.systemUTC());
        LiveCheck next = new LiveCheck(usual.web(), probes, usual.upload(), usual.signature(), Clock.systemUTC());
        assertThat(next.bucket().isNo()).isFalse();
        assertThat(r2.objects()).isEmpty();
        assertThat(host.files().readIfThere(host.environment().stateDirectory().resolve("test-objects.jsonl"), 1000))
                .isEmpty();
    }

    @Test
    void whoDoesNotWaitAnyMoreLeavesNothing() throws InterruptedException {
        r2.tunnel().behave("media.example.com", Tunnel.SILENT);
        LiveCheck check = Trying.right(r2).patience(Duration.ofSeconds(10)).check(Clock.systemUTC());
        Thread worker = new Thread(() -> check.publicly("media.example.com"));
        worker.start();
        while (r2.objects().isEmpty()) {
            Thread.onSpinWait();
        }
        worker.interrupt();
        worker.join();
        assertThat(r2.objects()).isEmpty();
    }

    @Test
    void theRecordIsOnDiskBeforeTheObjectIsInTheBucket() {
        DemoHost host = new DemoHost(Clock.systemUTC());
        LiveCheck usual = Trying.right(r2).check(Clock.systemUTC());
        Web watching = request -> {
            if (request.method().equals("PUT")) {
                assertThat(host.files()
                                .readIfThere(host.environment().stateDirectory().resolve("test-objects.jsonl"), 1000))
                        .isPresent();
            }
            return usual.web().send(request);
        };
        LiveCheck check =
                new LiveCheck(watching, new TestObjects(host), usual.upload(), usual.signature(), Clock.systemUTC());
        assertThat(check.bucket().isNo()).isFalse();
    }

    @Test
    void noBucketThatEverybodyReadsTakesDumps() {
        LiveCheck usual = Trying.right(r2).check(Clock.systemUTC());
        S3Bucket media = new S3Bucket(usual.web(), FakeR2.HOST, "misskey", Optional.of(usual.signature()));
        S3Bucket other = new S3Bucket(usual.web(), FakeR2.HOST, "other", Optional.of(usual.signature()));
        Optional<R2Answers> r2Answers = Optional.of(new R2Answers(
                Endpoint.parse(FakeR2.HOST),
                BucketName.parse("misskey"),
                Prefix.parse(""),
                AccessKeyId.parse(FakeR2.KEY_ID),
                PublicUrl.parse("media.example.com", ""),
                "https://media.example.com",
                true,
                Optional.empty()));
        assertThat(DumpPlace.refusal(media, r2Answers).orElseThrow().id()).isEqualTo("dumps-in-media");
        assertThat(DumpPlace.refusal(other, r2Answers)).isEmpty();
        r2.anonymous(true);
        assertThat(DumpPlace.refusal(other, r2Answers).orElseThrow().id()).isEqualTo("dumps-in-public");
    }

    @Test
    void aDumpAmongTheMediaIsFound() {
        LiveCheck usual = Trying.right(r2).check(Clock.systemUTC());
        S3Bucket media = new S3Bucket(usual.web(), FakeR2.HOST, "misskey", Optional.of(usual.signature()));
        r2.objects().put("a1b2.webp", bytes("x"));
        assertThat(DumpPlace.lying(media)).isEmpty();
        r2.objects().put("daily/misskey-20251123.sql.gz", bytes("x"));
        assertThat(DumpPlace.lying(media).orElseThrow().args())
                .containsExactly("daily/misskey-20251123.sql.gz", "misskey");
    }

    @Test
    void noTextOfOursHoldsTheSecret() {
        String secret = "c0ffee" + FakeR2.SECRET.substring(6);
        LiveCheck check = Trying.right(r2).keys(FakeR2.KEY_ID, secret).check(Clock.systemUTC());
        String said = check + " " + check.bucket() + " " + check.signature() + " " + Map.of("a", check.upload());
        assertThat(said).doesNotContain(secret);
    }
}
