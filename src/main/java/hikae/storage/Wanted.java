package hikae.storage;

import hikae.text.ProblemException;
import hikae.text.Say;
import java.util.Optional;
import java.util.function.Supplier;

/** What is to be entered: what was set up and checked here, else what follows from what Misskey has. */
record Wanted(MediaFacts facts) {
    /** The value for a field; no secret. */
    Say value(Setting setting) {
        return switch (setting) {
            case USE, SSL -> Say.of("checklist.on");
            case PROXY, PUBLIC_READ -> Say.of("checklist.off");
            case PATH_STYLE -> Say.of("checklist.on");
            case REGION -> Say.literal(S3Bucket.REGION);
            case BASE_URL -> known(facts.fitting());
            case BUCKET -> known(bucket());
            case PREFIX -> prefix();
            case ENDPOINT -> known(endpoint());
            case ACCESS_KEY -> known(facts.set().map(r2 -> r2.accessKey().id()));
            case SECRET_KEY ->
                facts.set()
                        .flatMap(R2Answers::secretFile)
                        .map(file -> Say.of("checklist.secret.file", file))
                        .orElse(Say.of("checklist.secret.not-kept"));
        };
    }

    /** The account's host. */
    Optional<String> endpoint() {
        return facts.set()
                .map(r2 -> r2.endpoint().host())
                .or(() -> facts.upload().place("x").map(MisskeyUpload.Place::host))
                .or(() -> tried(() ->
                        Endpoint.parse(facts.settings().endpoint().orElse("")).host()));
    }

    private Optional<String> bucket() {
        return facts.set()
                .map(r2 -> r2.bucket().name())
                .or(() -> tried(() ->
                        BucketName.parse(facts.settings().bucket().orElse("")).name()))
                .or(() -> tried(() -> Endpoint.parse(facts.settings().endpoint().orElse(""))
                        .bucket()
                        .orElseThrow(() -> ProblemException.of("endpoint-empty"))));
    }

    private Say prefix() {
        String text = facts.set()
                .map(r2 -> r2.prefix().text())
                .orElseGet(() -> facts.settings().prefix().orElse(""));
        return text.isEmpty() ? Say.of("checklist.empty") : Say.literal(text);
    }

    private static Say known(Optional<String> value) {
        return value.map(Say::literal).orElse(Say.of("media.unknown"));
    }

    private static Optional<String> tried(Supplier<String> reading) {
        try {
            return Optional.of(reading.get());
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }
}
