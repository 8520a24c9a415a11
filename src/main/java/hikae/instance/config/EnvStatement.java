package hikae.instance.config;

import hikae.text.Secret;
import java.util.Optional;

/**
 * One statement of an env file as Compose 2 reads it, with where its parts stand.
 *
 * @param key the name
 * @param keyAt offset of the name
 * @param signAt offset of {@code =} or {@code :}; for {@link Form#BARE} the end of the name
 * @param valueAt offset of the first character of the value, or of its opening quote
 * @param end offset just after the value, its closing quote included
 * @param value what it means; absent for a bare name that Compose's own environment does not have
 */
record EnvStatement(String key, int keyAt, int signAt, int valueAt, int end, Form form, Optional<Secret> value) {
    /** How the value was written. */
    enum Form {
        /** Only a name, no {@code =}. */
        BARE,
        PLAIN,
        SINGLE,
        DOUBLE;

        boolean quoted() {
            return this == SINGLE || this == DOUBLE;
        }
    }
}
