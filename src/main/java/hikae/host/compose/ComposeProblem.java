package hikae.host.compose;

import hikae.host.Plain;
import hikae.host.docker.EngineSocket;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells from Compose's last words why it failed: its exit code says nothing, and differs by version. */
final class ComposeProblem {
    private static final int SHOWN = 3;
    private static final String DENIED = "docker-denied";
    private static final String STOPPED = "docker-stopped";
    private static final String STALE = ".*[Nn]etwork [0-9a-f]{12,64} not found.*";

    /** Of Compose 2 ({@code Container a-db-1  Starting}) and of 1 ({@code Creating a_db_1 ... done}). */
    private static final Pattern PROGRESS = Pattern.compile(" *(?:(?:Container|Network|Volume|Image) \\S+ +[A-Z][a-z]+"
            + "|[A-Z][a-z]+ \\S+ +Pull(?:ing|ed)|[A-Z][a-z]+ing \\S+ *\\.\\.\\.(?: *\\w+)?) *");

    /** In this order: the first that is found in any line wins. Lower case. */
    private static final List<Map.Entry<String, String>> SIGNS = List.of(
            Map.entry("toomanyrequests", "image-limit"),
            Map.entry("permission denied while trying to connect", DENIED),
            Map.entry("permissionerror(13", DENIED),
            Map.entry("is the docker daemon running", STOPPED),
            Map.entry("error while fetching server api version", STOPPED),
            Map.entry("pull access denied", "image-missing"),
            Map.entry("manifest unknown", "image-missing"),
            Map.entry("manifest for", "image-missing"),
            Map.entry("failed to resolve reference", "image-missing"),
            Map.entry("no matching manifest", "image-missing"),
            Map.entry("no such image", "image-missing"),
            Map.entry("/v2/", "image-missing"),
            Map.entry("declared as external, but could not be found", "compose-network-missing"),
            Map.entry("port is already allocated", "compose-port-taken"),
            Map.entry("address already in use", "compose-port-taken"),
            Map.entry("is already in use by container", "compose-name-taken"),
            Map.entry("permission denied", "compose-denied"),
            Map.entry("no such service", "compose-no-service"));

    private final Path socket;
    private final String user;

    /** What Compose talked to, and as whom. */
    ComposeProblem(Path socket, String user) {
        this.socket = socket;
        this.user = user;
    }

    /** Why it failed for this service; {@code otherwise} is the problem when nothing better is known. */
    ProblemException of(String service, String otherwise, List<String> words) {
        List<String> last = ComposeWords.withoutValues(words);
        for (Map.Entry<String, String> sign : SIGNS) {
            Optional<String> line = lineWith(sign.getKey(), last);
            if (line.isPresent()) {
                return because(sign.getValue(), service, line.get());
            }
        }
        Optional<String> network = network(last);
        if (network.isPresent()) {
            boolean stale = network.get().matches(STALE);
            return because(stale ? "compose-network-stale" : "compose-network-missing", service, network.get());
        }
        return because(otherwise, service, ending(last));
    }

    /** The file is not sound. */
    static ProblemException invalid(Path directory, List<String> words) {
        List<String> last = ComposeWords.withoutValues(words);
        Optional<String> denied = lineWith("permission denied", last);
        String id = denied.isPresent() ? "compose-denied" : "compose-invalid";
        return ProblemException.of(id, directory, Plain.sentence(denied.orElse(ending(last))));
    }

    private ProblemException because(String id, String service, String line) {
        EngineSocket engine = new EngineSocket(socket);
        return switch (id) {
            case DENIED -> new ProblemException(engine.denied(user));
            case STOPPED -> new ProblemException(engine.stopped());
            default -> ProblemException.of(id, service, Plain.sentence(line));
        };
    }

    /** Compose 2.26 says this of an external network that is not there, and all of one that was recreated. */
    private static Optional<String> network(List<String> last) {
        return last.stream()
                .filter(line -> line.matches(".*[Nn]etwork \\S+ not found.*"))
                .findFirst();
    }

    private static Optional<String> lineWith(String sign, List<String> last) {
        return last.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).contains(sign))
                .findFirst();
    }

    /** Without what it says of its progress, unless it has said nothing else. */
    private static String ending(List<String> last) {
        List<String> reasons = last.stream()
                .filter(line -> !line.isBlank() && !PROGRESS.matcher(line).matches())
                .toList();
        List<String> said = reasons.isEmpty() ? last : reasons;
        return String.join(" / ", said.subList(Math.max(0, said.size() - SHOWN), said.size()));
    }
}
