package hikae.instance.config;

import hikae.instance.config.EnvStatement.Form;
import hikae.instance.yaml.SourceLocation;
import hikae.instance.yaml.SourceText;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an env file says about the database, judged: present, whole, and usable by the backup image.
 *
 * @param user the role
 * @param password as Compose reads it; see {@link DockerEnv#candidates}
 * @param database the name given at the first start
 */
public record DatabaseEnv(String user, Secret password, String database) {
    private static final String UNSET = "**None**"; // what the backup image takes for "not set" (its env.sh)
    private static final Pattern SEVERAL = Pattern.compile("[,\\s]");

    /**
     * Judges the three keys.
     *
     * @throws ProblemException naming file:line:column and what to change
     */
    public static DatabaseEnv of(DockerEnv env) {
        passwordFiles(env);
        env.statements().forEach(one -> shape(env, one));
        missing(env);
        DockerEnv.KEYS.forEach(key -> value(env, key));
        String database = reveal(env, DockerEnv.DATABASE);
        if (SEVERAL.matcher(database).find()) {
            throw ProblemException.of("env-database-list", place(env, DockerEnv.DATABASE), DockerEnv.DATABASE);
        }
        Secret password = new Secret(reveal(env, DockerEnv.PASSWORD));
        return new DatabaseEnv(reveal(env, DockerEnv.USER), password, database);
    }

    /** Names the file's keys, not what they hold. */
    @Override
    public String toString() {
        return "DatabaseEnv[" + Secret.STARS + "]";
    }

    private static void passwordFiles(DockerEnv env) {
        for (String key : DockerEnv.KEYS) {
            env.last(key + "_FILE").ifPresent(one -> {
                throw ProblemException.of("env-password-file", env.source().place(one.keyAt()), key + "_FILE");
            });
        }
    }

    /** A name without {@code =}, or text after a closing quote. */
    private static void shape(DockerEnv env, EnvStatement one) {
        if (!DockerEnv.KEYS.contains(one.key())) {
            return;
        }
        SourceText source = env.source();
        if (one.form() == Form.BARE && one.value().isEmpty()) {
            throw ProblemException.of("env-no-equals", source.place(one.keyAt()), one.key());
        }
        String after =
                source.text().substring(one.end(), source.lineEnd(one.end())).strip();
        if (one.form().quoted() && !after.isEmpty() && !after.startsWith("#")) {
            throw ProblemException.of("env-text-after-quote", source.place(one.end()), one.key());
        }
    }

    private static void missing(DockerEnv env) {
        List<String> missing =
                DockerEnv.KEYS.stream().filter(key -> env.get(key).isEmpty()).toList();
        for (String key : missing) {
            Optional<EnvStatement> alike = env.statements().stream()
                    .filter(one -> one.key().equalsIgnoreCase(key))
                    .findFirst();
            alike.ifPresent(one -> {
                throw ProblemException.of("env-key-case", env.source().place(one.keyAt()), one.key(), key);
            });
        }
        if (!missing.isEmpty()) {
            String needed = String.join(" ", DockerEnv.KEYS);
            throw ProblemException.of("env-keys-missing", env.fileName(), String.join(" ", missing), needed);
        }
    }

    private static void value(DockerEnv env, String key) {
        String value = reveal(env, key);
        int control = OddCharacters.firstControl(value);
        if (value.isEmpty()) {
            throw ProblemException.of("env-empty", place(env, key), key);
        }
        if (control > 0) {
            boolean newline = value.codePointAt(value.offsetByCodePoints(0, control - 1)) == '\n';
            throw ProblemException.of(newline ? "env-newline" : "env-control", place(env, key), key, control);
        }
        if (value.equals(UNSET)) {
            throw ProblemException.of("env-none", place(env, key), key, UNSET);
        }
    }

    private static String reveal(DockerEnv env, String key) {
        return env.get(key).map(Secret::reveal).orElse("");
    }

    private static SourceLocation place(DockerEnv env, String key) {
        return env.source().place(env.last(key).map(EnvStatement::valueAt).orElse(0));
    }
}
