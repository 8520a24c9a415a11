package hikae.storage.probe;

import hikae.storage.s3.S3Answer;
import hikae.storage.s3.S3Bucket;
import hikae.storage.value.MisskeyUpload;
import hikae.storage.value.MisskeyUpload.Place;
import hikae.storage.value.R2Fields;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Why the bucket did not do what it should: one cause, and the field it is in. R2's codes are those of its page "Error
 * codes"; it does not tell a wrong account from a wrong access key ID.
 */
record BucketDiagnosis(MisskeyUpload upload, S3Bucket bucket, Place place, Clock clock) {
    /** More is refused by S3. */
    private static final Duration SKEW = Duration.ofMinutes(15);

    private static final Set<String> CLOCK = Set.of("RequestTimeTooSkewed", "ExpiredRequest", "RequestExpired");
    private static final Set<String> UNKNOWN = Set.of("Unauthorized", "InvalidAccessKeyId");
    private static final List<String> JURISDICTIONS = List.of("", ".eu", ".us", ".fedramp");
    private static final String R2 = ".r2.cloudflarestorage.com";

    /** What is wrong with the settings themselves, before anything is sent. */
    static Optional<Finding> ofText(MisskeyUpload upload) {
        String endpoint = upload.endpoint();
        if (endpoint.contains("://")) {
            return endpoint(Problem.of("storage-endpoint-scheme", endpoint));
        }
        Optional<Place> place = upload.place("x");
        if (place.isEmpty()) {
            return endpoint(Problem.of("storage-endpoint-unusable", endpoint));
        }
        if (place.get().bucket().contains(".")) {
            return endpoint(Problem.of("storage-endpoint-twice", endpoint, upload.bucket()));
        }
        return Optional.empty();
    }

    private static Optional<Finding> endpoint(Problem problem) {
        return Optional.of(Finding.no(problem).suspecting(R2Fields.ENDPOINT));
    }

    /** A put that was refused. */
    Finding ofPut(S3Answer put) {
        String code = put.code().orElse("");
        Optional<Duration> skew = skew(put);
        if (CLOCK.contains(code)
                || (!put.isOk()
                        && skew.filter(by -> by.abs().compareTo(SKEW) > 0).isPresent())) {
            Object seconds = skew.<Object>map(by -> by.abs().toSeconds()).orElse("> 900");
            return Finding.no(Problem.of("storage-clock", seconds));
        }
        if (code.isEmpty()) {
            return ofStranger(put);
        }
        if (UNKNOWN.contains(code)) {
            return no(
                    "storage-key-unknown",
                    R2Fields.KEY_ID,
                    bucket.signature().orElseThrow().keyId(),
                    account());
        }
        return switch (code) {
            case "SignatureDoesNotMatch" -> no("storage-secret-wrong", R2Fields.SECRET);
            case "NoSuchBucket" -> ofNoBucket();
            case "AccessDenied" -> ofDenied();
            case "NotEntitled" -> no("storage-not-entitled", R2Fields.ENDPOINT, account());
            case "InvalidArgument" ->
                put.message().orElse("").startsWith("Credential access key")
                        ? no("storage-key-length", R2Fields.KEY_ID)
                        : refused(put);
            default -> refused(put);
        };
    }

    /** A get that did not give back what was put. */
    Finding ofGet(S3Answer got) {
        if (!got.isOk()) {
            return got.code().filter("AccessDenied"::equals).isPresent()
                    ? no("storage-token-write-only", R2Fields.KEY_ID)
                    : ofPut(got);
        }
        return isPage(got) ? ofStranger(got) : no("storage-get-differs", R2Fields.ENDPOINT, place.key());
    }

    /** No answer at all. */
    Finding ofNetwork(ProblemException e) {
        String host = String.valueOf(e.problem().args().stream().findFirst().orElse(place.host()));
        return switch (e.problem().id()) {
            case "web-dns" -> no("storage-dns", R2Fields.ENDPOINT, host);
            case "web-tls" ->
                no("storage-tls", R2Fields.ENDPOINT, e.problem().args().toArray());
            case "web-address" -> no("web-address", R2Fields.KEY_ID, host);
            default -> Finding.no(e.problem());
        };
    }

    /** Status and code of an answer, for a sentence. */
    static String said(S3Answer answer) {
        return answer.status() + answer.code().map(code -> " " + code).orElse("");
    }

    /** Whatever answered there, it does not speak S3. */
    private Finding ofStranger(S3Answer answer) {
        int status = answer.status();
        if (status >= 300 && status < 400) {
            String where = answer.answer().header("location").orElse("-");
            return no("storage-redirected", R2Fields.ENDPOINT, place.host(), PublicLook.plain(where));
        }
        if (status == 429 || status == 503) {
            return Finding.no(Problem.of("storage-busy", place.host(), said(answer)));
        }
        return status >= 500
                ? Finding.no(Problem.of("storage-down", place.host(), said(answer)))
                : no("storage-not-s3", R2Fields.ENDPOINT, place.host(), said(answer));
    }

    private Finding refused(S3Answer answer) {
        int status = answer.status();
        if (status == 429 || status == 503) {
            return Finding.no(Problem.of("storage-busy", place.host(), said(answer)));
        }
        return status >= 500 && status != 501
                ? Finding.no(Problem.of("storage-down", place.host(), said(answer)))
                : Finding.no(Problem.of(
                        "storage-refused",
                        said(answer),
                        PublicLook.plain(answer.message().orElse("-"))));
    }

    /** The bucket may be in another jurisdiction: then the endpoint is wrong, not the name. */
    private Finding ofNoBucket() {
        Optional<String> elsewhere = elsewhere();
        if (elsewhere.isPresent()) {
            return no("storage-bucket-elsewhere", R2Fields.ENDPOINT, place.bucket(), elsewhere.get());
        }
        return isOtherBucket()
                ? no("storage-endpoint-other", R2Fields.ENDPOINT, upload.endpoint(), place.bucket())
                : no("storage-bucket-none", R2Fields.BUCKET, place.bucket(), account());
    }

    /** Who may list but not write has a token for reading; who may neither has one for another bucket. */
    private Finding ofDenied() {
        if (isOtherBucket()) {
            return no("storage-endpoint-other", R2Fields.ENDPOINT, upload.endpoint(), place.bucket());
        }
        if (bucket.list(place.key()).listing().isPresent()) {
            return no("storage-token-read-only", R2Fields.KEY_ID, place.bucket());
        }
        return elsewhere()
                .map(host -> no("storage-bucket-elsewhere", R2Fields.ENDPOINT, place.bucket(), host))
                .orElseGet(() -> no("storage-token-other", R2Fields.BUCKET, place.bucket()));
    }

    private boolean isOtherBucket() {
        return !place.bucket().equals(upload.bucket());
    }

    private Optional<String> elsewhere() {
        for (String jurisdiction : JURISDICTIONS) {
            String host = account() + jurisdiction + R2;
            if (!host.equals(place.host()) && isThere(host)) {
                return Optional.of(host);
            }
        }
        return Optional.empty();
    }

    private boolean isThere(String host) {
        try {
            return bucket.at(host).list(place.key()).listing().isPresent();
        } catch (ProblemException e) {
            return false;
        }
    }

    private String account() {
        return place.host().replaceFirst("\\..*$", "");
    }

    /** How far R2's clock is before ours. */
    private Optional<Duration> skew(S3Answer answer) {
        try {
            return answer.answer()
                    .header("date")
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME))
                    .map(date -> Duration.between(clock.instant(), date.toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isPage(S3Answer answer) {
        return answer.answer().header("content-type").orElse("").startsWith("text/html");
    }

    private static Finding no(String id, String field, Object... args) {
        return Finding.no(new Problem(id, List.of(args))).suspecting(field);
    }
}
