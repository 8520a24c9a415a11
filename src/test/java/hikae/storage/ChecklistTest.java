package hikae.storage;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.storage.value.AccessKeyId;
import hikae.storage.value.BucketName;
import hikae.storage.value.Endpoint;
import hikae.storage.value.Prefix;
import hikae.storage.value.PublicUrl;
import hikae.storage.value.R2Answers;
import hikae.text.Language;
import hikae.text.Messages;
import hikae.text.TextWidth;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChecklistTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";

    private static R2Answers answers(String prefix, Optional<String> secretFile) {
        return new R2Answers(
                Endpoint.parse("https://" + ID + ".r2.cloudflarestorage.com/misskey-files"),
                BucketName.parse("misskey-files"),
                Prefix.parse(prefix),
                AccessKeyId.parse(ID),
                PublicUrl.parse("https://media.example.com", "misskey.example.com"),
                "https://media.example.com",
                false,
                secretFile);
    }

    private static List<String> shown(R2Answers answers, Language language) {
        Messages words = Messages.in(language);
        return Checklist.rows(answers).stream()
                .map(row -> words.say(row.label()) + ": " + words.say(row.value()))
                .toList();
    }

    private static String markdown(Optional<R2Answers> answers) {
        return new String(Checklist.markdown("misskey.example.com", "/srv/it's mine", answers), StandardCharsets.UTF_8);
    }

    @Test
    void namesEverySettingInMisskeysOrderWithItsLabels() {
        assertThat(shown(answers("", Optional.of("/srv/b/secrets/r2_secret_access_key")), Language.EN))
                .containsExactly(
                        "Use object storage: on",
                        "Base URL: https://media.example.com",
                        "Bucket: misskey-files",
                        "Prefix: (leave empty)",
                        "Endpoint: " + ID + ".r2.cloudflarestorage.com",
                        "Region: auto",
                        "Access key: " + ID,
                        "Secret key: (in /srv/b/secrets/r2_secret_access_key; only you can read it)",
                        "Use SSL: on",
                        "Connect over Proxy: off",
                        "Set \"public-read\" on upload: off",
                        "s3ForcePathStyle: on");
    }

    @Test
    void hasMisskeysJapaneseLabels() {
        assertThat(shown(answers("files", Optional.empty()), Language.JA))
                .contains(
                        "オブジェクトストレージを使用: オン",
                        "Prefix: files",
                        "SSLを使用する: オン",
                        "Proxyを利用する: オフ",
                        "アップロード時に'public-read'を設定する: オフ");
    }

    @Test
    void writesBothLanguagesIntoOneFile() {
        String file = markdown(Optional.of(answers("", Optional.empty())));
        assertThat(file)
                .contains("| Base URL | `https://media.example.com` |\n")
                .contains("| オブジェクトストレージを使用 | オン |\n")
                .contains("| Use object storage | on |\n")
                .contains("https://misskey.example.com/admin/object-storage")
                .contains("rsync -aH user@server:'/srv/it'\\''s mine'/ ./misskey-backup/")
                .doesNotContain("hikae setup");
    }

    @Test
    void tellsHowToGetObjectStorageLaterWhenItWasLeftOut() {
        assertThat(markdown(Optional.empty()))
                .contains("`hikae setup`")
                .contains("Not set up yet")
                .doesNotContain("| Base URL |");
    }

    @Test
    void usesOnlyCharactersEveryTerminalDrawsAlike() {
        for (Optional<R2Answers> r2 :
                List.of(Optional.of(answers("", Optional.empty())), Optional.<R2Answers>empty())) {
            assertThat(markdown(r2).lines().filter(line -> !TextWidth.isSafeFixedText(line)))
                    .isEmpty();
        }
    }
}
