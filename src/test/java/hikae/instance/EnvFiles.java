package hikae.instance;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hikae.instance.config.DockerEnv;
import hikae.instance.config.EnvWarnings;
import hikae.instance.yaml.SourceLocation;
import hikae.text.Language;
import hikae.text.Message;
import hikae.text.Messages;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What the tests of env files share: short ways to read one and to look at the outcome. */
public final class EnvFiles {
    static final String NAME = ".config/docker.env";

    private EnvFiles() {}

    public static DockerEnv read(String text) {
        return read(text, Map.of());
    }

    public static DockerEnv read(String text, Map<String, String> environment) {
        return DockerEnv.parse(
                text.getBytes(StandardCharsets.UTF_8), NAME, name -> Optional.ofNullable(environment.get(name)));
    }

    /** The three lines of an ordinary file; the password is written as given. */
    public static DockerEnv withPassword(String written) {
        return read("POSTGRES_USER=mk\nPOSTGRES_DB=misskey\nPOSTGRES_PASSWORD=" + written + "\n");
    }

    public static Map<String, String> values(DockerEnv env) {
        Map<String, String> values = new TreeMap<>();
        env.entries().forEach(entry -> values.put(entry.key(), entry.value().reveal()));
        return values;
    }

    /** Looks a name up in the shell, then in this file: how Compose sees the project's {@code .env}. */
    public static Function<String, Optional<String>> environment(
            String dotEnv, Function<String, Optional<String>> shell) {
        DockerEnv env = read(dotEnv);
        return name -> shell.apply(name).or(() -> env.get(name).map(Secret::reveal));
    }

    public static String password(DockerEnv env) {
        return env.get(DockerEnv.PASSWORD).map(Secret::reveal).orElse("(absent)");
    }

    public static List<String> candidates(DockerEnv env) {
        return env.candidates(DockerEnv.PASSWORD).stream().map(Secret::reveal).toList();
    }

    /** Each warning as its key and where it is, such as {@code env.bom 1:1}. */
    public static List<String> warnings(DockerEnv env) {
        return EnvWarnings.of(env).stream().map(EnvFiles::brief).toList();
    }

    /** The refusal as its id and where it is; both languages must be able to say it. */
    public static String refusal(Runnable reading) {
        ProblemException thrown = catchThrowableOfType(ProblemException.class, reading::run);
        return thrown == null ? "accepted" : brief(thrown.problem());
    }

    public static String sentence(Problem problem) {
        return Messages.in(Language.EN).say(problem.sentence());
    }

    private static String brief(Problem problem) {
        for (Language language : Language.values()) {
            Messages.in(language).say(problem.sentence());
            Messages.in(language).say(problem.hint());
        }
        return problem.id() + " " + where(problem.args().get(0));
    }

    private static String brief(Message message) {
        for (Language language : Language.values()) {
            Messages.in(language).say(message);
        }
        return message.key() + " " + where(message.args().get(0));
    }

    private static String where(Object first) {
        return first instanceof SourceLocation location
                ? location.line() + ":" + location.column()
                : String.valueOf(first);
    }
}
