package hikae.storage.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.storage.FakeR2;
import hikae.storage.diagnose.Diagnosis.Remedy;
import hikae.storage.diagnose.MediaFile.Seen;
import hikae.storage.diagnose.MediaFile.Stored;
import hikae.storage.diagnose.SettingRow.State;
import hikae.storage.value.AccessKeyId;
import hikae.storage.value.BucketName;
import hikae.storage.value.Endpoint;
import hikae.storage.value.Prefix;
import hikae.storage.value.PublicUrl;
import hikae.storage.value.R2Answers;
import hikae.text.Finding;
import hikae.text.Language;
import hikae.text.Message;
import hikae.text.Messages;
import hikae.text.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each misconfiguration is told by one cause in the right field, and what is right is left alone. */
public class ImageDiagnosisTest {
    private static final String ACCT = FakeR2.HOST;
    private static final String MISSKEY = "misskey.example.com";

    /** The right settings, with others in their place; a dash takes the value away. */
    public static Map<String, Object> row(String... changes) {
        Map<String, Object> row = new HashMap<>(Map.of(
                "useObjectStorage",
                true,
                "objectStorageBaseUrl",
                "https://media.example.com",
                "objectStorageBucket",
                "misskey",
                "objectStorageEndpoint",
                ACCT,
                "objectStorageRegion",
                "auto",
                "objectStorageAccessKey",
                FakeR2.KEY_ID,
                "objectStorageSecretKey",
                FakeR2.SECRET,
                "objectStorageUseProxy",
                false));
        for (String change : changes) {
            int equals = change.indexOf('=');
            String name = change.substring(0, equals);
            String column = name.startsWith("use") ? name : "objectStorage" + name;
            String value = change.substring(equals + 1).replace("ACCT", ACCT);
            if (value.equals("-")) {
                row.remove(column);
            } else if (value.equals("on") || value.equals("off")) {
                row.put(column, value.equals("on"));
            } else {
                row.put(column, value);
            }
        }
        return row;
    }

    public static R2Answers set() {
        return new R2Answers(
                Endpoint.parse(ACCT),
                BucketName.parse("misskey"),
                Prefix.parse(""),
                AccessKeyId.parse(FakeR2.KEY_ID),
                PublicUrl.parse("media.example.com", MISSKEY),
                "https://media.example.com",
                true,
                Optional.empty());
    }

    private static MediaFacts facts(boolean known, String... changes) {
        Optional<R2Answers> set = known ? Optional.of(set()) : Optional.empty();
        return MediaFacts.of(MediaSettings.of(row(changes), false), set, MISSKEY);
    }

    private static MediaFacts with(MediaFacts facts, MediaFile... files) {
        return new MediaFacts(
                facts.settings(),
                facts.set(),
                facts.kept(),
                facts.misskey(),
                facts.bucket(),
                facts.publicly(),
                facts.answers(),
                List.of(files));
    }

    private static String cause(ImageDiagnosis found) {
        return found.cause()
                .map(one -> one.problem().id().replaceFirst("^media-", "") + " "
                        + one.setting().map(Setting::name).orElse("-"))
                .orElse("right");
    }

    /** The settings of a row parted by blanks; {@code _} stands for a blank in a value. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        // the rows of the table of what Misskey does with these (facts, 3.4): the Base URL that works
        "Endpoint=ACCT, right",
        "Endpoint=ACCT Prefix=files, right",
        "Endpoint=ACCT S3ForcePathStyle=off, right",
        "Endpoint=ACCT S3ForcePathStyle=off Prefix=files, right",
        "Endpoint=ACCT/misskey BaseUrl=https://media.example.com/misskey, right",
        "Endpoint=ACCT/misskey Prefix=files BaseUrl=https://media.example.com/misskey, right",
        "Endpoint=ACCT/misskey S3ForcePathStyle=off BaseUrl=https://media.example.com/misskey, right",
        "Endpoint=ACCT/misskey/ BaseUrl=https://media.example.com/misskey, right",
        "Endpoint=misskey.ACCT BaseUrl=https://media.example.com/misskey, right",
        // the same with the other Base URL
        "Endpoint=ACCT BaseUrl=https://media.example.com/misskey, base-surplus BASE_URL",
        "Endpoint=ACCT S3ForcePathStyle=off BaseUrl=https://media.example.com/misskey, base-surplus BASE_URL",
        "Endpoint=ACCT/misskey, endpoint-bucket ENDPOINT",
        "Endpoint=ACCT/misskey Prefix=files, endpoint-bucket ENDPOINT",
        "Endpoint=ACCT/misskey S3ForcePathStyle=off, endpoint-bucket ENDPOINT",
        "Endpoint=ACCT/misskey/, endpoint-bucket ENDPOINT",
        "Endpoint=ACCT/misskey/ S3ForcePathStyle=off, endpoint-slash ENDPOINT",
        "Endpoint=misskey.ACCT, endpoint-bucket ENDPOINT",
        "Endpoint=misskey.ACCT S3ForcePathStyle=off, endpoint-twice ENDPOINT",
        "Endpoint=ACCT/other, endpoint-other ENDPOINT",
        "Endpoint=https://ACCT, endpoint-scheme ENDPOINT",
        // the other fields
        "useObjectStorage=off, off USE",
        "Endpoint=-, endpoint-empty ENDPOINT",
        "Endpoint=_ACCT, blanks ENDPOINT",
        "Endpoint=media.example.com, endpoint-public ENDPOINT",
        "Endpoint=pub-1.r2.dev, endpoint-public ENDPOINT",
        "Endpoint=s3.example.net, endpoint-not-r2 ENDPOINT",
        "Endpoint=fedcba9876543210fedcba9876543210.r2.cloudflarestorage.com, endpoint-account ENDPOINT",
        "Endpoint=0123456789abcdef0123456789abcdef.eu.r2.cloudflarestorage.com, endpoint-account ENDPOINT",
        "Bucket=-, bucket-empty BUCKET",
        "Bucket=misskey_, blanks BUCKET",
        "Bucket=other, bucket-other BUCKET",
        "Region=-, region-empty REGION",
        "Region=ap-northeast-1, region REGION",
        "AccessKey=-, key-empty ACCESS_KEY",
        "AccessKey=a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f90a1b, keys-swapped ACCESS_KEY",
        "AccessKey=1111222233334444555566667777888, key-shape ACCESS_KEY",
        "AccessKey=11112222333344445555666677778888_, blanks ACCESS_KEY",
        "SecretKey=abcdefghijabcdefghijabcdefghijabcdefghij, key-token SECRET_KEY",
        "SecretKey=-, key-empty SECRET_KEY",
        "UseSSL=off, ssl SSL",
        "SetPublicRead=on, public-read PUBLIC_READ",
        "Port=9000, port -",
        "Prefix=files/, prefix PREFIX",
        "BaseUrl=-, base-missing BASE_URL",
        "BaseUrl=, base-emptied BASE_URL",
        "BaseUrl=media.example.com, base-scheme BASE_URL",
        "BaseUrl=http://media.example.com, base-http BASE_URL",
        "BaseUrl=https://media.example.com/, base-slash BASE_URL",
        "BaseUrl=https://media.example.com_, blanks BASE_URL",
        "BaseUrl=https://media.example.com/files, base-path BASE_URL",
        "BaseUrl=https://ACCT/misskey, base-endpoint BASE_URL",
        "BaseUrl=https://misskey.example.com, base-misskey BASE_URL",
        "BaseUrl=https://old.example.com, base-domain BASE_URL",
        "UseProxy=on, right",
        "Prefix=, right",
        "Region=us-east-1, right",
        "Port=443, right",
    })
    void oneCauseInTheRightField(String settings, String expected) {
        String[] changes = settings.split(" ");
        for (int i = 0; i < changes.length; i++) {
            changes[i] = changes[i].replace('_', ' ');
        }
        assertThat(cause(ImageDiagnosis.of(facts(true, changes)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Endpoint=ACCT, right",
        "Endpoint=ACCT/misskey, endpoint-bucket ENDPOINT",
        "Endpoint=ACCT BaseUrl=https://media.example.com/misskey, base-surplus BASE_URL",
        "Bucket=other BaseUrl=https://other.example.com, right",
    })
    void needsNoSetUpToKnow(String settings, String expected) {
        assertThat(cause(ImageDiagnosis.of(facts(false, settings.split(" "))))).isEqualTo(expected);
    }

    @Test
    void theBlogPostsValuesHaveTwoWaysAndEachSaysWhatItDoesToOldFiles() {
        ImageDiagnosis found = ImageDiagnosis.of(facts(true, "Endpoint=ACCT/misskey"));
        List<Remedy> ways = found.cause().orElseThrow().ways();
        assertThat(ways).hasSize(2);
        assertThat(typed(ways.get(0))).containsExactly("ENDPOINT " + ACCT, "BASE_URL https://media.example.com");
        assertThat(typed(ways.get(1)))
                .containsExactly("ENDPOINT " + ACCT + "/misskey", "BASE_URL https://media.example.com/misskey");
        assertThat(say(ways.get(0).before())).contains("rclone copy r2:misskey/misskey r2:misskey");
        assertThat(say(ways.get(1).before())).contains("stay blurred");
        assertThat(state(found, Setting.ENDPOINT)).isEqualTo(State.WRONG);
        assertThat(found.ticks().stream().filter(tick -> !found.isAlone(tick)).map(SettingRow::setting))
                .containsExactly(Setting.ENDPOINT); // one field alone would make it worse
        assertThat(found.ticks().stream().filter(tick -> tick.state() == State.WRONG))
                .hasSize(1);
    }

    @Test
    void eachWayIsItselfRight() {
        for (String settings : List.of(
                "Endpoint=ACCT/misskey",
                "Endpoint=ACCT BaseUrl=https://media.example.com/misskey",
                "BaseUrl=https://media.example.com/",
                "Endpoint=ACCT/misskey/ S3ForcePathStyle=off",
                "BaseUrl=")) {
            Diagnosis cause =
                    ImageDiagnosis.of(facts(true, settings.split(" "))).cause().orElseThrow();
            for (Remedy way : cause.ways()) {
                List<String> changes = new ArrayList<>(List.of(settings.split(" ")));
                way.typed()
                        .forEach(typed -> changes.add(
                                typed.setting().column().replace("objectStorage", "") + "=" + say(typed.value())));
                ImageDiagnosis mended = ImageDiagnosis.of(facts(true, changes.toArray(String[]::new)));
                assertThat(cause(mended)).as(changes.toString()).isEqualTo("right");
                assertThat(mended.isRight()).isTrue();
            }
        }
    }

    @Test
    void everyLineIsTickedWhenAllIsRight() {
        ImageDiagnosis found = ImageDiagnosis.of(facts(true));
        assertThat(found.ticks()).hasSize(12).allMatch(tick -> tick.state() == State.RIGHT);
        assertThat(found.isRight()).isTrue();
    }

    @Test
    void nothingIsWrongYetWhereNothingWasTouched() {
        MediaSettings untouched = MediaSettings.of(Map.of("useObjectStorage", false), false);
        ImageDiagnosis found = ImageDiagnosis.of(MediaFacts.of(untouched, Optional.of(set()), MISSKEY));
        assertThat(found.ticks()).noneMatch(tick -> tick.state() == State.WRONG && tick.setting() != Setting.USE);
        assertThat(state(found, Setting.ENDPOINT)).isEqualTo(State.NOT_YET);
        assertThat(cause(found)).isEqualTo("off USE");
    }

    @Test
    void aForksSecondSetIsReadByItsOwnNames() {
        Map<String, Object> row = Map.of("useRemoteObjectStorage", true, "remoteObjectStorageBucket", "far");
        assertThat(MediaSettings.hasRemote(row)).isTrue();
        assertThat(MediaSettings.of(row, true).bucket()).contains("far");
        assertThat(MediaSettings.of(row, false).used()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2025.2.0, null/", "2024.11.0-io.5, null/", "13.14.2, null/", "2025.2.1, ''", "2026.3.2, ''"})
    void misskeyUpTo2025_2_0PutsFilesBelowNull(String version, String directory) {
        assertThat(MediaSettings.of(row(), false).upload(Optional.of(version)).directory())
                .isEqualTo(directory);
    }

    private static Seen seen(String url, int status, Stored stored, String... bases) {
        String key = url.substring(url.lastIndexOf('/') + 1);
        return new Seen("url", url, key, status, status == 200, List.of(bases), stored);
    }

    private static MediaFile file(Seen seen) {
        return new MediaFile("9abc", false, List.of(seen));
    }

    @Test
    void aRowWithoutItsObjectIsNamed() {
        Seen gone = seen("https://media.example.com/a.webp", 404, Stored.NOWHERE);
        assertThat(cause(ImageDiagnosis.of(with(facts(true), file(gone))))).isEqualTo("object-missing ACCESS_KEY");
    }

    @Test
    void aFileThatAnswersUnderAnotherBaseUrlTellsTheRightOne() {
        Seen moved = seen("https://media.example.com/a.webp", 404, Stored.THERE, "https://cdn.example.com");
        ImageDiagnosis found = ImageDiagnosis.of(with(facts(false), file(moved)));
        assertThat(cause(found)).isEqualTo("base-answers BASE_URL");
        assertThat(typed(found.cause().orElseThrow().ways().get(0)))
                .containsExactly("BASE_URL https://cdn.example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "/a.webp, earlier-emptied",
        "media.example.com/a.webp, earlier-scheme",
        "https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com/misskey/a.webp, earlier-endpoint",
        "https://media.example.com//a.webp, earlier-slash",
        "https://media.example.com/null/a.webp, earlier-null",
        "https://gone.example.com/a.webp, earlier-gone",
    })
    void filesOfEarlierSettingsAreNoFaultOfThoseOfNow(String url, String expected) {
        ImageDiagnosis found = ImageDiagnosis.of(with(facts(true), file(seen(url, 404, Stored.UNKNOWN))));
        assertThat(found.isRight()).isTrue();
        assertThat(found.notes()).extracting(Problem::id).containsExactly("media-" + expected);
    }

    @Test
    void filesThatShowNeedNoWord() {
        MediaFile old = file(seen("https://media.example.com/null/a.webp", 200, Stored.UNKNOWN));
        assertThat(ImageDiagnosis.of(with(facts(true), old)).notes()).isEmpty();
    }

    /** With public-read on R2 refused uploads once; where one of now shows, it does not, and nobody is told to mend it. */
    @Test
    void aRuleGivesWayToTheNewestFileThatShows() {
        MediaFile shown = file(seen("https://media.example.com/a.webp", 200, Stored.THERE));
        ImageDiagnosis found = ImageDiagnosis.of(with(facts(true, "SetPublicRead=on"), shown));
        assertThat(found.cause()).isEmpty();
        assertThat(found.isRight()).isTrue();
        MediaFile before = file(seen("https://old.example.com/a.webp", 200, Stored.UNKNOWN));
        assertThat(cause(ImageDiagnosis.of(with(facts(true, "SetPublicRead=on"), before))))
                .isEqualTo("public-read PUBLIC_READ");
    }

    @Test
    void aNewestFileOnTheOwnDiskIsToldButNoCause() {
        MediaFile internal = new MediaFile("9abc", true, List.of());
        ImageDiagnosis found = ImageDiagnosis.of(with(facts(true), internal));
        assertThat(found.notes()).extracting(Problem::id).containsExactly("media-still-internal");
        assertThat(found.cause()).isEmpty();
    }

    @Test
    void whatMisskeySaysItselfIsBelieved() {
        MediaFacts plain = facts(true);
        MediaFacts.Misskey says = new MediaFacts.Misskey(MISSKEY, Optional.of("2026.3.2"), Optional.of(false));
        MediaFacts facts = new MediaFacts(
                plain.settings(),
                plain.set(),
                plain.kept(),
                says,
                plain.bucket(),
                plain.publicly(),
                plain.answers(),
                List.of());
        assertThat(cause(ImageDiagnosis.of(facts))).isEqualTo("not-restarted -");
    }

    @Test
    void anUploadThatWorkedOutweighsWhatWasCheckedOnce() {
        MediaFacts plain = facts(true, "Bucket=other", "BaseUrl=https://cdn.example.com");
        MediaFacts facts = new MediaFacts(
                plain.settings(),
                plain.set(),
                plain.kept(),
                plain.misskey(),
                Optional.of(Finding.ok(Message.of("checklist.on"))),
                Optional.of(Finding.ok(Message.of("checklist.on"))),
                Optional.of("https://cdn.example.com"),
                List.of());
        assertThat(cause(ImageDiagnosis.of(facts))).isEqualTo("right");
    }

    @Test
    void aTokenThatLostItsRightIsNamedByTheLiveCheck() {
        MediaFacts plain = facts(true);
        Finding refused =
                Finding.no(Problem.of("storage-token-read-only", "misskey")).suspecting("r2_access_key_id");
        MediaFacts facts = new MediaFacts(
                plain.settings(),
                plain.set(),
                plain.kept(),
                plain.misskey(),
                Optional.of(refused),
                Optional.empty(),
                Optional.empty(),
                List.of());
        assertThat(cause(ImageDiagnosis.of(facts))).isEqualTo("storage-token-read-only ACCESS_KEY");
        assertThat(state(ImageDiagnosis.of(facts), Setting.ACCESS_KEY)).isEqualTo(State.WRONG);
    }

    @Test
    void noSecretIsInWhatIsShown() {
        String all = ImageDiagnosis.of(facts(true)).toString() + MediaSettings.of(row(), false);
        assertThat(all).doesNotContain(FakeR2.SECRET);
    }

    private static State state(ImageDiagnosis found, Setting setting) {
        return found.ticks().stream()
                .filter(tick -> tick.setting() == setting)
                .map(SettingRow::state)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> typed(Remedy way) {
        return way.typed().stream()
                .map(typed -> typed.setting() + " " + say(typed.value()))
                .toList();
    }

    private static String say(Message message) {
        return Messages.in(Language.EN).say(message);
    }
}
