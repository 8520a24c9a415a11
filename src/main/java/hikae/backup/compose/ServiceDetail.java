package hikae.backup.compose;

import hikae.instance.compose.ImageName;
import hikae.instance.yaml.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What else the compose file says of the backup service: what an adoption judges and changes.
 *
 * @param location where the service begins
 * @param projectName the key {@code name:} of the file
 * @param keys the service's own keys with their places
 * @param variables its variables as Compose gets them, quotes that became part of a value included; a password
 *     is not among the values
 * @param dumpsTarget where in the container the image puts its dumps
 * @param dumps what is mounted there; empty when nothing is
 * @param mounted what is mounted, by its path in the container; secrets of Compose too
 * @param joined the external networks it joins, by their real names
 * @param commentedPasswords where a comment holds a line with a password
 * @param quotedPassword whether quotes of the file became part of the password
 */
public record ServiceDetail(
        SourceLocation location,
        Optional<String> projectName,
        Map<String, Value> keys,
        Map<String, Value> variables,
        String dumpsTarget,
        Optional<Mount> dumps,
        Map<String, Mount> mounted,
        List<Value> joined,
        List<SourceLocation> commentedPasswords,
        boolean quotedPassword) {
    /**
     * A text and where it stands.
     *
     * @param text after YAML; empty for lists and mappings
     * @param location where
     */
    public record Value(String text, SourceLocation location) {
        /** Where it stands, not what it says: a web hook's address may be a secret. */
        @Override
        public String toString() {
            return "Value[" + location + "]";
        }
    }

    /**
     * What is mounted somewhere.
     *
     * @param bind whether it is a directory of the host, and not a volume of Docker
     * @param source as written; empty for a volume without a name
     * @param readOnly whether nothing can be made in it
     * @param location where
     */
    public record Mount(boolean bind, String source, boolean readOnly, SourceLocation location) {}

    public ServiceDetail {
        keys = Map.copyOf(keys);
        variables = new LinkedHashMap<>(variables);
        mounted = Map.copyOf(mounted);
        joined = List.copyOf(joined);
        commentedPasswords = List.copyOf(commentedPasswords);
    }

    /** Whether its image is the backup image, of whatever registry and tag. */
    public boolean hasBackupImage() {
        return key("image").filter(image -> ImageName.isBackup(image.text())).isPresent();
    }

    /** A key of the service. */
    public Optional<Value> key(String name) {
        return Optional.ofNullable(keys.get(name));
    }

    /** A variable that is set in the file. */
    public Optional<Value> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }
}
