package hikae.storage.value;

import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The address under which everybody gets the files: the custom domain of the bucket.
 *
 * @param host its host name in ASCII
 * @param notes what was corrected, and what to know about it
 */
public record PublicUrl(String host, List<Message> notes) {
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_LABEL = 63;

    public PublicUrl {
        notes = List.copyOf(notes);
    }

    /**
     * Reads a public address.
     *
     * @param instanceHost Misskey's own host name, which it must not be
     * @throws ProblemException if it cannot be the custom domain of a bucket
     */
    public static PublicUrl parse(String text, String instanceHost) {
        WebAddress address = WebAddress.of(text);
        List<Message> notes = new ArrayList<>(address.tidied().notes());
        if (address.host().isEmpty()) {
            throw ProblemException.of("public-url-empty");
        }
        if (!address.port().isEmpty()) {
            throw ProblemException.of("public-url-port", address.host(), address.port());
        }
        String host = ascii(address.host());
        check(host, instanceHost);
        if (!host.equals(address.host())) {
            notes.add(Message.of("storage.public.ascii", address.host(), host));
        }
        if (!address.path().isEmpty()) {
            notes.add(Message.of("storage.public.path", address.path()));
        }
        if (host.endsWith(".r2.dev")) {
            notes.add(Message.of("storage.public.r2-dev"));
        }
        return new PublicUrl(host, notes);
    }

    /** What Misskey's field "Base URL" wants when the endpoint has no bucket behind it. */
    public String baseUrl() {
        return "https://" + host;
    }

    private static String ascii(String host) {
        try {
            return IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.of("public-url-name", host), e);
        }
    }

    private static void check(String host, String instanceHost) {
        if (host.equals(ascii(instanceHost.replaceFirst(":[0-9]*$", "")))) {
            throw ProblemException.of("public-url-is-misskey", host);
        }
        if (host.endsWith(".r2.cloudflarestorage.com") || host.equals("dash.cloudflare.com")) {
            throw ProblemException.of("public-url-is-endpoint", host);
        }
        String[] labels = host.split("\\.", -1);
        boolean lengths =
                host.length() <= LONGEST_NAME && List.of(labels).stream().allMatch(PublicUrl::isLabel);
        boolean local = labels.length < 2 || host.endsWith(".localhost") || host.endsWith(".local");
        boolean address = labels[labels.length - 1].matches("[0-9]*") || host.startsWith("[");
        if (!lengths || local || address) {
            throw ProblemException.of("public-url-name", host);
        }
    }

    private static boolean isLabel(String label) {
        return label.length() <= LONGEST_LABEL && label.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    }
}
