package hikae.instance;

import hikae.text.ProblemException;
import hikae.text.Say;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A compose file of Misskey, read without Docker: enough to set up from files alone. It is never written.
 *
 * @param fileName as shown to the operator
 * @param name the key {@code name:}, with variables filled in
 * @param services in the order of the file
 * @param networks declared at the top, plus {@code default} if a service is on it
 * @param volumes declared at the top
 * @param warnings what is not followed, such as {@code include:}
 */
public record ComposeFile(
        String fileName,
        Optional<String> name,
        List<ComposeService> services,
        List<ComposeResource> networks,
        List<ComposeResource> volumes,
        List<Say> warnings) {
    /**
     * Reads the file.
     *
     * @param environment Compose's: the shell, then the file {@code .env} beside the compose file
     * @throws ProblemException naming file:line:column, if this is no compose file
     */
    public static ComposeFile parse(byte[] bytes, String fileName, Function<String, Optional<String>> environment) {
        return new ComposeReader(YamlTree.parse(bytes, fileName), environment).read();
    }

    /** The service of this name. */
    public Optional<ComposeService> service(String wanted) {
        return services.stream().filter(one -> one.name().equals(wanted)).findFirst();
    }

    /** The services that are PostgreSQL, the one called {@code db} first. */
    public List<ComposeService> databases() {
        return services.stream()
                .filter(ComposeService::isDatabase)
                .sorted((a, b) ->
                        Boolean.compare(b.name().equals("db"), a.name().equals("db")))
                .toList();
    }

    /** What Docker calls the network of this key. */
    public String networkName(String key, ProjectName project) {
        return networks.stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElse(new ComposeResource(key, Optional.empty(), false, false))
                .realName(project);
    }
}
