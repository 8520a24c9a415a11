package hikae.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.TestWeb;
import hikae.host.Web;
import hikae.storage.FakeR2;
import hikae.storage.TestCertificate;
import hikae.storage.value.MisskeyUpload;
import hikae.text.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What AWS's signer signs is what our own reading of the rules verifies. */
class S3BucketTest {
    private static final FakeR2 R2 = FakeR2.usual();
    private static final byte[] CONTENT = "hello".getBytes(StandardCharsets.UTF_8);

    @AfterAll
    static void close() {
        R2.close();
    }

    private static S3Bucket bucket(String secret) {
        Web web = TestWeb.through(R2.proxy(), TestCertificate.context(), Clock.systemUTC(), Duration.ofSeconds(10));
        return new S3Bucket(
                web,
                FakeR2.HOST,
                "misskey",
                Optional.of(new Web.Signature(FakeR2.KEY_ID, new Secret(secret), S3Bucket.REGION)));
    }

    @Test
    void putsGetsListsAndDeletes() {
        S3Bucket bucket = bucket(FakeR2.SECRET);
        MisskeyUpload upload = MisskeyUpload.of(FakeR2.HOST, "misskey", true, "files");
        MisskeyUpload.Place place = upload.place("a.txt").orElseThrow();
        assertThat(bucket.put(place.uri(), CONTENT).status()).isEqualTo(200);
        assertThat(R2.objects()).containsKey("files/a.txt");
        assertThat(bucket.get(place.key()).answer().body()).isEqualTo(CONTENT);
        assertThat(bucket.list("files/").listing().orElseThrow().objects())
                .containsExactly(new Listing.Item("files/a.txt", 5));
        assertThat(bucket.delete(place.key()).status()).isEqualTo(204);
        assertThat(bucket.get(place.key()).code()).contains("NoSuchKey");
    }

    @Test
    void putsByVirtualHost() {
        MisskeyUpload.Place place = MisskeyUpload.of(FakeR2.HOST, "misskey", false, "")
                .place("v.txt")
                .orElseThrow();
        assertThat(place.uri()).hasHost("misskey." + FakeR2.HOST);
        assertThat(bucket(FakeR2.SECRET).put(place.uri(), CONTENT).status()).isEqualTo(200);
        assertThat(R2.objects()).containsKey("v.txt");
    }

    @Test
    void aWrongSecretIsRefused() {
        String wrong = FakeR2.SECRET.replace('a', 'b');
        S3Answer answer = bucket(wrong).list("");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).contains("SignatureDoesNotMatch");
    }

    @Test
    void keysWithAnyCharacterAreSignedAsTheyAreSent() {
        R2.objects().put("a b+c=&~*'().\u753B.png", CONTENT);
        assertThat(bucket(FakeR2.SECRET).get("a b+c=&~*'().\u753B.png").status())
                .isEqualTo(200);
        assertThat(bucket(FakeR2.SECRET).list("a b+c").listing().orElseThrow().objects())
                .hasSize(1);
    }

    @Test
    void readsAListPageByPage() {
        for (int i = 0; i < 2500; i++) {
            R2.objects().put("many/%05d".formatted(i), CONTENT);
        }
        List<String> keys = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Listing page = bucket(FakeR2.SECRET).list("many/", next).listing().orElseThrow();
            page.objects().forEach(item -> keys.add(item.key()));
            next = page.next();
        } while (next.isPresent());
        assertThat(keys).hasSize(2500).doesNotHaveDuplicates();
    }
}
