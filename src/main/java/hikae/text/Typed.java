package hikae.text;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the commands that our words name have to be typed on this server. The words are written as for the usual set-up;
 * where it is another, what is typed takes the place of what is written: {@code hikae}, {@code docker compose}, and
 * {@code {mk}}, {@code {web}}, {@code {misskey}} and {@code {db}}, which stand for Compose in Misskey's directory and
 * for its services. Words are made in many places, long after this is known, so one is kept for the process.
 *
 * @param program Hikae
 * @param asRoot Hikae behind {@code sudo}, which looks in directories of its own
 * @param compose Compose, without anything behind it; asked when a command with it is named
 * @param misskey Misskey's project
 */
public record Typed(String program, String asRoot, Supplier<String> compose, Misskey misskey) {
    private static final String HIKAE = "hikae";
    private static final String COMPOSE = "docker compose";
    private static final Pattern AS_ROOT = Pattern.compile("\\bsudo hikae\\b(?![./=-])");
    private static final Pattern PROGRAM =
            Pattern.compile("(?<![\\w/.@-]|sudo )hikae(?=[ ,;:)\"`\u3002\u3001\u300d]|\\.?$|\\. )");
    private static final Pattern ANEW = Pattern.compile("docker compose up -d --force-recreate");
    private static final Typed USUAL = new Typed(HIKAE, HIKAE, () -> COMPOSE, Misskey.USUAL);

    private static volatile Typed now = USUAL;

    /**
     * Misskey's project.
     *
     * @param words what Compose has to be told, quoted for the shell; empty for a project that is started in its
     *     directory by the usual files
     * @param services those that run Misskey, the one that serves first
     * @param database the one of its database
     */
    public record Misskey(List<String> words, List<String> services, String database) {
        private static final Misskey USUAL = new Misskey(List.of(), List.of("web"), "db");

        public Misskey {
            words = words.stream().map(Shell::word).toList();
            services = services.stream().map(Shell::word).toList();
            database = Shell.word(database);
        }
    }

    /** From here on, commands are typed like this, and meant for a usual Misskey. */
    public static void use(String program, String asRoot, Supplier<String> compose) {
        now = new Typed(Shell.word(program), Shell.word(asRoot), compose, Misskey.USUAL);
    }

    /** From here on, commands are meant for this Misskey. */
    public static void use(Misskey misskey) {
        Typed before = now;
        now = new Typed(before.program, before.asRoot, before.compose, misskey);
    }

    /** From here on, commands are typed as they are written. */
    public static void useUsual() {
        now = USUAL;
    }

    /** Compose as it is typed here. */
    public static String composeHere() {
        return now.compose.get();
    }

    /** One of our texts with what is typed here in place of what is written there. */
    static String in(String text) {
        return now.typed(text);
    }

    private String typed(String text) {
        String typed = text;
        if (typed.indexOf('{') >= 0) {
            typed = typed.replace("{mk}", mk())
                    .replace("{web}", misskey.services().get(0))
                    .replace("{misskey}", String.join(" ", misskey.services()))
                    .replace("{db}", misskey.database());
        }
        if (typed.contains(COMPOSE) && !compose.get().equals(COMPOSE)) {
            typed = ANEW.matcher(typed)
                    .replaceAll("docker compose rm -sf && docker compose up -d") // as Compose 1 needs it
                    .replace(COMPOSE + " ", compose.get() + " ");
        }
        if (!program.equals(HIKAE)) {
            typed = PROGRAM.matcher(typed).replaceAll(Matcher.quoteReplacement(program));
        }
        return asRoot.equals(HIKAE)
                ? typed
                : AS_ROOT.matcher(typed).replaceAll(Matcher.quoteReplacement("sudo " + asRoot));
    }

    private String mk() {
        return misskey.words().isEmpty() ? COMPOSE : COMPOSE + " " + String.join(" ", misskey.words());
    }
}
