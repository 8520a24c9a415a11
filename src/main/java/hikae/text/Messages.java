package hikae.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All words of one language, read from the files {@code AREA_LANGUAGE.properties} beside this class. */
public final class Messages {
    /** The files, one per part of the house; first those of the first screen. */
    static final List<String> AREAS = List.of(
            "menu",
            "ui",
            "problem",
            "safety",
            "ask",
            "cli",
            "setup",
            "adopt",
            "storage",
            "media",
            "backup",
            "status",
            "recovery");

    /** So many of them are those of the first screen. */
    private static final int FIRST = 2;

    /** What the keys of the manual and of the help begin with: there, commands are named as everywhere. */
    private static final String MANUAL = "cli.";

    private static final Pattern MARK = Pattern.compile("\\{(\\$?)(\\d)}");
    private static final Map<Language, Messages> LOADED = new EnumMap<>(Language.class);

    private final Language language;
    private final Properties words = new Properties();
    private final Properties learned = new Properties();
    private int areas;

    private Messages(Language language) {
        this.language = language;
    }

    /** The words of {@code language}; each file is read once per process, when a word in it is first wanted. */
    public static synchronized Messages in(Language language) {
        return LOADED.computeIfAbsent(language, Messages::new);
    }

    /** The same with more words; for forms that do not come with the program, as tests have. */
    public Messages plus(Map<String, String> more) {
        readAll();
        Messages all = new Messages(language);
        all.areas = AREAS.size();
        all.words.putAll(words);
        all.words.putAll(more);
        return all;
    }

    /** Reads the words of the first screen. */
    public synchronized void readAhead() {
        while (areas < FIRST) {
            readNext();
        }
    }

    /** The language these words are in. */
    public Language language() {
        return language;
    }

    /**
     * The message with its arguments filled in. A mark such as {@code {$0}} is a word of a command that is there to be
     * pasted, and is quoted for a shell.
     *
     * @throws IllegalStateException if there is no such message: a bug, caught by the build
     */
    public String get(String key, Object... args) {
        String pattern =
                find(key).orElseThrow(() -> new IllegalStateException("no message " + key + " in " + language.tag()));
        return fill(key.startsWith(MANUAL) ? pattern : Typed.in(pattern), args);
    }

    /** Says it in this language. */
    public String say(Message message) {
        Object[] args = message.args().toArray();
        return message.isLiteral() ? argument(args[0]) : get(message.key(), args);
    }

    /** Whether there is such a message; for words that only some screens have, such as a second hint line. */
    public boolean has(String key) {
        return find(key).isPresent();
    }

    /** Every key, sorted. */
    public Set<String> keys() {
        readAll();
        return new TreeSet<>(words.stringPropertyNames());
    }

    /** Adds more words, which are not among the {@link #keys}: those of made-up questions in tests. */
    void learn(Properties more) {
        learned.putAll(more);
    }

    /** {0} {1} ... are replaced in one pass; everything else, quotes and braces included, stays as it is. */
    private String fill(String pattern, Object... args) {
        if (pattern.indexOf('{') < 0) {
            return pattern;
        }
        return MARK.matcher(pattern).replaceAll(mark -> {
            int index = Integer.parseInt(mark.group(2));
            boolean word = !mark.group(1).isEmpty();
            return Matcher.quoteReplacement(
                    index >= args.length
                            ? mark.group()
                            : word ? Shell.word(String.valueOf(args[index])) : argument(args[index]));
        });
    }

    /** A name may hold a line break; what comes behind it must not look like a line of ours. */
    private String argument(Object arg) {
        return arg instanceof Message inner
                ? say(inner)
                : String.valueOf(arg).replace("\r", "\\u{d}").replace("\n", "\\u{a}");
    }

    private Optional<String> find(String key) {
        boolean more = true;
        while (more && !words.containsKey(key)) {
            more = readNext();
        }
        return Optional.ofNullable(words.getProperty(key, learned.getProperty(key)));
    }

    private void readAll() {
        boolean more = true;
        while (more) {
            more = readNext();
        }
    }

    /** Reads one more file; false if there was none left. */
    private synchronized boolean readNext() {
        if (areas == AREAS.size()) {
            return false;
        }
        String name = AREAS.get(areas) + "_" + language.tag() + ".properties";
        try (InputStream in = Messages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name);
            }
            Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
            words.load(reader);
            areas++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }
}
