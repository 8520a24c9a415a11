package hikae.dump.lexer;

/**
 * A text between two marks such as {@code $$} or {@code $body$}, in which nothing else has a meaning. The
 * rules are those of psql's lexer (psqlscan.l of PostgreSQL: dolqdelim, dolqfailed, dolqinside).
 */
final class DollarQuote {
    /** What a byte behind the first dollar means. */
    enum Step {
        /** It belongs to the mark, or to the text behind it. */
        INSIDE,
        /** There is no quote: the dollar was only a dollar. */
        NONE,
        /** The text has ended with this byte. */
        ENDED
    }

    /** No name in PostgreSQL is longer than 63 bytes. */
    private static final int LIMIT = 1024;

    private final Bytes tag = new Bytes(LIMIT);
    private boolean opened;
    /** Bytes of the closing mark seen; -1 before its dollar. */
    private int seen;

    /** A dollar was read where a quote may begin. */
    void begin() {
        tag.clear();
        opened = false;
        seen = -1;
    }

    /** The bytes read behind the first dollar while it was not sure that it is a quote. */
    Bytes tag() {
        return tag;
    }

    Step next(int value) {
        return opened ? inside(value) : opening(value);
    }

    private Step opening(int value) {
        if (value == '$') {
            opened = true;
            return Step.INSIDE;
        }
        boolean fits = SqlSigns.isWordStart(value) || (!tag.isEmpty() && SqlSigns.isDigit(value));
        if (!fits || tag.isFull()) {
            return Step.NONE;
        }
        tag.add(value);
        return Step.INSIDE;
    }

    private Step inside(int value) {
        if (value == '$') {
            if (seen == tag.length()) {
                return Step.ENDED;
            }
            seen = 0;
        } else if (seen >= 0 && seen < tag.length() && tag.at(seen) == (byte) value) {
            seen++;
        } else {
            seen = -1;
        }
        return Step.INSIDE;
    }
}
