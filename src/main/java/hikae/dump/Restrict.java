package hikae.dump;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pair {@code \restrict KEY} and its counterpart {@code unrestrict} that pg_dump writes since August 2025 as the first and the
 * last line that is no comment: the only commands for psql in a dump. Neither is ever sent, so one without the other
 * does no harm in a load.
 */
final class Restrict {
    private static final Pattern BEGIN = Pattern.compile("\\\\restrict[ \\t]+([A-Za-z0-9]+)");
    private static final Pattern END = Pattern.compile("\\\\unrestrict[ \\t]+([A-Za-z0-9]+)");

    private static final String WORD = "\\unrestrict";

    /** What a command is. */
    enum Place {
        /** One of the pair, where it belongs. */
        RIGHT,
        /** One that begins another dump. */
        BEHIND_END,
        /** None of the pair, or in the middle. */
        NONE
    }

    private Optional<String> opened = Optional.empty();
    private Optional<String> closed = Optional.empty();
    private boolean cut;

    /**
     * A command for psql.
     *
     * @param begun whether anything but comments came before
     * @param complete whether the line that says that the dump is complete did
     */
    Place command(String text, boolean begun, boolean complete) {
        Matcher begin = BEGIN.matcher(text);
        if (begin.matches()) {
            if (!begun) {
                opened = Optional.of(begin.group(1));
            }
            return complete ? Place.BEHIND_END : begun ? Place.NONE : Place.RIGHT;
        }
        Matcher end = END.matcher(text);
        if (end.matches() && complete) {
            Place place = closed.isEmpty() ? Place.RIGHT : Place.BEHIND_END;
            closed = closed.or(() -> Optional.of(end.group(1)));
            return place;
        }
        cut = cut || (complete && WORD.startsWith(text));
        return cut ? Place.RIGHT : Place.NONE;
    }

    /** Whether the dump begins with it. */
    boolean isThere() {
        return opened.isPresent();
    }

    /** Whether one of the two is missing, or has another key. */
    boolean isHalf() {
        return !opened.equals(closed);
    }

    /** Whether the last line breaks off: then so does the file. */
    boolean isCut() {
        return cut
                || (isHalf()
                        && closed.filter(key -> opened.orElse("").startsWith(key))
                                .isPresent());
    }
}
