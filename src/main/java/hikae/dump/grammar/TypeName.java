package hikae.dump.grammar;

/** The name of a type, with what may stand in parentheses and brackets behind it. */
final class TypeName {
    private TypeName() {}

    /** Takes it. */
    static void read(SqlWords words) {
        words.name();
        rest(words);
    }

    /** Takes what is left of it behind its first word. */
    static void rest(SqlWords words) {
        while (words.accept(".")) {
            words.name();
        }
        furtherWords(words);
        if (words.accept("(")) {
            do {
                words.literal();
            } while (words.accept(","));
            words.expect(")");
        }
        furtherWords(words);
        while (words.accept("[")) {
            if (words.isNumber()) {
                words.number();
            }
            words.expect("]");
        }
    }

    /** Whether a word goes on with a type's name: {@code double precision}. */
    static boolean goesOn(SqlWords words) {
        return words.is("varying") || words.is("precision") || words.is("with") || words.is("without");
    }

    private static void furtherWords(SqlWords words) {
        boolean more = true;
        while (more) {
            more = words.acceptAny("varying", "precision", "year", "month", "day", "hour", "minute", "second", "to")
                    || words.accept("with", "time", "zone")
                    || words.accept("without", "time", "zone");
        }
    }
}
