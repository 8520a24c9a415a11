package hikae.app;

import hikae.host.Environment;
import hikae.host.Host;
import hikae.host.real.RealHost;
import hikae.text.Language;
import hikae.text.ProblemException;
import hikae.text.Typed;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the process was started with: by the launcher's properties, the environment and the preferences.
 *
 * @param environment who we are
 * @param properties what the launcher passed, {@code hikae.*} without the prefix
 * @param preferences the saved choices, {@code lang} and {@code plain}
 * @param out standard output, UTF-8
 * @param err standard error, UTF-8
 * @param in standard input
 * @param host what the flows work on
 */
public record Start(
        Environment environment,
        Map<String, String> properties,
        Map<String, String> preferences,
        PrintStream out,
        PrintStream err,
        InputStream in,
        Host host) {
    private static final String PREFIX = "hikae.";
    private static final int LIMIT = 1 << 12;
    private static final String NAME = "hikae";

    /** Where {@code sudo} looks for programs on every distribution: there, the name is enough. */
    private static final Set<String> ROOTS = Set.of("/usr/sbin", "/usr/bin", "/sbin", "/bin");

    public static Start ofProcess() {
        Map<String, String> properties = new HashMap<>();
        System.getProperties().forEach((key, value) -> {
            String name = String.valueOf(key);
            if (name.startsWith(PREFIX)) {
                properties.put(name.substring(PREFIX.length()), String.valueOf(value));
            }
        });
        Environment environment = Environment.ofProcess();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Host host = RealHost.here(environment);
        return new Start(environment, properties, read(host), out, err, System.in, host);
    }

    /** Has commands named as they are typed here: by the program's path where its name is not enough. */
    public void useTyped() {
        Optional<Path> program = Optional.ofNullable(properties.get("program"))
                .map(path -> Path.of(path).normalize());
        String directory = program.map(Path::getParent).map(Path::toString).orElse("");
        List<String> found = List.of(environment.variable("PATH").orElse("").split(":"));
        Typed.use(
                program.filter(path -> !found.contains(directory))
                        .map(Path::toString)
                        .orElse(NAME),
                program.filter(path -> !ROOTS.contains(directory))
                        .map(Path::toString)
                        .orElse(NAME),
                () -> host.compose().typed());
    }

    /** Whether only the class archive is being made. */
    public boolean isTraining() {
        return "true".equals(properties.get("train"));
    }

    /** Whether the launcher has made a terminal ready for the full screen. */
    boolean isFullScreen() {
        return "full".equals(properties.get("face"));
    }

    /** The language of the first words: saved, else of the locale the operator came with. */
    public Language language() {
        return Language.parse(preferences.getOrDefault("lang", ""))
                .orElseGet(() -> Language.ofLocale(locale(), terminal()));
    }

    /** Whether this terminal can draw Japanese; the console of a VPS cannot (U60). */
    boolean drawsKana() {
        return Language.ofLocale("ja_JP.UTF-8", terminal()) == Language.JA;
    }

    /** Whether the operator came with a Japanese locale. */
    boolean wantsJapanese() {
        return Language.ofLocale(locale(), "") == Language.JA;
    }

    private String locale() {
        return Optional.ofNullable(properties.get("locale"))
                .or(() -> environment.variable("LC_ALL"))
                .or(() -> environment.variable("LC_MESSAGES"))
                .or(() -> environment.variable("LANG"))
                .orElse("");
    }

    private String terminal() {
        return environment.variable("TERM").orElse("");
    }

    /** Where preferences are kept. */
    Path preferencesFile() {
        return environment.configDirectory().resolve("config");
    }

    private static Map<String, String> read(Host host) {
        Map<String, String> preferences = new HashMap<>();
        text(host).lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                preferences.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        });
        return preferences;
    }

    /** Nobody is kept from their work by a preference that cannot be read, as with another's HOME; nor by the launcher. */
    private static String text(Host host) {
        try {
            return host.files()
                    .readIfThere(host.environment().configDirectory().resolve("config"), LIMIT)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .orElse("");
        } catch (ProblemException e) {
            return "";
        }
    }
}
