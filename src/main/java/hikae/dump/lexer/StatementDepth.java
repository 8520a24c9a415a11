package hikae.dump.lexer;

import java.util.Locale;

/**
 * Whether a semicolon ends the statement: not in parentheses, and not in the body of a function that begins
 * with BEGIN ATOMIC, which psql counts like this, too (psqlscan.l: identifier_count, begin_depth).
 */
final class StatementDepth {
    private static final int WORD_LIMIT = 16;
    private static final int FIRST_WORDS = 4;

    private final Bytes word = new Bytes(WORD_LIMIT);
    private final StringBuilder firstWords = new StringBuilder();
    private boolean variable;
    private boolean behindNumber;
    private int previous;
    private int colons;
    private int words;
    private int parentheses;
    private int blocks;

    /** Whether this byte belongs to the word that has begun; no dollar does to a variable of psql. */
    boolean takes(int value) {
        boolean letter = SqlSigns.isWordStart(value) || SqlSigns.isDigit(value);
        return !word.isEmpty() && (letter || (value == '$' && !variable));
    }

    /** Whether the word so far is the E of a quote with escapes. */
    boolean isEscapePrefix() {
        return word.length() == 1 && !variable && (word.at(0) == 'e' || word.at(0) == 'E');
    }

    /** Whether versions of psql differ in where a quote begins, as in {@code 1E'}; no SQL is written so. */
    boolean isAmbiguousBefore(int value) {
        return !word.isEmpty() && behindNumber && (value == '\'' || value == '$');
    }

    boolean isNested() {
        return parentheses > 0 || blocks > 0;
    }

    /** A letter of a word. */
    void word(int value) {
        word.add(value);
    }

    /** Anything that does not go on with a word; it may begin one. */
    void sign(int value) {
        int before = word.isEmpty() ? previous : 0;
        int colonsBefore = word.isEmpty() ? colons : 0;
        endWord();
        if (SqlSigns.isWordStart(value)) {
            behindNumber = SqlSigns.isDigit(before) || before == '.';
            variable = colonsBefore % 2 == 1;
            word.add(value);
        } else if (value == '(') {
            parentheses++;
        } else if (value == ')' && parentheses > 0) {
            parentheses--;
        }
        colons = value == ':' ? colonsBefore + 1 : 0;
        previous = value;
    }

    /** The word, if there is one, has ended. */
    void endWord() {
        previous = 0;
        colons = 0;
        if (word.isEmpty()) {
            return;
        }
        words++;
        if (words <= FIRST_WORDS || blocks > 0 || makesRoutine()) {
            count(word.text().toLowerCase(Locale.ROOT));
        }
        word.clear();
    }

    private void count(String text) {
        if (words <= FIRST_WORDS) {
            firstWords.append(text).append(' ');
        }
        if (parentheses > 0 || !makesRoutine()) {
            return;
        }
        if (text.equals("begin") || (text.equals("case") && blocks > 0)) {
            blocks++;
        } else if (text.equals("end") && blocks > 0) {
            blocks--;
        }
    }

    private boolean makesRoutine() {
        String first = firstWords.toString();
        return first.startsWith("create function ")
                || first.startsWith("create procedure ")
                || first.startsWith("create or replace function ")
                || first.startsWith("create or replace procedure ");
    }

    /** Another statement begins. */
    void reset() {
        word.clear();
        firstWords.setLength(0);
        words = 0;
        parentheses = 0;
        blocks = 0;
    }
}
