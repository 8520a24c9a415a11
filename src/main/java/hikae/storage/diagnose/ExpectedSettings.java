package hikae.storage.diagnose;

import hikae.storage.s3.S3Bucket;
import hikae.storage.value.BucketName;
import hikae.storage.value.Endpoint;
import hikae.storage.value.MisskeyUpload;
import hikae.storage.value.R2Answers;
import hikae.text.Message;
import hikae.text.ProblemException;
import java.util.Optional;
import java.util.function.Supplier;

/** What is to be entered: what was set up and checked here, else what follows from what Misskey has. */
record ExpectedSettings(MediaFacts facts) {
    /** The value for a field; no secret. */
    Message value(Setting setting) {
        return switch (setting) {
            case USE, SSL -> Message.of("checklist.on");
            case PROXY, PUBLIC_READ -> Message.of("checklist.off");
            case PATH_STYLE -> Message.of("checklist.on");
            case REGION -> Message.literal(S3Bucket.REGION);
            case BASE_URL -> known(facts.fitting());
            case BUCKET -> known(bucket());
            case PREFIX -> prefix();
            case ENDPOINT -> known(endpoint());
            case ACCESS_KEY -> known(facts.set().map(r2 -> r2.accessKey().id()));
            case SECRET_KEY ->
                facts.set()
                        .flatMap(R2Answers::secretFile)
                        .map(file -> Message.of("checklist.secret.file", file))
                        .orElse(Message.of("checklist.secret.not-kept"));
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

    private Message prefix() {
        String text = facts.set()
                .map(r2 -> r2.prefix().text())
                .orElseGet(() -> facts.settings().prefix().orElse(""));
        return text.isEmpty() ? Message.of("checklist.empty") : Message.literal(text);
    }

    private static Message known(Optional<String> value) {
        return value.map(Message::literal).orElse(Message.of("media.unknown"));
    }

    private static Optional<String> tried(Supplier<String> reading) {
        try {
            return Optional.of(reading.get());
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }
}
