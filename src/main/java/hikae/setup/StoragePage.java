package hikae.setup;

import hikae.ask.Answers;
import hikae.ask.Check;
import hikae.ask.Field;
import hikae.ask.Option;
import hikae.ask.Origin;
import hikae.ask.Page;
import hikae.ask.Suggestion;
import hikae.backup.PresentReader;
import hikae.instance.Instance;
import hikae.storage.AccessKeyId;
import hikae.storage.BucketName;
import hikae.storage.Endpoint;
import hikae.storage.Prefix;
import hikae.storage.PublicUrl;
import hikae.storage.R2Answers;
import hikae.storage.SecretAccessKey;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.text.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The R2 bucket of Misskey's files, judged by its form alone; may be left for later. */
final class StoragePage {
    private static final String NOW = "now";
    private static final String LATER = "later";
    private static final String YES = "yes";
    private static final String NO = "no";
    private static final String USE = "r2_use";

    private static final Field<Endpoint> ENDPOINT =
            Field.of("r2_endpoint", Field.Kind.TEXT, Endpoint::parse).when(StoragePage::isUsed);
    private static final Field<BucketName> BUCKET = Field.of("r2_bucket", Field.Kind.TEXT, BucketName::parse)
            .suggest(StoragePage::bucketInEndpoint)
            .when(StoragePage::isUsed);
    private static final Field<Prefix> PREFIX =
            Field.of("r2_prefix", Field.Kind.TEXT, Prefix::parse).when(StoragePage::isUsed);
    private static final Field<AccessKeyId> KEY_ID =
            Field.of("r2_access_key_id", Field.Kind.TEXT, AccessKeyId::parse).when(StoragePage::isUsed);
    private static final Field<Optional<Secret>> SECRET = Field.of(
                    "r2_secret_access_key", Field.Kind.SECRET, StoragePage::secret)
            .when(StoragePage::isUsed);
    private static final Field<PublicUrl> PUBLIC_URL = Field.of(
                    "r2_public_url", Field.Kind.TEXT, text -> PublicUrl.parse(text, ""))
            .when(StoragePage::isUsed);

    private final Optional<Secret> fromFile;
    private final Field<String> use;
    private final Field<String> keep;

    /**
     * @param fromFile a secret access key that came by file; bringing it so is the consent to keep it
     * @param given answers that came with the command: with an endpoint among them the bucket is asked for
     */
    StoragePage(Optional<Secret> fromFile, Map<String, String> given) {
        this.fromFile = fromFile;
        boolean isGiven = given.containsKey(ENDPOINT.id());
        Suggestion usual = new Suggestion(
                isGiven ? NOW : LATER, isGiven ? Origin.GIVEN : Origin.DEFAULT, Say.of("ask.source.default"));
        this.use = Field.of(USE, Field.Kind.CHOICE, text -> oneOf(text, NOW, LATER))
                .among(answers ->
                        List.of(Option.of(LATER, Say.of("r2.use.later")), Option.of(NOW, Say.of("r2.use.now"))))
                .suggest(answers -> Optional.of(usual));
        this.keep = Field.of("r2_keep_secret", Field.Kind.CHOICE, text -> oneOf(text, YES, NO))
                .among(answers -> List.of(Option.of(NO, Say.of("r2.keep.no")), Option.of(YES, Say.of("r2.keep.yes"))))
                .orElse(fromFile.isPresent() ? YES : NO)
                .when(answers -> isUsed(answers) && secretOf(answers).isPresent());
    }

    Page page() {
        return Page.of("storage", use, ENDPOINT, BUCKET, PREFIX, KEY_ID, SECRET, keep, PUBLIC_URL)
                .showing(StoragePage::lines)
                .checking(answers -> isUsed(answers) ? List.of(notMisskeyItself()) : List.of());
    }

    /** The bucket; empty when it was left for later. */
    Optional<StorageAnswers> answers(Answers answers) {
        if (!isUsed(answers)) {
            return Optional.empty();
        }
        boolean kept = answers.value(keep).filter(YES::equals).isPresent();
        R2Answers r2 = new R2Answers(
                answers.value(ENDPOINT).orElseThrow(),
                answers.value(BUCKET).orElseThrow(),
                answers.value(PREFIX).orElseGet(() -> Prefix.parse("")), // left empty, it has no text
                answers.value(KEY_ID).orElseThrow(),
                answers.value(PUBLIC_URL).orElseThrow(),
                kept ? Optional.of(PresentReader.R2_SECRET) : Optional.empty());
        return Optional.of(new StorageAnswers(r2, kept ? secretOf(answers) : Optional.empty()));
    }

    private Optional<Secret> secretOf(Answers answers) {
        return answers.value(SECRET).flatMap(typed -> typed).or(() -> fromFile);
    }

    /** Files must not be fetched from the address of Misskey itself. */
    private static Check notMisskeyItself() {
        return new Check("public-url", List.of("instance_dir", USE, PUBLIC_URL.id()), answers -> {
            String misskey =
                    InstancePage.chosen(answers).flatMap(Instance::address).orElse("");
            try {
                PublicUrl url = PublicUrl.parse(answers.text(PUBLIC_URL.id()).orElse(""), misskey);
                return Finding.ok(Say.of("r2.base-url", url.baseUrl()));
            } catch (ProblemException e) {
                return Finding.no(e.problem()).suspecting(PUBLIC_URL.id());
            }
        });
    }

    private static boolean isUsed(Answers answers) {
        return answers.is(USE, NOW);
    }

    /** The dashboard shows the endpoint with the bucket behind it; then it need not be typed again. */
    private static Optional<Suggestion> bucketInEndpoint(Answers answers) {
        return answers.value(ENDPOINT)
                .flatMap(Endpoint::bucket)
                .map(bucket -> new Suggestion(bucket, Origin.FOUND, Say.of("r2.bucket-in-endpoint")));
    }

    private static Optional<Secret> secret(String text) {
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(SecretAccessKey.parse(text).key());
    }

    /** What was corrected, so that nothing changes silently. */
    private static List<Line> lines(Answers answers) {
        List<Say> notes = new ArrayList<>();
        answers.value(ENDPOINT).ifPresent(value -> notes.addAll(value.notes()));
        answers.value(BUCKET).ifPresent(value -> notes.addAll(value.notes()));
        answers.value(PREFIX).ifPresent(value -> notes.addAll(value.notes()));
        answers.value(KEY_ID).ifPresent(value -> notes.addAll(value.notes()));
        answers.value(PUBLIC_URL).ifPresent(value -> notes.addAll(value.notes()));
        if (isUsed(answers)) {
            notes.add(Say.of("r2.no-check"));
        }
        return notes.stream().map(Line::text).toList();
    }

    private static String oneOf(String text, String first, String second) {
        if (!text.equals(first) && !text.equals(second)) {
            throw ProblemException.of("choose-one");
        }
        return text;
    }
}
