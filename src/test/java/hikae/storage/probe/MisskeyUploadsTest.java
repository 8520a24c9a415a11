package hikae.storage.probe;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.Web;
import hikae.storage.FakeR2;
import hikae.storage.SigV4;
import hikae.storage.Trying;
import hikae.storage.probe.PublicLook.BaseUrl;
import hikae.storage.value.MisskeyUpload;
import hikae.text.Finding;
import hikae.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Misskey's own SDK sent, with the version and options of Misskey 2026.3.2 in every layout of its settings
 * (recorded by src/test/sdk/record): we know where each file goes, and our Base URL makes it visible.
 */
class MisskeyUploadsTest {
    private static final FakeR2 R2 = FakeR2.usual();

    @AfterAll
    static void close() {
        R2.close();
    }

    /** One recorded request. */
    private record Sent(Map<String, Object> json) {
        String text(String name) {
            return String.valueOf(json.get(name));
        }

        String prefix() {
            return text("prefix");
        }

        String name() {
            return text("path").replaceFirst("^.*/", "");
        }

        Map<String, String> headers() {
            Map<String, String> headers = new HashMap<>();
            if (json.get("headers") instanceof Map<?, ?> map) {
                map.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
            }
            return headers;
        }

        MisskeyUpload upload() {
            return MisskeyUpload.of(text("endpoint"), "misskey", Boolean.TRUE.equals(json.get("pathStyle")), prefix());
        }

        @Override
        public String toString() {
            return text("endpoint").replace(FakeR2.HOST, "ACCT") + " " + json.get("pathStyle") + " " + prefix();
        }
    }

    static Stream<Sent> sent() throws IOException {
        try (InputStream in = MisskeyUploadsTest.class.getResourceAsStream("/hikae/storage/misskey-uploads.jsonl")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(lines).hasSize(12);
            return lines.stream().map(line -> new Sent(Json.object(line).orElseThrow()));
        }
    }

    @ParameterizedTest
    @MethodSource("sent")
    void weKnowWhereMisskeyPutsAFile(Sent sent) {
        URI uri = sent.upload().place(sent.name()).orElseThrow().uri();
        assertThat(uri).hasToString("https://" + sent.text("host") + sent.text("path"));
    }

    @ParameterizedTest
    @MethodSource("sent")
    void itsSignatureIsRight(Sent sent) {
        Map<String, String> headers = sent.headers();
        SigV4 signed = SigV4.parse(headers.getOrDefault("authorization", "")).orElseThrow();
        String secret = FakeR2.SECRET;
        assertThat(signed.matches("PUT", sent.text("path"), sent.text("query"), headers, secret))
                .isTrue();
        assertThat(signed.matches("PUT", sent.text("path"), sent.text("query"), headers, secret.replace('a', 'b')))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("sent")
    void ourBaseUrlShowsTheFile(Sent sent) {
        byte[] image = sent.text("body").getBytes(StandardCharsets.UTF_8);
        MisskeyUpload.Place place = sent.upload().place(sent.name()).orElseThrow();
        R2.bucket(FakeR2.ACCOUNT, "", place.bucket()).put(place.key(), image);
        Trying right = Trying.right(R2)
                .upload(
                        sent.text("endpoint"),
                        sent.upload().pathStyle(),
                        sent.upload().directory());
        LiveCheck check = right.check(Clock.systemUTC());
        Finding found = check.publicly("media.example.com");
        String base = found.proof(BaseUrl.class).orElseThrow().url();
        URI file = URI.create(base + "/" + sent.upload().directory() + sent.name());
        Web.Answer answer = check.web().send(Web.Request.get(file, 100));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(image);
    }
}
