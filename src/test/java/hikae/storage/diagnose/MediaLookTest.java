package hikae.storage.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import hikae.demo.DemoHost;
import hikae.host.Host;
import hikae.host.TestWeb;
import hikae.host.Web;
import hikae.lab.ChangedHost;
import hikae.storage.FakeR2;
import hikae.storage.TestCertificate;
import hikae.storage.diagnose.MediaFile.Seen;
import hikae.storage.diagnose.MediaFile.Stored;
import hikae.storage.value.R2Answers;
import hikae.text.Problem;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the newest files' addresses give, and what follows from it, by real requests. */
class MediaLookTest {
    private static final byte[] IMAGE = "RIFF".getBytes(StandardCharsets.UTF_8);

    private FakeR2 r2;
    private MediaLook look;

    @BeforeEach
    void start() {
        r2 = FakeR2.usual();
        Host host = ChangedHost.inNetwork(
                new DemoHost(Clock.systemUTC()),
                TestWeb.through(r2.proxy(), TestCertificate.context(), Clock.systemUTC(), Duration.ofSeconds(5)));
        look = new MediaLook(host);
    }

    @AfterEach
    void stop() {
        r2.close();
    }

    private static Map<String, Object> row(String url, String key) {
        return Map.of("id", "9a", "storedInternal", false, "url", url, "accessKey", key);
    }

    private MediaFacts seen(MediaFacts facts, String url, String key) {
        return look.fetched(look.tried(facts), List.of(row(url, key)));
    }

    private static MediaFacts facts(boolean known, String... changes) {
        Optional<R2Answers> set = known ? Optional.of(ImageDiagnosisTest.set()) : Optional.empty();
        return MediaFacts.of(MediaSettings.of(ImageDiagnosisTest.row(changes), false), set, "misskey.example.com");
    }

    private static String told(ImageDiagnosis found) {
        return found.cause()
                .map(Diagnosis::problem)
                .or(() -> found.notes().stream().findFirst())
                .map(Problem::id)
                .orElse("right");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "'', https://media.example.com/a.webp, a.webp, right",
        "'', https://media.example.com/null/a.webp, null/a.webp, right",
        "'', https://media.example.com/misskey/a.webp, a.webp, media-earlier-elsewhere",
        "misskey/, https://media.example.com/a.webp, a.webp, media-base-answers",
        "'', /a.webp, a.webp, media-earlier-emptied",
        "'', media.example.com/a.webp, a.webp, media-earlier-scheme",
        "'', https://media.example.com//a.webp, a.webp, media-earlier-slash",
        "other/, https://media.example.com/null/a.webp, null/a.webp, media-earlier-null",
    })
    void theAddressTellsWhatWasWrongWhenItWasWritten(String before, String url, String key, String expected) {
        r2.objects().put(before + key, IMAGE);
        assertThat(told(ImageDiagnosis.of(seen(facts(true), url, key)))).isEqualTo(expected);
    }

    @Test
    void whereTheObjectIsIsToldBesideWhatTheAddressGives() {
        r2.objects().put("misskey/a.webp", IMAGE);
        Seen seen = seen(facts(true, "Endpoint=ACCT/misskey"), "https://media.example.com/a.webp", "a.webp")
                .files()
                .get(0)
                .seen()
                .get(0);
        assertThat(seen.status()).isEqualTo(404);
        assertThat(seen.stored()).isEqualTo(Stored.THERE);
        assertThat(seen.bases()).containsExactly("https://media.example.com/misskey");
    }

    /** P2 12: whoever writes a file's address into the database chooses what is asked. */
    @Test
    void anAddressInsideIsAskedOnlyWhereTheOperatorTypedIt() {
        List<String> asked = new ArrayList<>();
        Web web = new Web() {
            @Override
            public Answer send(Request request) {
                asked.add("anywhere " + request.uri().getHost());
                return new Answer(200, Map.of(), IMAGE, true);
            }

            @Override
            public Web outside() {
                return request -> {
                    asked.add("outside " + request.uri().getHost());
                    return new Answer(200, Map.of(), IMAGE, true);
                };
            }
        };
        MediaLook looking = new MediaLook(ChangedHost.inNetwork(new DemoHost(Clock.systemUTC()), web));
        List<Map<String, Object>> rows = List.of(
                row("https://media.example.com/a.webp", "a.webp"),
                row("http://169.254.169.254/latest/meta-data", "latest"),
                row("https://db.internal/a.webp", "a.webp"));
        looking.fetched(facts(true), rows);
        assertThat(asked)
                .containsExactly("anywhere media.example.com", "outside 169.254.169.254", "outside db.internal");
        asked.clear();
        looking.fetched(facts(false), rows);
        assertThat(asked).noneMatch(one -> one.startsWith("anywhere")).hasSize(3);
    }

    @Test
    void anAddressOfThisMachineIsNotReachedForReal() throws Exception {
        AtomicInteger reached = new AtomicInteger();
        HttpServer inside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        inside.createContext("/", exchange -> {
            reached.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        inside.start();
        try {
            String url = "http://127.0.0.1:" + inside.getAddress().getPort() + "/secret";
            assertThat(look.fetched(facts(true), List.of(row(url, "secret")))
                            .files()
                            .get(0)
                            .shows())
                    .isFalse();
            assertThat(reached).hasValue(0);
        } finally {
            inside.stop(0);
        }
    }

    @Test
    void aRowWithoutItsObjectIsNowhere() {
        MediaFacts seen = seen(facts(true), "https://media.example.com/a.webp", "a.webp");
        assertThat(seen.files().get(0).seen().get(0).stored()).isEqualTo(Stored.NOWHERE);
        assertThat(told(ImageDiagnosis.of(seen))).isEqualTo("media-object-missing");
    }

    @Test
    void thumbnailsAndWebVersionsAreFetchedToo() {
        r2.objects().put("a.webp", IMAGE);
        Map<String, Object> row = new HashMap<>(row("https://media.example.com/a.webp", "a.webp"));
        row.put("thumbnailUrl", "https://media.example.com/t.webp");
        row.put("thumbnailAccessKey", "t.webp");
        MediaFile file = look.fetched(facts(true), List.of(row)).files().get(0);
        assertThat(file.seen()).extracting(Seen::column).containsExactly("url", "thumbnailUrl");
        assertThat(file.seen()).extracting(Seen::shows).containsExactly(true, false);
        assertThat(file.shows()).isFalse();
    }

    @Test
    void aDomainOfAnotherBucketIsNamed() {
        r2.domain("media.example.com", "other");
        ImageDiagnosis found = ImageDiagnosis.of(look.tried(facts(false)));
        assertThat(found.cause().flatMap(Diagnosis::setting)).contains(Setting.BASE_URL);
        assertThat(told(found)).startsWith("public-");
    }

    @Test
    void aWrongSecretReallyFails() {
        String wrong = FakeR2.SECRET.replace('a', 'b');
        ImageDiagnosis found = ImageDiagnosis.of(look.tried(facts(true, "SecretKey=" + wrong)));
        assertThat(told(found)).isEqualTo("storage-secret-wrong");
        assertThat(found.cause().flatMap(Diagnosis::setting)).contains(Setting.SECRET_KEY);
        assertThat(r2.objects()).isEmpty();
    }

    @Test
    void anUploadLeavesNothingBehind() {
        MediaFacts tried = look.tried(facts(true, "Endpoint=ACCT/misskey"));
        assertThat(tried.answers()).contains("https://media.example.com/misskey");
        assertThat(r2.objects()).isEmpty();
    }

    @Test
    void whatMisskeyAnswersIsASecondWitness() {
        r2.fault("misskey.example.com", exchange -> {
            byte[] body =
                    "{\"version\":\"2026.3.2\",\"features\":{\"objectStorage\":true}}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });
        assertThat(look.misskey("misskey.example.com"))
                .isEqualTo(new MediaFacts.Misskey("misskey.example.com", Optional.of("2026.3.2"), Optional.of(true)));
        assertThat(look.misskey("gone.example.com").uses()).isEmpty();
        assertThat(look.misskey("").version()).isEmpty();
    }
}
