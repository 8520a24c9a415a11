package hikae.instance.compose;

import java.util.Optional;

/**
 * A network, a volume or a secret that a Compose project declares.
 *
 * @param key its name inside the project, such as {@code internal_network}
 * @param name its real name; Compose 1 says it only where a file gives one
 * @param internal whether it is a network without a way outside
 * @param external whether it is not made by this project
 * @param source the file of a secret, or the directory that a volume's driver is given
 */
public record ComposeResource(
        String key, Optional<String> name, boolean internal, boolean external, Optional<String> source) {
    /** What Docker calls it. */
    public String realName(String project) {
        return name.orElse(external ? key : project + "_" + key);
    }
}
