package hikae.storage.value;

import hikae.text.Message;
import hikae.text.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the S3 interface of R2 answers. Misskey wants the host alone: with a scheme nothing is found, with the
 * bucket behind it every file lands under a second bucket name.
 *
 * @param accountId 32 hexadecimal digits
 * @param jurisdiction such as {@code eu}; buckets made in one are reachable only there
 * @param bucket the bucket, when the pasted text named it
 * @param notes what was corrected
 */
public record Endpoint(String accountId, Optional<String> jurisdiction, Optional<String> bucket, List<Message> notes) {
    private static final String R2 = ".r2.cloudflarestorage.com";
    private static final Pattern HOST =
            Pattern.compile("(?:(?<bucket>[a-z0-9-]+)\\.)?(?<account>[0-9a-f]{32})(?:\\.(?<jurisdiction>[a-z]{2,12}))?"
                    + Pattern.quote(R2));
    private static final Pattern DASHBOARD = Pattern.compile(
            "(?<account>[0-9a-f]{32})(?:/r2/(?<jurisdiction>[a-z]+)/buckets/(?<bucket>[a-z0-9-]+).*|/.*)?");

    public Endpoint {
        notes = List.copyOf(notes);
    }

    /**
     * Reads an endpoint as Cloudflare's pages show it: the host, a URL with or without the bucket, the account
     * id alone, or the address of the dashboard.
     *
     * @throws ProblemException if it is none of these
     */
    public static Endpoint parse(String text) {
        WebAddress address = WebAddress.of(text);
        if (address.host().isEmpty()) {
            throw ProblemException.of("endpoint-empty");
        }
        if (address.host().matches("[0-9a-f]{32}")) {
            return found(address.host(), Optional.empty(), address, Message.of("storage.endpoint.from-id"));
        }
        if (address.host().equals("dash.cloudflare.com")) {
            return fromDashboard(address);
        }
        Matcher host = HOST.matcher(address.host());
        if (!host.matches() || !address.port().isEmpty()) {
            throw refusal(address.host());
        }
        return fromHost(host, address);
    }

    /** What Misskey's field "Endpoint" wants. */
    public String host() {
        return accountId + jurisdiction.map(name -> "." + name).orElse("") + R2;
    }

    private static Endpoint fromHost(Matcher host, WebAddress address) {
        Optional<String> inHost = Optional.ofNullable(host.group("bucket"));
        Optional<String> inPath =
                Optional.of(address.path().replaceFirst("/.*$", "")).filter(name -> !name.isEmpty());
        Optional<String> bucket =
                inPath.or(() -> inHost).map(name -> BucketName.parse(name).name());
        List<Message> notes = new ArrayList<>(address.tidied().notes());
        bucket.ifPresent(name -> notes.add(Message.of("storage.endpoint.bucket", name)));
        return new Endpoint(host.group("account"), Optional.ofNullable(host.group("jurisdiction")), bucket, notes);
    }

    private static Endpoint fromDashboard(WebAddress address) {
        Matcher path = DASHBOARD.matcher(address.path());
        if (!path.matches()) {
            throw ProblemException.of("endpoint-dashboard");
        }
        Optional<String> jurisdiction =
                Optional.ofNullable(path.group("jurisdiction")).filter(name -> !name.equals("default"));
        Endpoint endpoint =
                found(path.group("account"), jurisdiction, address, Message.of("storage.endpoint.from-dashboard"));
        return new Endpoint(
                endpoint.accountId(), jurisdiction, Optional.ofNullable(path.group("bucket")), endpoint.notes());
    }

    private static Endpoint found(String account, Optional<String> jurisdiction, WebAddress address, Message note) {
        List<Message> notes = new ArrayList<>(address.tidied().notes());
        notes.add(note);
        return new Endpoint(account, jurisdiction, Optional.empty(), notes);
    }

    private static ProblemException refusal(String host) {
        if (host.endsWith(".r2.dev")) {
            return ProblemException.of("endpoint-r2-dev", host);
        }
        if (host.endsWith(R2) || host.matches("[0-9a-f]{20,64}")) {
            return ProblemException.of("endpoint-account", host);
        }
        return ProblemException.of("endpoint-not-r2", host);
    }
}
