package hikae.storage.probe;

import hikae.host.Web;
import hikae.host.Web.Answer;
import hikae.storage.value.MisskeyUpload;
import hikae.storage.value.MisskeyUpload.Place;
import hikae.storage.value.R2Fields;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The public address, asked for an object in every layout that is plausible; what answers with the object's own bytes
 * is the Base URL, and the way of asking is the reason.
 *
 * @param web the network
 * @param host the public address
 * @param place where the object is in the bucket
 * @param upload how Misskey puts files
 */
public record PublicLook(Web web, String host, Place place, MisskeyUpload upload) {
    private static final int LIMIT = 1 << 16;
    private static final int REDIRECTS = 3;
    private static final int SHORT = 120;
    private static final String FIELD = R2Fields.PUBLIC_URL;

    /**
     * What was derived.
     *
     * @param url what Misskey's field wants
     * @param reason why, in words
     */
    public record BaseUrl(String url, Message reason) {}

    /** Asks; proves a {@link BaseUrl}. */
    Finding find(byte[] content) {
        Optional<Finding> first = Optional.empty();
        for (String path : paths()) {
            try {
                Answer answer = get(path + upload.directory() + name());
                if (answer.status() == 200 && Arrays.equals(answer.body(), content)) {
                    return found(path);
                }
                Finding why = refused(answer, content);
                first = first.isPresent() && !isRather(why) ? first : Optional.of(why);
            } catch (ProblemException e) {
                return unreachable(e);
            }
        }
        return first.orElseThrow();
    }

    /** Half an object says more than "not found" in another layout. */
    private static boolean isRather(Finding why) {
        return why.problem()
                .filter(problem -> problem.id().equals("public-cut"))
                .isPresent();
    }

    /** What may stand between the host and what Misskey calls the file; ends in a slash. */
    private Set<String> paths() {
        String known = upload.directory() + name();
        String before = "/" + place.key().substring(0, place.key().length() - known.length());
        Set<String> all = new LinkedHashSet<>();
        all.add(before);
        all.add("/" + place.bucket() + before);
        all.add("/");
        all.add("/" + place.bucket() + "/");
        return all;
    }

    private String name() {
        String path = place.uri().getRawPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private Answer get(String path) {
        URI uri = URI.create("https://" + host + path);
        Answer answer = web.send(Web.Request.get(uri, LIMIT));
        for (int followed = 0; followed < REDIRECTS; followed++) {
            Optional<URI> next = sameHost(uri, answer);
            if (next.isEmpty()) {
                return answer;
            }
            uri = next.get();
            answer = web.send(Web.Request.get(uri, LIMIT));
        }
        return answer;
    }

    private Optional<URI> sameHost(URI from, Answer answer) {
        if (answer.status() < 300 || answer.status() >= 400) {
            return Optional.empty();
        }
        try {
            return answer.header("location")
                    .map(from::resolve)
                    .filter(uri -> "https".equals(uri.getScheme()) && host.equals(uri.getHost()) && uri.getPort() < 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Finding found(String path) {
        String url = "https://" + host + path.substring(0, path.length() - 1);
        Message reason = path.equals("/")
                ? Message.of("storage.reason.plain")
                : place.key().startsWith(path.substring(1))
                        ? Message.of("storage.reason.endpoint", path.substring(1), upload.endpoint())
                        : Message.of("storage.reason.bucket", place.bucket());
        BaseUrl proof = new BaseUrl(url, reason);
        Finding ok = Finding.ok(Message.of("storage.check.public", url, reason)).proving(proof);
        return host.endsWith(".r2.dev")
                ? Finding.warning(Problem.of("public-r2-dev", url)).proving(proof)
                : ok;
    }

    private Finding refused(Answer answer, byte[] content) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        int status = answer.status();
        if (status >= 300 && status < 400) {
            return no("public-redirect", host, plain(answer.header("location").orElse("-")));
        }
        if (status == 200) {
            boolean part = answer.body().length < content.length && text.length() > 0 && starts(content, answer.body());
            return part
                    ? no("public-cut", host, answer.body().length, content.length)
                    : no(text.contains("content=\"Misskey\"") ? "public-url-is-misskey" : "public-other", host);
        }
        if (status == 404) {
            boolean bucket = text.contains("Object not found") || text.contains("object does not exist");
            return no(bucket ? "public-other-bucket" : "public-404", host, place.bucket());
        }
        if (status >= 520 && status <= 530) {
            return no("public-not-active", host, status);
        }
        return switch (status) {
            case 401 -> no("public-401", host, place.bucket());
            case 403 -> no("public-403", host);
            case 429 -> no("public-429", host);
            default -> no(status >= 500 ? "public-5xx" : "public-status", host, status);
        };
    }

    private static boolean starts(byte[] whole, byte[] part) {
        return Arrays.equals(whole, 0, part.length, part, 0, part.length);
    }

    private Finding unreachable(ProblemException e) {
        return switch (e.problem().id()) {
            case "web-dns" -> no("public-dns", host);
            case "web-tls" -> no("public-tls", host, e.problem().args().get(1));
            case "web-silent" -> no("public-silent", host, e.problem().args().get(1));
            case "web-refused" -> no("public-refused", host);
            case "web-broken" -> no("public-broken", host, e.problem().args().get(1));
            default -> Finding.no(e.problem());
        };
    }

    /** A text of somebody else's on one short line, without control characters. */
    public static String plain(String text) {
        String line = text.replaceAll("\\p{C}+", " ").strip();
        return line.length() <= SHORT ? line : line.substring(0, SHORT) + "...";
    }

    private static Finding no(String id, Object... args) {
        return Finding.no(new Problem(id, List.of(args))).suspecting(FIELD);
    }
}
