package hikae.storage.diagnose;

import hikae.storage.diagnose.Diagnosis.Remedy;
import hikae.storage.diagnose.Diagnosis.Typed;
import hikae.text.Message;
import hikae.text.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Whether the Base URL fits where uploads go. Misskey writes it in front of a file's name and keeps the whole as that
 * file's address, so no later change fixes an address that was written (DriveService.ts of Misskey 2026.3.2).
 */
final class BaseUrlJudge {
    private final MediaFacts facts;
    private final String before;
    private final String bucket;

    BaseUrlJudge(MediaFacts facts) {
        this.facts = facts;
        this.before = facts.before();
        this.bucket = facts.settings().bucket().orElse("");
    }

    Optional<Diagnosis> judge() {
        if (facts.settings().baseUrl().isEmpty()) {
            return wrong("media-base-missing");
        }
        String url = facts.settings().baseUrl().get();
        if (url.isEmpty()) {
            return wrong("media-base-emptied");
        }
        if (!url.strip().equals(url)) {
            return wrong("media-blanks", Setting.BASE_URL.label());
        }
        if (!BaseUrlText.scheme(url).equals("https")) {
            return wrong(BaseUrlText.scheme(url).isEmpty() ? "media-base-scheme" : "media-base-http", url);
        }
        return host(BaseUrlText.host(url)).or(() -> path(url));
    }

    private Optional<Diagnosis> host(String host) {
        if (host.endsWith(".r2.cloudflarestorage.com")) {
            return wrong("media-base-endpoint", host);
        }
        if (host.equals(facts.misskey().host())) {
            return wrong("media-base-misskey", host);
        }
        Optional<String> checked = facts.set().map(r2 -> r2.publicUrl().host());
        boolean other = checked.isPresent()
                && !checked.get().equals(host)
                && facts.answers().isEmpty();
        if (!other) {
            return Optional.empty();
        }
        Remedy way = Remedy.of(
                Setting.BASE_URL,
                new ExpectedSettings(facts).value(Setting.BASE_URL),
                Message.of("media.before.domain", host));
        return Optional.of(Diagnosis.of(Problem.of("media-base-domain", host, checked.get()), Setting.BASE_URL, way));
    }

    private Optional<Diagnosis> path(String url) {
        String ending = BaseUrlText.ending(url);
        String right = BaseUrlText.path(before);
        boolean answered = facts.answers().filter(url::equals).isPresent();
        if (answered || ending.equals(right)) {
            return Optional.empty();
        }
        if (before.endsWith("//") || before.equals("/")) {
            return Optional.of(slashed());
        }
        if (ending.endsWith("/")) {
            return wrong("media-base-slash", url);
        }
        if (!right.isEmpty() && ending.isEmpty()) {
            return Optional.of(endpointWithBucket(url));
        }
        return ending.equals("/" + bucket) && right.isEmpty()
                ? Optional.of(surplus(url))
                : wrong("media-base-path", url);
    }

    /** Both fields have to fit each other, and there are two ways to that; neither moves a file. */
    private Diagnosis endpointWithBucket(String url) {
        String plain = "https://" + BaseUrlText.host(url);
        String folder = before.replaceAll("/+$", "");
        Message endpoint = new ExpectedSettings(facts).value(Setting.ENDPOINT);
        Message kept = Message.literal(facts.settings().endpoint().orElse(""));
        Remedy clean = new Remedy(
                List.of(new Typed(Setting.ENDPOINT, endpoint), new Typed(Setting.BASE_URL, Message.literal(plain))),
                Message.of("media.before.clean", folder, "r2:" + bucket + "/" + folder, "r2:" + bucket));
        Remedy keeping = new Remedy(
                List.of(
                        new Typed(Setting.ENDPOINT, kept),
                        new Typed(Setting.BASE_URL, Message.literal(plain + BaseUrlText.path(before)))),
                Message.of("media.before.keeping", folder));
        return Diagnosis.of(
                Problem.of("media-endpoint-bucket", facts.settings().endpoint().orElse(""), folder, url),
                Setting.ENDPOINT,
                clean,
                keeping);
    }

    /** Without path style the slash at its end becomes the beginning of every name. */
    private Diagnosis slashed() {
        String host = facts.publicHost().orElse("");
        Remedy way = new Remedy(
                List.of(
                        new Typed(Setting.ENDPOINT, new ExpectedSettings(facts).value(Setting.ENDPOINT)),
                        new Typed(Setting.BASE_URL, Message.literal("https://" + host))),
                Message.of("media.before.stay"));
        return Diagnosis.of(
                Problem.of("media-endpoint-slash", facts.settings().endpoint().orElse("")), Setting.ENDPOINT, way);
    }

    private Diagnosis surplus(String url) {
        String plain = "https://" + BaseUrlText.host(url);
        Remedy way = Remedy.of(
                Setting.BASE_URL,
                Message.literal(plain),
                Message.of("media.before.surplus", bucket, "r2:" + bucket + "/" + bucket, "r2:" + bucket));
        return Diagnosis.of(Problem.of("media-base-surplus", url, bucket), Setting.BASE_URL, way);
    }

    private Optional<Diagnosis> wrong(String id, Object... args) {
        Remedy way = Remedy.of(
                Setting.BASE_URL, new ExpectedSettings(facts).value(Setting.BASE_URL), Message.of("media.before.stay"));
        return Optional.of(Diagnosis.of(new Problem(id, List.of(args)), Setting.BASE_URL, way));
    }
}
