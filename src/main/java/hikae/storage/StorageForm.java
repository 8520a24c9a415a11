package hikae.storage;

import hikae.ask.Answers;
import hikae.ask.Check;
import hikae.ask.Field;
import hikae.ask.Interview;
import hikae.ask.Option;
import hikae.ask.Origin;
import hikae.ask.Page;
import hikae.ask.Proof;
import hikae.ask.Suggestion;
import hikae.host.Host;
import hikae.host.Web;
import hikae.storage.probe.DumpPlace;
import hikae.storage.probe.LiveCheck;
import hikae.storage.probe.PublicLook.BaseUrl;
import hikae.storage.probe.TestObjects;
import hikae.storage.s3.S3Bucket;
import hikae.storage.value.AccessKeyId;
import hikae.storage.value.BucketName;
import hikae.storage.value.Endpoint;
import hikae.storage.value.MisskeyUpload;
import hikae.storage.value.Prefix;
import hikae.storage.value.PublicUrl;
import hikae.storage.value.R2Answers;
import hikae.storage.value.R2Fields;
import hikae.storage.value.SecretAccessKey;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The R2 bucket of Misskey's files: its values, and the look whether they are right. */
public final class StorageForm {
    private static final Proof<S3Bucket> BUCKET = new Proof<>("storage-bucket", S3Bucket.class);
    private static final Proof<BaseUrl> PUBLIC = new Proof<>("storage-public", BaseUrl.class);
    private static final String CHECK = "r2_check";
    private static final String KEEP = "r2_keep_secret";

    private static final String USE = "r2_use";
    private static final String NOW = "now";
    private static final String LATER = "later";
    private static final String YES = "yes";
    private static final String NO = "no";

    /** Review and work come after the questions. */
    private static final int REVIEW_AND_WORK = 2;

    private final Host host;
    private final Before before;
    private final Function<Answers, String> misskey;
    private final boolean mayTry;
    private final Optional<Field<String>> use;
    private final Field<Endpoint> endpoint;
    private final Field<BucketName> bucket;
    private final Field<Prefix> prefix;
    private final Field<AccessKeyId> keyId;
    private final Field<Optional<Secret>> secret;
    private final Field<String> keep;
    private final Field<PublicUrl> publicUrl;
    private final Field<String> check;

    /**
     * What is known before anything is asked.
     *
     * @param given answers that came with the command: with an endpoint among them the bucket is asked for
     * @param fromFile a secret access key that came by file; bringing it so is the consent to keep it
     * @param present the bucket as it was set up before
     * @param kept its secret access key, where that was kept
     */
    public record Before(
            Map<String, String> given, Optional<Secret> fromFile, Optional<R2Answers> present, Optional<Secret> kept) {
        /** Nothing was set up. */
        public static Before of(Map<String, String> given, Optional<Secret> fromFile) {
            return new Before(given, fromFile, Optional.empty(), Optional.empty());
        }
    }

    /**
     * Asks for a bucket.
     *
     * @param misskey Misskey's own host name, which cannot be the bucket's
     * @param mayTry whether anything may be sent
     * @param isOptional whether the bucket may be left for later
     */
    public StorageForm(
            Host host, Before before, Function<Answers, String> misskey, boolean mayTry, boolean isOptional) {
        this.host = host;
        this.before = before;
        this.misskey = misskey;
        this.mayTry = mayTry;
        this.use = isOptional ? Optional.of(use(before.given().containsKey(R2Fields.ENDPOINT))) : Optional.empty();
        this.endpoint = asked(Field.of("r2_endpoint", Field.Kind.TEXT, Endpoint::parse))
                .suggest(present(r2 -> r2.endpoint().host()));
        this.bucket = asked(Field.of("r2_bucket", Field.Kind.TEXT, BucketName::parse))
                .suggest(present(r2 -> r2.bucket().name()))
                .suggest(this::bucketInEndpoint);
        this.prefix = asked(Field.of("r2_prefix", Field.Kind.TEXT, Prefix::parse))
                .suggest(present(r2 -> r2.prefix().text()));
        this.keyId = asked(Field.of("r2_access_key_id", Field.Kind.TEXT, AccessKeyId::parse))
                .suggest(present(r2 -> r2.accessKey().id()));
        this.secret = asked(Field.of("r2_secret_access_key", Field.Kind.SECRET, StorageForm::secret));
        this.keep = Field.of(KEEP, Field.Kind.CHOICE, text -> oneOf(text, YES, NO))
                .among(answers ->
                        List.of(Option.of(NO, Message.of("r2.keep.no")), Option.of(YES, Message.of("r2.keep.yes"))))
                .orElse(before.fromFile().or(before::kept).isPresent() ? YES : NO)
                .when(answers -> isUsed(answers) && secretOf(answers).isPresent());
        this.publicUrl = asked(Field.of("r2_public_url", Field.Kind.TEXT, text -> PublicUrl.parse(text, "")))
                .suggest(present(r2 -> r2.publicUrl().baseUrl()));
        this.check = Field.of("r2_check", Field.Kind.CHOICE, text -> oneOf(text, YES, NO))
                .among(answers ->
                        List.of(Option.of(YES, Message.of("r2.check.yes")), Option.of(NO, Message.of("r2.check.no"))))
                .orElse(YES)
                .when(answers -> secretOf(answers).isPresent());
    }

    /** The questions of {@code hikae storage}, with the way through the dashboard before them. */
    Interview interview() {
        return new Interview("storage", List.of(guide(), page(), checkPage()), REVIEW_AND_WORK, before.given());
    }

    private static Page guide() {
        return Page.of("r2-guide").explaining(answers -> R2Guide.lines());
    }

    /** The values. */
    public Page page() {
        List<Field<?>> fields = new ArrayList<>();
        use.ifPresent(fields::add);
        fields.addAll(List.of(endpoint, bucket, prefix, keyId, secret, keep, publicUrl));
        return Page.of("storage", fields.toArray(Field[]::new))
                .showing(this::lines)
                .checking(answers -> isUsed(answers) ? List.of(notMisskeyItself()) : List.of());
    }

    /** The proof that they are right. */
    public Page checkPage() {
        return Page.of("storage-check", check).checking(this::checks).when(answers -> mayTry && isUsed(answers));
    }

    /** The bucket; empty when it was left for later. */
    public Optional<StorageAnswers> answers(Answers answers) {
        if (!isUsed(answers)) {
            return Optional.empty();
        }
        boolean kept = answers.value(keep).filter(YES::equals).isPresent();
        PublicUrl url = answers.value(publicUrl).orElseThrow();
        Optional<BaseUrl> base = base(answers);
        R2Answers r2 = new R2Answers(
                answers.value(endpoint).orElseThrow(),
                answers.value(bucket).orElseThrow(),
                answers.value(prefix).orElseGet(() -> Prefix.parse("")), // left empty, it has no text
                answers.value(keyId).orElseThrow(),
                url,
                base.map(BaseUrl::url).orElseGet(url::baseUrl),
                base.isPresent(),
                kept ? Optional.of(StorageRecord.SECRET) : Optional.empty());
        return Optional.of(new StorageAnswers(r2, kept ? secretOf(answers) : Optional.empty()));
    }

    /** What the public address has proved. */
    Optional<BaseUrl> base(Answers answers) {
        return answers.proof(PUBLIC);
    }

    private Optional<Secret> secretOf(Answers answers) {
        return answers.value(secret)
                .flatMap(typed -> typed)
                .or(before::fromFile)
                .or(before::kept);
    }

    /** First the bucket, then the address, which is asked only when the bucket was well. */
    private List<Check> checks(Answers answers) {
        List<Check> checks = new ArrayList<>();
        if (secretOf(answers).isEmpty()) {
            checks.add(new Check(
                    "storage-untried",
                    List.of(R2Fields.SECRET),
                    now -> Finding.warning(Problem.of("storage-untried"))));
        } else if (answers.value(check).filter(YES::equals).isPresent()) {
            checks.add(new Check(BUCKET.check(), needs(), now -> live(now).bucket()));
            if (answers.proof(BUCKET).isPresent()) {
                checks.add(new Check(PUBLIC.check(), needs(), this::tryPublicly));
                checks.add(new Check("storage-dumps", needs(), StorageForm::lookForDumps));
            }
        }
        return checks;
    }

    private static List<String> needs() {
        return List.of(
                USE,
                R2Fields.ENDPOINT,
                R2Fields.BUCKET,
                R2Fields.PREFIX,
                R2Fields.KEY_ID,
                R2Fields.SECRET,
                R2Fields.PUBLIC_URL,
                CHECK);
    }

    private LiveCheck live(Answers answers) {
        Secret key = secretOf(answers).orElseThrow();
        Prefix under = answers.value(prefix).orElseGet(() -> Prefix.parse(""));
        return new LiveCheck(
                host.web(),
                new TestObjects(host),
                MisskeyUpload.of(
                        answers.value(endpoint).orElseThrow(),
                        answers.value(bucket).orElseThrow(),
                        under),
                new Web.Signature(answers.value(keyId).orElseThrow().id(), key, S3Bucket.REGION),
                host.environment().clock());
    }

    private Finding tryPublicly(Answers answers) {
        return live(answers).publicly(answers.value(publicUrl).orElseThrow().host());
    }

    private static Finding lookForDumps(Answers answers) {
        return answers.proof(BUCKET)
                .flatMap(DumpPlace::lying)
                .map(Finding::warning)
                .orElseGet(() -> Finding.ok(Message.of("storage.check.dumps")));
    }

    /** Files must not be fetched from the address of Misskey itself. */
    private Check notMisskeyItself() {
        return new Check("public-url", List.of("instance_dir", USE, R2Fields.PUBLIC_URL), answers -> {
            try {
                String own = misskey.apply(answers);
                PublicUrl url =
                        PublicUrl.parse(answers.text(R2Fields.PUBLIC_URL).orElse(""), own);
                if (own.isEmpty()) {
                    return Finding.warning(Problem.of("public-url-unchecked", url.host()));
                }
                return Finding.ok(Message.of("r2.not-misskey", url.host()));
            } catch (ProblemException e) {
                return Finding.no(e.problem()).suspecting(R2Fields.PUBLIC_URL);
            }
        });
    }

    private <T> Field<T> asked(Field<T> field) {
        return field.when(this::isUsed);
    }

    private boolean isUsed(Answers answers) {
        return use.isEmpty() || answers.is(USE, NOW);
    }

    private static Field<String> use(boolean isGiven) {
        Suggestion usual = new Suggestion(
                isGiven ? NOW : LATER, isGiven ? Origin.GIVEN : Origin.DEFAULT, Message.of("ask.source.default"));
        return Field.of("r2_use", Field.Kind.CHOICE, text -> oneOf(text, NOW, LATER))
                .among(answers ->
                        List.of(Option.of(LATER, Message.of("r2.use.later")), Option.of(NOW, Message.of("r2.use.now"))))
                .suggest(answers -> Optional.of(usual));
    }

    private Function<Answers, Optional<Suggestion>> present(Function<R2Answers, String> value) {
        return answers -> before.present()
                .map(value)
                .map(text -> new Suggestion(text, Origin.PRESENT, Message.of("r2.recorded")));
    }

    /** The dashboard shows the endpoint with the bucket behind it; then it need not be typed again. */
    private Optional<Suggestion> bucketInEndpoint(Answers answers) {
        return answers.value(endpoint)
                .flatMap(Endpoint::bucket)
                .map(name -> new Suggestion(name, Origin.FOUND, Message.of("r2.bucket-in-endpoint")));
    }

    private static Optional<Secret> secret(String text) {
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(SecretAccessKey.parse(text).key());
    }

    /** What was corrected, so that nothing changes silently. */
    private List<Line> lines(Answers answers) {
        List<Message> notes = new ArrayList<>();
        answers.value(endpoint).ifPresent(value -> notes.addAll(value.notes()));
        answers.value(bucket).ifPresent(value -> notes.addAll(value.notes()));
        answers.value(prefix).ifPresent(value -> notes.addAll(value.notes()));
        answers.value(keyId).ifPresent(value -> notes.addAll(value.notes()));
        answers.value(publicUrl).ifPresent(value -> notes.addAll(value.notes()));
        return notes.stream().map(Line::text).toList();
    }

    private static String oneOf(String text, String first, String second) {
        if (!text.equals(first) && !text.equals(second)) {
            throw ProblemException.of("choose-one");
        }
        return text;
    }
}
