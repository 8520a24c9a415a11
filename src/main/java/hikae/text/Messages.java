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
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All words of one language, read from the files {@code AREA_LANGUAGE.properties} beside this class. */
public final class Messages {
    /** The files, one per part of the house. */
    static final List<String> AREAS = List.of(
            "problem",
            "ask",
            "ui",
            "work",
            "cli",
            "setup",
            "adopt",
            "storage",
            "media",
            "backup",
            "status",
            "recovery");

    private static final Pattern MARK = Pattern.compile("\\{(\\d)}");
    private static final Map<Language, Messages> LOADED = new EnumMap<>(Language.class);

    private final Language language;
    private final Properties words;
    private final Properties learned = new Properties();

    private Messages(Language language, Properties words) {
        this.language = language;
        this.words = words;
    }

    /** The words of {@code language}; read once per process. */
    public static synchronized Messages in(Language language) {
        return LOADED.computeIfAbsent(language, wanted -> new Messages(wanted, load(wanted)));
    }

    /** The same with more words; for forms that do not come with the program, as tests have. */
    public Messages plus(Map<String, String> more) {
        Properties all = new Properties();
        all.putAll(words);
        all.putAll(more);
        return new Messages(language, all);
    }

    /** The language these words are in. */
    public Language language() {
        return language;
    }

    /**
     * The message with its arguments filled in.
     *
     * @throws IllegalStateException if there is no such message: a bug, caught by the build
     */
    public String get(String key, Object... args) {
        String pattern = words.getProperty(key, learned.getProperty(key));
        if (pattern == null) {
            throw new IllegalStateException("no message " + key + " in " + language.tag());
        }
        return fill(pattern, args);
    }

    /** Says it in this language. */
    public String say(Say say) {
        Object[] args = say.args().toArray();
        return say.isLiteral() ? String.valueOf(args[0]) : get(say.key(), args);
    }

    /** Whether there is such a message; for words that only some screens have, such as a second hint line. */
    public boolean has(String key) {
        return words.containsKey(key) || learned.containsKey(key);
    }

    /** Every key, sorted. */
    public Set<String> keys() {
        return new TreeSet<>(words.stringPropertyNames());
    }

    /** Takes up more words, which are not among the {@link #keys}: those of made-up questions in tests. */
    void learn(Properties more) {
        learned.putAll(more);
    }

    /** {0} {1} ... are replaced in one pass; everything else, quotes and braces included, stays as it is. */
    private String fill(String pattern, Object... args) {
        return MARK.matcher(pattern).replaceAll(mark -> {
            int index = Integer.parseInt(mark.group(1));
            return Matcher.quoteReplacement(index < args.length ? argument(args[index]) : mark.group());
        });
    }

    private String argument(Object arg) {
        return arg instanceof Say inner ? say(inner) : String.valueOf(arg);
    }

    private static Properties load(Language language) {
        Properties all = new Properties();
        for (String area : AREAS) {
            String name = area + "_" + language.tag() + ".properties";
            try (InputStream in = Messages.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException("no " + name);
                }
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
                all.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }
}
