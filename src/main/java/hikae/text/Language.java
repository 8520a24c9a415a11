package hikae.text;

import java.util.Locale;
import java.util.Optional;

/** The two languages, equal in rank. */
public enum Language {
    JA("ja", "日本語"),
    EN("en", "English");

    private final String tag;
    private final String ownName;

    Language(String tag, String ownName) {
        this.tag = tag;
        this.ownName = ownName;
    }

    /** The ISO 639 code, as in {@code --lang ja}. */
    public String tag() {
        return tag;
    }

    /** The language's name in itself, for the menu. */
    public String ownName() {
        return ownName;
    }

    /** The locale for dates and day names. */
    public Locale locale() {
        return this == JA ? Locale.JAPAN : Locale.UK;
    }

    /** The other one. */
    public Language other() {
        return this == JA ? EN : JA;
    }

    /** {@code ja} or {@code en} in any case; empty for anything else. */
    public static Optional<Language> parse(String text) {
        for (Language language : values()) {
            if (language.tag.equalsIgnoreCase(text.strip())) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    /**
     * The language of a POSIX locale name such as {@code ja_JP.UTF-8}. Japanese needs a UTF-8 locale and
     * a terminal that can draw it: the Linux console cannot.
     *
     * @param locale the first non-empty of LC_ALL, LC_MESSAGES and LANG, or an empty text
     * @param term the value of TERM, or an empty text
     */
    public static Language ofLocale(String locale, String term) {
        String name = locale.toLowerCase(Locale.ROOT);
        boolean japanese = name.startsWith("ja");
        boolean utf8 = name.contains("utf-8") || name.contains("utf8");
        return japanese && utf8 && !term.equals("linux") ? JA : EN;
    }
}
