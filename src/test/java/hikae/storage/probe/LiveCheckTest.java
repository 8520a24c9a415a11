package hikae.storage.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import hikae.host.Web;
import hikae.storage.FakeR2;
import hikae.storage.FakeR2.Token;
import hikae.storage.Trying;
import hikae.storage.Tunnel;
import hikae.storage.value.MisskeyUpload;
import hikae.text.Finding;
import hikae.text.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layout gives its Base URL, every mistake one diagnosis that names its field; nothing is ever left behind. */
class LiveCheckTest {
    private static final String ACCT = FakeR2.HOST;
    private static final String D = "https://media.example.com";

    private FakeR2 r2;

    @BeforeEach
    void start() {
        r2 = FakeR2.usual();
    }

    @AfterEach
    void nothingIsLeft() {
        boolean left = r2.objects().keySet().stream().anyMatch(key -> key.contains("hikae-check"));
        r2.close();
        assertThat(left).isFalse();
    }

    /** The table of facts/misskey.md 3.4: Endpoint, s3ForcePathStyle, what Misskey puts before a name, outcome. */
    @ParameterizedTest
    @CsvSource({
        "ACCT, true, '', D",
        "ACCT, true, files/, D",
        "ACCT, false, '', D",
        "ACCT, false, files/, D",
        "ACCT/misskey, true, '', D/misskey",
        "ACCT/misskey, true, files/, D/misskey",
        "ACCT/misskey, false, '', D/misskey",
        "ACCT/misskey/, true, '', D/misskey",
        "ACCT/misskey/, false, '', D/misskey/",
        "misskey.ACCT, true, '', D/misskey",
        "misskey.ACCT, false, '', storage-endpoint-twice r2_endpoint",
        "ACCT/other, true, '', storage-endpoint-other r2_endpoint",
        "ACCT/other, false, '', D/other",
        "https://ACCT, true, '', storage-endpoint-scheme r2_endpoint",
        "https://ACCT, false, '', storage-endpoint-scheme r2_endpoint",
        "ACCT, true, null/, D"
    })
    void u38EveryLayoutGivesItsBaseUrl(String endpoint, boolean pathStyle, String directory, String outcome) {
        String expected = outcome.replaceFirst("^D", D);
        assertThat(Trying.right(r2)
                        .upload(endpoint.replace("ACCT", ACCT), pathStyle, directory)
                        .outcome())
                .isEqualTo(expected);
    }

    /** Misskey up to 2025.2.0 with an empty prefix: the key begins with a slash, which the server of the JDK cannot take. */
    @Test
    void aKeyThatBeginsWithASlashGivesItsBaseUrl() {
        byte[] content = {1, 2, 3};
        MisskeyUpload upload = new MisskeyUpload(ACCT, "misskey", true, "/");
        MisskeyUpload.Place place = upload.place("x.webp").orElseThrow();
        assertThat(place.uri()).hasToString("https://" + ACCT + "/misskey//x.webp");
        Web bucketAsSite = request -> {
            boolean there = request.uri().getRawPath().equals("//x.webp");
            return new Web.Answer(there ? 200 : 404, Map.of(), there ? content : new byte[0], true);
        };
        Finding found = new PublicLook(bucketAsSite, "media.example.com", place, upload).find(content);
        assertThat(found.proof(PublicLook.BaseUrl.class).orElseThrow().url()).isEqualTo(D);
    }

    @Test
    void theReasonIsGivenInWords() {
        Finding plain = Trying.right(r2).check(Clock.systemUTC()).publicly("media.example.com");
        assertThat(plain.what().args().get(1)).hasToString("Message[key=storage.reason.plain, args=[]]");
        Finding seed = Trying.right(r2)
                .endpoint(ACCT + "/misskey")
                .check(Clock.systemUTC())
                .publicly("media.example.com");
        assertThat(seed.what().args().get(1).toString()).contains("storage.reason.endpoint", "misskey/");
    }

    @Test
    void aDomainThatShowsTheBucketBelowItsNameIsFound() {
        r2.fault("below.example.com", exchange -> {
            String path = exchange.getRequestURI().getPath();
            byte[] object = r2.objects().getOrDefault(path.replaceFirst("^/misskey/", ""), new byte[0]);
            boolean there = path.startsWith("/misskey/") && object.length > 0;
            exchange.sendResponseHeaders(there ? 200 : 404, there ? object.length : -1);
            if (there) {
                exchange.getResponseBody().write(object);
            }
        });
        assertThat(Trying.right(r2).domain("below.example.com").outcome())
                .isEqualTo("https://below.example.com/misskey");
    }

    /** One mistake in the values or the bucket. */
    private record Mistake(String name, Function<FakeR2, Trying> made, String outcome) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Mistake mistake(String name, Function<FakeR2, Trying> made, String outcome) {
        return new Mistake(name, made, outcome);
    }

    private static Stream<Mistake> mistakes() {
        String other = "other.example.com";
        return Stream.of(
                mistake(
                        "keys swapped",
                        r2 -> Trying.right(r2).keys(FakeR2.SECRET, FakeR2.KEY_ID),
                        "storage-key-length r2_access_key_id"),
                mistake(
                        "key ID truncated",
                        r2 -> Trying.right(r2).keys(FakeR2.KEY_ID.substring(1), FakeR2.SECRET),
                        "storage-key-length r2_access_key_id"),
                mistake(
                        "API token as key ID",
                        r2 -> Trying.right(r2).keys("abcDEF_-90123456789012345678901234567890", FakeR2.SECRET),
                        "storage-key-length r2_access_key_id"),
                mistake(
                        "header injection through the key ID",
                        r2 -> Trying.right(r2).keys(FakeR2.KEY_ID.substring(12) + "\r\nX-Evil: 1", FakeR2.SECRET),
                        "web-address r2_access_key_id"),
                mistake(
                        "non-ASCII key ID",
                        r2 -> Trying.right(r2).keys("\u9375" + FakeR2.KEY_ID.substring(1), FakeR2.SECRET),
                        "web-address r2_access_key_id"),
                mistake(
                        "secret truncated",
                        r2 -> Trying.right(r2).keys(FakeR2.KEY_ID, FakeR2.SECRET.substring(1)),
                        "storage-secret-wrong r2_secret_access_key"),
                mistake(
                        "secret of another token",
                        r2 -> Trying.right(r2).keys(FakeR2.KEY_ID, FakeR2.SECRET.replace('a', '0')),
                        "storage-secret-wrong r2_secret_access_key"),
                mistake(
                        "non-ASCII secret",
                        r2 -> Trying.right(r2).keys(FakeR2.KEY_ID, "\u79d8\u5bc6"),
                        "storage-secret-wrong r2_secret_access_key"),
                mistake(
                        "key ID with a slip",
                        r2 -> Trying.right(r2).keys(FakeR2.KEY_ID.replace('1', '9'), FakeR2.SECRET),
                        "storage-key-unknown r2_access_key_id"),
                mistake(
                        "wrong account",
                        r2 -> Trying.right(r2).endpoint(FakeR2.OTHER_ACCOUNT + ".r2.cloudflarestorage.com"),
                        "storage-key-unknown r2_access_key_id"),
                mistake(
                        "bucket of another token",
                        r2 -> Trying.right(r2).bucket("other"),
                        "storage-token-other r2_bucket"),
                mistake(
                        "no such bucket",
                        r2 -> {
                            r2.token(FakeR2.KEY_ID, new Token(FakeR2.SECRET, FakeR2.ACCOUNT, "nothing", false));
                            return Trying.right(r2).bucket("nothing");
                        },
                        "storage-bucket-none r2_bucket"),
                mistake(
                        "bucket of the EU",
                        r2 -> {
                            r2.bucket(FakeR2.ACCOUNT, "eu", "europe");
                            r2.token(FakeR2.KEY_ID, new Token(FakeR2.SECRET, FakeR2.ACCOUNT, "europe", false));
                            return Trying.right(r2).bucket("europe");
                        },
                        "storage-bucket-elsewhere r2_endpoint"),
                mistake(
                        "endpoint of the EU for a bucket of no jurisdiction",
                        r2 -> Trying.right(r2).endpoint(FakeR2.ACCOUNT + ".eu.r2.cloudflarestorage.com"),
                        "storage-bucket-elsewhere r2_endpoint"),
                mistake(
                        "read-only token",
                        r2 -> {
                            r2.token(FakeR2.KEY_ID, new Token(FakeR2.SECRET, FakeR2.ACCOUNT, "misskey", true));
                            return Trying.right(r2);
                        },
                        "storage-token-read-only r2_access_key_id"),
                mistake(
                        "server's clock a day behind",
                        r2 -> {
                            r2.ahead(Duration.ofDays(1));
                            return Trying.right(r2);
                        },
                        "storage-clock -"),
                mistake(
                        "server's clock 16 minutes ahead",
                        r2 -> {
                            r2.ahead(Duration.ofMinutes(-16));
                            return Trying.right(r2);
                        },
                        "storage-clock -"),
                mistake(
                        "endpoint has no certificate for this name",
                        r2 -> Trying.right(r2).endpoint("a.b." + ACCT),
                        "storage-endpoint-twice r2_endpoint"),
                mistake(
                        "endpoint does not exist",
                        r2 -> Trying.right(r2).endpoint("media.example.com"),
                        "storage-endpoint-unusable r2_endpoint"),
                mistake(
                        "endpoint with blanks",
                        r2 -> Trying.right(r2).endpoint(ACCT + " "),
                        "storage-endpoint-unusable r2_endpoint"),
                mistake(
                        "header injection through the endpoint",
                        r2 -> Trying.right(r2).endpoint(ACCT + "\r\nX-Evil: 1"),
                        "storage-endpoint-unusable r2_endpoint"),
                mistake(
                        "domain not active yet",
                        r2 -> Trying.right(r2).domain("new.example.com"),
                        "public-not-active r2_public_url"),
                mistake(
                        "domain of another bucket",
                        r2 -> {
                            r2.domain(other, "other");
                            return Trying.right(r2).domain(other);
                        },
                        "public-other-bucket r2_public_url"),
                mistake(
                        "domain without a certificate",
                        r2 -> Trying.right(r2).domain("media.example.org"),
                        "public-tls r2_public_url"),
                mistake(
                        "domain that is silent",
                        r2 -> {
                            r2.tunnel().behave(other, Tunnel.SILENT);
                            return Trying.right(r2).domain(other).patience(Duration.ofMillis(600));
                        },
                        "public-silent r2_public_url"),
                mistake(
                        "domain that cuts off",
                        r2 -> {
                            r2.tunnel().behave(other, Tunnel.RESET);
                            return Trying.right(r2).domain(other);
                        },
                        "public-RESET r2_public_url"),
                mistake("domain with a login", r2 -> answering(r2, other, 403, ""), "public-403 r2_public_url"),
                mistake("domain not public", r2 -> answering(r2, other, 401, ""), "public-401 r2_public_url"),
                mistake("r2.dev limits", r2 -> answering(r2, "pub-1.r2.dev", 429, ""), "public-429 r2_public_url"),
                mistake("domain with a fault", r2 -> answering(r2, other, 500, ""), "public-5xx r2_public_url"),
                mistake("plain web server", r2 -> answering(r2, other, 404, "nginx"), "public-404 r2_public_url"),
                mistake(
                        "another web site",
                        r2 -> answering(r2, other, 200, "<html>Welcome"),
                        "public-other r2_public_url"),
                mistake(
                        "Misskey itself under another name",
                        r2 -> answering(r2, other, 200, "<meta name=\"application-name\" content=\"Misskey\">"),
                        "public-url-is-misskey r2_public_url"),
                mistake(
                        "domain redirects",
                        r2 -> redirecting(r2, other, "https://elsewhere.example.net/x"),
                        "public-redirect r2_public_url"),
                mistake(
                        "endpoint answers HTML",
                        r2 -> answering(r2, ACCT, 200, "<html>Log in"),
                        "storage-not-s3 r2_endpoint"),
                mistake(
                        "endpoint answers 404 HTML",
                        r2 -> answering(r2, ACCT, 404, "<html>"),
                        "storage-not-s3 r2_endpoint"),
                mistake(
                        "endpoint redirects",
                        r2 -> redirecting(r2, ACCT, "https://login.example.net/"),
                        "storage-redirected r2_endpoint"),
                mistake("R2 has a fault", r2 -> answering(r2, ACCT, 500, error("InternalError")), "storage-down -"),
                mistake("R2 is busy", r2 -> answering(r2, ACCT, 503, error("SlowDown")), "storage-busy -"),
                mistake("R2 says 429", r2 -> answering(r2, ACCT, 429, ""), "storage-busy -"),
                mistake(
                        "not subscribed",
                        r2 -> answering(r2, ACCT, 403, error("NotEntitled")),
                        "storage-not-entitled r2_endpoint"),
                mistake(
                        "any other code",
                        r2 -> answering(r2, ACCT, 409, error("OperationAborted")),
                        "storage-refused -"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void u37EveryMistakeGivesOneDiagnosis(Mistake mistake) {
        String outcome = mistake.made().apply(r2).outcome();
        if (mistake.outcome().equals("public-RESET r2_public_url")) {
            assertThat(outcome).isIn("public-broken r2_public_url", "public-tls r2_public_url");
        } else {
            assertThat(outcome).isEqualTo(mistake.outcome());
        }
    }

    @Test
    void theClockIsToldInSeconds() {
        Clock slow = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
        Finding finding = Trying.right(r2).check(slow).bucket();
        long seconds = (Long) finding.problem().orElseThrow().args().get(0);
        assertThat(seconds).isBetween(3590L, 3610L);
    }

    @Test
    void theBucketOfAnotherJurisdictionIsNamedWithItsEndpoint() {
        Finding finding = Trying.right(r2)
                .endpoint(FakeR2.ACCOUNT + ".fedramp.r2.cloudflarestorage.com")
                .check(Clock.systemUTC())
                .bucket();
        assertThat(finding.problem().map(Problem::args)).contains(List.of("misskey", FakeR2.HOST));
    }

    @Test
    void r2DevWorksWithAWarning() {
        r2.domain("pub-1.r2.dev", "misskey");
        Finding finding = Trying.right(r2).check(Clock.systemUTC()).publicly("pub-1.r2.dev");
        assertThat(finding.level()).isEqualTo(Finding.Level.WARNING);
        assertThat(finding.proof(PublicLook.BaseUrl.class).orElseThrow().url()).isEqualTo("https://pub-1.r2.dev");
    }

    @Test
    void anotherContentIsNoProof() {
        r2.fault(ACCT, exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] other = "something else".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, other.length);
            exchange.getResponseBody().write(other);
        });
        assertThat(Trying.right(r2).outcome()).isEqualTo("storage-get-differs r2_endpoint");
    }

    @Test
    void halfAFileIsNoProof() {
        r2.fault("half.example.com", exchange -> {
            byte[] object =
                    r2.objects().getOrDefault(exchange.getRequestURI().getPath().substring(1), new byte[8]);
            exchange.sendResponseHeaders(200, object.length / 2);
            exchange.getResponseBody().write(object, 0, object.length / 2);
        });
        assertThat(Trying.right(r2).domain("half.example.com").outcome()).isEqualTo("public-cut r2_public_url");
    }

    @Test
    void aRedirectOnTheSameHostIsFollowed() {
        r2.fault("same.example.com", exchange -> {
            String path = exchange.getRequestURI().getPath();
            byte[] object = r2.objects().get(path.replaceFirst("^/moved/", ""));
            if (path.startsWith("/moved/") && object != null) {
                exchange.sendResponseHeaders(200, object.length);
                exchange.getResponseBody().write(object);
            } else {
                exchange.getResponseHeaders().set("Location", "/moved" + path);
                exchange.sendResponseHeaders(301, -1);
            }
        });
        assertThat(Trying.right(r2).domain("same.example.com").outcome()).isEqualTo("https://same.example.com");
    }

    private static String error(String code) {
        return "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>m</Message></Error>";
    }

    private static Trying redirecting(FakeR2 r2, String host, String to) {
        r2.fault(host, exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Location", to);
            exchange.sendResponseHeaders(302, -1);
        });
        return host.equals(ACCT) ? Trying.right(r2) : Trying.right(r2).domain(host);
    }

    private static Trying answering(FakeR2 r2, String host, int status, String body) {
        r2.fault(host, exchange -> answer(exchange, status, body));
        Trying trying = Trying.right(r2).patience(Duration.ofSeconds(2));
        return host.equals(ACCT) ? trying : trying.domain(host);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", body.startsWith("<html") ? "text/html" : "application/xml");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
