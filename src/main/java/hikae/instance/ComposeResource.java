package hikae.instance;

import java.util.Optional;

/**
 * A network or a volume as a compose file declares it.
 *
 * @param key its name inside the file, such as {@code internal_network}
 * @param name its real name, if the file gives one
 * @param internal whether it has no way outside; never for a volume
 * @param external whether it is not made by this project
 */
public record ComposeResource(String key, Optional<String> name, boolean internal, boolean external) {
    /** What Docker calls it. */
    public String realName(ProjectName project) {
        return name.orElse(external ? key : project + "_" + key);
    }
}
