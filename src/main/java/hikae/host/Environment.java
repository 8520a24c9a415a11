package hikae.host;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Who we are and what time it is; comes in as a value so that nothing reads it behind our back.
 *
 * @param variables the environment variables
 * @param user the account's name
 * @param uid its number; 0 is root
 * @param home its home directory; under sudo that of the calling user
 * @param workingDirectory where the command was typed
 * @param clock the time and the zone of this server
 */
public record Environment(
        Map<String, String> variables, String user, int uid, Path home, Path workingDirectory, Clock clock) {
    public Environment {
        variables = Map.copyOf(variables);
    }

    /** The environment of this process. */
    public static Environment ofProcess() {
        return Account.ofProcess();
    }

    /** The name of the account of this number; the number itself where it has none. */
    public static String nameOf(int uid) {
        return Account.nameOf(uid);
    }

    /** A variable that is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** Where preferences are kept: {@code $XDG_CONFIG_HOME/hikae}. */
    public Path configDirectory() {
        return xdg("XDG_CONFIG_HOME", ".config");
    }

    /** Where unfinished answers are kept: {@code $XDG_STATE_HOME/hikae}. */
    public Path stateDirectory() {
        return xdg("XDG_STATE_HOME", ".local/state");
    }

    private Path xdg(String variable, String otherwise) {
        return variable(variable)
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElse(home.resolve(otherwise))
                .resolve("hikae");
    }
}
