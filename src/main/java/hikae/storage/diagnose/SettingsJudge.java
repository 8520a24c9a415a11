package hikae.storage.diagnose;

import hikae.storage.diagnose.Diagnosis.Remedy;
import hikae.storage.diagnose.Diagnosis.Typed;
import hikae.storage.s3.S3Bucket;
import hikae.storage.value.KeyShape;
import hikae.storage.value.MisskeyUpload.Place;
import hikae.text.Message;
import hikae.text.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What is wrong with the settings by themselves: the first cause in the order of an upload, which fails at it or goes
 * astray. The Base URL is judged by {@link BaseUrlJudge}.
 */
final class SettingsJudge {
    /** What R2 takes for its one region. */
    private static final Set<String> REGIONS =
            Set.of("auto", "us-east-1", "wnam", "enam", "weur", "eeur", "apac", "oc");

    private static final long HTTPS = 443;

    private final MediaFacts facts;
    private final MediaSettings settings;

    SettingsJudge(MediaFacts facts) {
        this.facts = facts;
        this.settings = facts.settings();
    }

    /** The first cause; empty where the settings are right. */
    Optional<Diagnosis> judge() {
        if (!settings.used()) {
            return Optional.of(off());
        }
        return Stream.<Supplier<Optional<Diagnosis>>>of(
                        this::endpoint,
                        this::bucketName,
                        this::place,
                        this::bucket,
                        this::region,
                        this::accessKey,
                        this::secretKey,
                        this::switches,
                        this::prefix,
                        () -> new BaseUrlJudge(facts).judge())
                .flatMap(rule -> rule.get().stream())
                .findFirst();
    }

    private Diagnosis off() {
        Remedy way = Remedy.of(Setting.USE, Message.of("checklist.on"), Message.of("media.before.internal"));
        return Diagnosis.of(Problem.of("media-off"), Setting.USE, way);
    }

    private Optional<Diagnosis> endpoint() {
        String endpoint = settings.endpoint().orElse("");
        if (endpoint.isBlank()) {
            return refused("media-endpoint-empty", Setting.ENDPOINT, wantedEndpoint());
        }
        if (!endpoint.strip().equals(endpoint)) {
            return refused("media-blanks", Setting.ENDPOINT, wantedEndpoint(), Setting.ENDPOINT.label());
        }
        if (endpoint.contains("://")) {
            return refused("media-endpoint-scheme", Setting.ENDPOINT, wantedEndpoint(), endpoint);
        }
        return Optional.empty();
    }

    private Optional<Diagnosis> bucketName() {
        String bucket = settings.bucket().orElse("");
        if (bucket.isBlank()) {
            return refused("media-bucket-empty", Setting.BUCKET, wantedBucket());
        }
        return bucket.strip().equals(bucket)
                ? Optional.empty()
                : refused("media-blanks", Setting.BUCKET, wantedBucket(), Setting.BUCKET.label());
    }

    private Optional<Diagnosis> place() {
        String endpoint = settings.endpoint().orElse("");
        Optional<Place> place = facts.upload().place("x");
        if (place.isEmpty()) {
            boolean isPublic = facts.publicHost()
                    .filter(BaseUrlText.host(endpoint)::equals)
                    .isPresent();
            String id = isPublic || BaseUrlText.host(endpoint).endsWith(".r2.dev")
                    ? "media-endpoint-public"
                    : "media-endpoint-not-r2";
            return refused(id, Setting.ENDPOINT, wantedEndpoint(), endpoint);
        }
        return place.get().bucket().contains(".")
                ? refused("media-endpoint-twice", Setting.ENDPOINT, wantedEndpoint(), endpoint)
                : account(place.get());
    }

    /** Of another account, or of another jurisdiction, than was checked. */
    private Optional<Diagnosis> account(Place place) {
        Optional<String> checked = facts.set().map(r2 -> r2.endpoint().host());
        return checked.isPresent() && !checked.get().equals(place.host()) && !uploads()
                ? refused("media-endpoint-account", Setting.ENDPOINT, wantedEndpoint(), place.host())
                : Optional.empty();
    }

    private Optional<Diagnosis> bucket() {
        String bucket = settings.bucket().orElse("");
        Place place = facts.upload().place("x").orElseThrow();
        if (!place.bucket().equals(bucket)) {
            return refused("media-endpoint-other", Setting.ENDPOINT, wantedEndpoint(), place.bucket(), bucket);
        }
        Optional<String> checked = facts.set().map(r2 -> r2.bucket().name());
        if (checked.isPresent() && !checked.get().equals(bucket) && !uploads()) {
            Remedy way = Remedy.of(
                    Setting.BUCKET, Message.literal(checked.get()), Message.of("media.before.bucket", bucket));
            return Optional.of(
                    Diagnosis.of(Problem.of("media-bucket-other", bucket, checked.get()), Setting.BUCKET, way));
        }
        return Optional.empty();
    }

    private Optional<Diagnosis> region() {
        String region = settings.region().orElse("");
        if (region.isEmpty()) {
            return refused("media-region-empty", Setting.REGION, Message.literal(S3Bucket.REGION));
        }
        return REGIONS.contains(region)
                ? Optional.empty()
                : refused("media-region", Setting.REGION, Message.literal(S3Bucket.REGION), region);
    }

    private Optional<Diagnosis> accessKey() {
        return key(settings.accessKey().orElse(""), Setting.ACCESS_KEY, KeyShape.ID, KeyShape.SECRET);
    }

    private Optional<Diagnosis> secretKey() {
        String secret = settings.secretKey().map(one -> one.reveal()).orElse("");
        Optional<Diagnosis> shape = key(secret, Setting.SECRET_KEY, KeyShape.SECRET, KeyShape.ID);
        boolean sameKey = facts.set()
                .filter(r2 ->
                        settings.accessKey().filter(r2.accessKey().id()::equals).isPresent())
                .isPresent();
        boolean other = sameKey
                && facts.kept().filter(kept -> !kept.reveal().equals(secret)).isPresent();
        return shape.isEmpty() && other && !uploads()
                ? refused("media-secret-other", Setting.SECRET_KEY, wantedKey(Setting.SECRET_KEY))
                : shape;
    }

    /** The text itself is in no problem: it may be the secret. */
    private Optional<Diagnosis> key(String text, Setting setting, KeyShape wanted, KeyShape swapped) {
        if (text.isEmpty()) {
            return refused("media-key-empty", setting, wantedKey(setting), setting.label());
        }
        if (!text.strip().equals(text)) {
            return refused("media-blanks", setting, wantedKey(setting), setting.label());
        }
        KeyShape shape = KeyShape.of(text);
        if (shape == wanted) {
            return Optional.empty();
        }
        String id = shape == swapped
                ? "media-keys-swapped"
                : shape == KeyShape.TOKEN ? "media-key-token" : "media-key-shape";
        return refused(id, setting, wantedKey(setting), setting.label(), text.length());
    }

    private Optional<Diagnosis> switches() {
        if (!settings.switches().ssl()) {
            return refused("media-ssl", Setting.SSL, Message.of("checklist.on"));
        }
        if (settings.switches().publicRead() && !new FilesJudge(facts).newestShows()) {
            return refused("media-public-read", Setting.PUBLIC_READ, Message.of("checklist.off"));
        }
        Optional<Long> port = settings.port().filter(number -> number != HTTPS);
        return port.map(number -> new Diagnosis(Problem.of("media-port", number), Optional.empty(), List.of()));
    }

    private Optional<Diagnosis> prefix() {
        String prefix = settings.prefix().orElse("");
        if (prefix.matches("[a-zA-Z0-9._-]*")) {
            return Optional.empty();
        }
        Message wanted = wantedPrefix(prefix);
        Remedy way = Remedy.of(Setting.PREFIX, wanted, Message.of("media.before.stay"));
        return Optional.of(Diagnosis.of(Problem.of("media-prefix", prefix), Setting.PREFIX, way));
    }

    private static Message wantedPrefix(String prefix) {
        String bare = prefix.replaceAll("^/+|/+$", "");
        return bare.isEmpty() || !bare.matches("[a-zA-Z0-9._-]+")
                ? Message.of("checklist.empty")
                : Message.literal(bare);
    }

    /** Whether an upload with just these settings worked: then what was checked once is only another way. */
    private boolean uploads() {
        return facts.bucket().filter(finding -> !finding.isNo()).isPresent();
    }

    private Message wantedEndpoint() {
        return new ExpectedSettings(facts).value(Setting.ENDPOINT);
    }

    private Message wantedBucket() {
        return new ExpectedSettings(facts).value(Setting.BUCKET);
    }

    private Message wantedKey(Setting setting) {
        return new ExpectedSettings(facts).value(setting);
    }

    /** With such a setting nothing was ever stored. */
    private static Optional<Diagnosis> refused(String id, Setting setting, Message wanted, Object... args) {
        Remedy way = new Remedy(List.of(new Typed(setting, wanted)), Message.of("media.before.never"));
        return Optional.of(Diagnosis.of(new Problem(id, List.of(args)), setting, way));
    }
}
