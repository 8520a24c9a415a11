package hikae.storage.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hikae.text.Message;
import hikae.text.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows R01 to R07, R10, R11 and R13: what operators paste. */
class PastedValuesTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final String SECRET = ID + ID;
    private static final String HOST = ID + ".r2.cloudflarestorage.com";

    private static String id(Runnable parse) {
        return catchThrowableOfType(ProblemException.class, parse::run)
                .problem()
                .id();
    }

    private static List<String> keys(List<Message> notes) {
        return notes.stream().map(Message::key).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"abc", "misskey-files", "0-9", "a23456789012345678901234567890123456789012345678901234567890123"
            })
    void takesABucketName(String name) {
        assertThat(BucketName.parse(name)).isEqualTo(new BucketName(name, List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "Misskey, bucket-upper-case",
        "mis_skey, bucket-characters",
        "mis.skey, bucket-characters",
        "mis/skey, bucket-characters",
        "ab, bucket-length",
        "'', bucket-empty",
        "' ', bucket-empty",
        "/, bucket-empty",
        "a234567890123456789012345678901234567890123456789012345678901234, bucket-length",
        "-abc, bucket-hyphen",
        "abc-, bucket-hyphen",
        "バケット, bucket-characters"
    })
    void refusesWhatIsNoBucketName(String name, String problem) {
        assertThat(id(() -> BucketName.parse(name))).isEqualTo(problem);
    }

    @Test
    void tidiesABucketName() {
        BucketName bucket = BucketName.parse(" \u200b\uFF4Disskey/\n");
        assertThat(bucket.name()).isEqualTo("misskey");
        assertThat(keys(bucket.notes())).contains("storage.corrected.width", "storage.corrected.slash");
    }

    /** R02, R03, R04, R06: every form that Cloudflare's pages show. */
    @ParameterizedTest
    @CsvSource({
        "ID.r2.cloudflarestorage.com, ID.r2.cloudflarestorage.com, ''",
        "https://ID.r2.cloudflarestorage.com, ID.r2.cloudflarestorage.com, ''",
        "https://ID.r2.cloudflarestorage.com/, ID.r2.cloudflarestorage.com, ''",
        "https://ID.r2.cloudflarestorage.com:443/, ID.r2.cloudflarestorage.com, ''",
        "http://ID.R2.CloudflareStorage.com, ID.r2.cloudflarestorage.com, ''",
        "https://ID.r2.cloudflarestorage.com/misskey, ID.r2.cloudflarestorage.com, misskey",
        "https://ID.r2.cloudflarestorage.com/misskey/a/b?x=y#z, ID.r2.cloudflarestorage.com, misskey",
        "' \"https://ID.r2.cloudflarestorage.com/misskey/\" ', ID.r2.cloudflarestorage.com, misskey",
        "https://ID.eu.r2.cloudflarestorage.com/misskey, ID.eu.r2.cloudflarestorage.com, misskey",
        "ID.us.r2.cloudflarestorage.com, ID.us.r2.cloudflarestorage.com, ''",
        "ID.fedramp.r2.cloudflarestorage.com., ID.fedramp.r2.cloudflarestorage.com, ''",
        "misskey.ID.r2.cloudflarestorage.com, ID.r2.cloudflarestorage.com, misskey",
        "misskey.ID.eu.r2.cloudflarestorage.com, ID.eu.r2.cloudflarestorage.com, misskey",
        "ID, ID.r2.cloudflarestorage.com, ''",
        "https://dash.cloudflare.com/ID/r2/overview, ID.r2.cloudflarestorage.com, ''",
        "https://dash.cloudflare.com/ID/r2/default/buckets/misskey/settings, ID.r2.cloudflarestorage.com, misskey",
        "https://dash.cloudflare.com/ID/r2/eu/buckets/misskey, ID.eu.r2.cloudflarestorage.com, misskey",
        "Ｈttps：／／ID．r2．cloudflarestorage．com, ID.r2.cloudflarestorage.com, ''"
    })
    void u34TakesTheEndpointHoweverItWasCopied(String pasted, String host, String bucket) {
        Endpoint endpoint = Endpoint.parse(pasted.replace("ID", ID) + "\n");
        assertThat(endpoint.host()).isEqualTo(host.replace("ID", ID));
        assertThat(endpoint.bucket().orElse("")).isEqualTo(bucket);
    }

    @Test
    void saysWhatItTookFromTheEndpoint() {
        assertThat(Endpoint.parse("https://" + HOST + "/misskey").notes())
                .containsExactly(Message.of("storage.endpoint.bucket", "misskey"));
        assertThat(keys(Endpoint.parse("http://" + HOST).notes())).containsExactly("storage.corrected.scheme");
        assertThat(keys(Endpoint.parse(ID).notes())).containsExactly("storage.endpoint.from-id");
        assertThat(Endpoint.parse("https://" + HOST).notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', endpoint-empty",
        "' ', endpoint-empty",
        "https://, endpoint-empty",
        "https://dash.cloudflare.com/, endpoint-dashboard",
        "https://dash.cloudflare.com/login, endpoint-dashboard",
        "pub-0123456789abcdef0123456789abcdef.r2.dev, endpoint-r2-dev",
        "media.example.com, endpoint-not-r2",
        "https://s3.ap-northeast-1.amazonaws.com, endpoint-not-r2",
        "0123.r2.cloudflarestorage.com, endpoint-account",
        "0123456789abcdef0123456789abcde, endpoint-account",
        "a@b, endpoint-not-r2",
        "0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com:9000, endpoint-account",
        "https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com/Mis_skey, bucket-characters"
    })
    void u34RefusesWhatIsNoEndpoint(String pasted, String problem) {
        assertThat(id(() -> Endpoint.parse(pasted))).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "files, files", "/files/, files", "a.b-c_9, a.b-c_9", "' x ', x"})
    void takesAPrefixThatMisskeyTakes(String pasted, String prefix) {
        assertThat(Prefix.parse(pasted).text()).isEqualTo(prefix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a b", "画像", "..", ".", "a~"})
    void refusesAPrefixThatMisskeyRefuses(String pasted) {
        assertThat(id(() -> Prefix.parse(pasted))).isEqualTo("prefix-characters");
    }

    @Test
    void takesKeysWithWhatCopyingAdds() {
        assertThat(AccessKeyId.parse(" \"" + ID + "\"\n").id()).isEqualTo(ID);
        assertThat(AccessKeyId.parse(ID.toUpperCase(java.util.Locale.ROOT)).id())
                .isEqualTo(ID);
        assertThat(SecretAccessKey.parse(ID + "\n  " + ID + "\u200b").key().reveal())
                .isEqualTo(SECRET);
        assertThat(SecretAccessKey.parse("AWS_SECRET_ACCESS_KEY=" + SECRET)
                        .key()
                        .reveal())
                .isEqualTo(SECRET);
        assertThat(keys(SecretAccessKey.parse(SECRET + "\n").notes())).contains("storage.corrected.blanks");
        assertThat(SecretAccessKey.parse(SECRET).notes()).isEmpty();
    }

    @Test
    void recognisesKeysInTheWrongField() {
        String token = "abcDEF_-90123456789012345678901234567890";
        assertThat(id(() -> AccessKeyId.parse(SECRET))).isEqualTo("access-key-is-secret");
        assertThat(id(() -> SecretAccessKey.parse(ID))).isEqualTo("secret-key-is-id");
        assertThat(id(() -> AccessKeyId.parse(token))).isEqualTo("key-is-token");
        assertThat(id(() -> SecretAccessKey.parse(token))).isEqualTo("key-is-token");
        assertThat(id(() -> AccessKeyId.parse(ID + "0"))).isEqualTo("access-key-shape");
        assertThat(id(() -> SecretAccessKey.parse(ID + "0"))).isEqualTo("secret-key-shape");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "\"\""})
    void aKeyThatIsMissingIsNotToldToBeTooShort(String pasted) {
        assertThat(id(() -> AccessKeyId.parse(pasted))).isEqualTo("access-key-empty");
        assertThat(id(() -> SecretAccessKey.parse(pasted))).isEqualTo("secret-key-empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "canary-0123456789",
                "0123456789abcdef0123456789abcdef0",
                "abcDEF_-90123456789012345678901234567890"
            })
    void neverRepeatsAKeyInAProblem(String pasted) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> SecretAccessKey.parse(pasted));
        assertThat(refused.problem().toString() + refused.getMessage()).doesNotContain(pasted);
        assertThat(SecretAccessKey.parse(SECRET).toString()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "https://media.example.com, media.example.com",
        "media.example.com, media.example.com",
        "http://Media.Example.com./, media.example.com",
        "https://media.example.com:443/misskey/, media.example.com",
        "画像.example.jp, xn--o1qu10g.example.jp",
        "https://画像。example。jp, xn--o1qu10g.example.jp",
        "pub-0123456789abcdef0123456789abcdef.r2.dev, pub-0123456789abcdef0123456789abcdef.r2.dev"
    })
    void takesThePublicAddressHoweverItWasTyped(String pasted, String host) {
        assertThat(PublicUrl.parse(pasted, "misskey.example.com").baseUrl()).isEqualTo("https://" + host);
    }

    @Test
    void saysWhatThePublicAddressBecame() {
        assertThat(PublicUrl.parse("https://media.example.com/misskey", "example.com")
                        .notes())
                .containsExactly(Message.of("storage.public.path", "misskey"));
        assertThat(PublicUrl.parse("画像.example.jp", "example.com").notes())
                .containsExactly(Message.of("storage.public.ascii", "画像.example.jp", "xn--o1qu10g.example.jp"));
        assertThat(keys(PublicUrl.parse("x.r2.dev", "example.com").notes())).containsExactly("storage.public.r2-dev");
    }

    @ParameterizedTest
    @CsvSource({
        "'', public-url-empty",
        "media.example.com:8443, public-url-port",
        "*.example.com, public-url-name",
        "192.0.2.1, public-url-name",
        "[2001:db8::1], public-url-name",
        "localhost, public-url-name",
        "media, public-url-name",
        "media.local, public-url-name",
        "a..example.com, public-url-name",
        "me_dia.example.com, public-url-name",
        "-media.example.com, public-url-name",
        "\uD83D\uDE00.example.com, public-url-name",
        "a23456789012345678901234567890123456789012345678901234567890123x.example.com, public-url-name",
        "user@media.example.com, public-url-name",
        "misskey.example.com, public-url-is-misskey",
        "https://MISSKEY.example.com/files, public-url-is-misskey",
        "0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com, public-url-is-endpoint"
    })
    void refusesWhatCannotBeAPublicAddress(String pasted, String problem) {
        assertThat(id(() -> PublicUrl.parse(pasted, "misskey.example.com"))).isEqualTo(problem);
    }

    @Test
    void refusesANameOfMoreThan253Characters() {
        String label = "a2345678901234567890123456789012345678901234567890123456789012.";
        assertThat(id(() -> PublicUrl.parse(label.repeat(4) + "com", "misskey.example.com")))
                .isEqualTo("public-url-name");
    }

    @Test
    void comparesMisskeysOwnNameInEitherWriting() {
        assertThat(id(() -> PublicUrl.parse("xn--o1qu10g.example.jp", "画像.example.jp:443")))
                .isEqualTo("public-url-is-misskey");
    }
}
