package hikae.storage.value;

import hikae.ask.Paste;
import hikae.text.Message;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * A pasted value in ordinary characters: no quotes, blanks or invisible characters around it, no full-width
 * letters.
 *
 * @param text what to go on with
 * @param notes what was corrected
 */
record CleanedInput(String text, List<Message> notes) {
    CleanedInput {
        notes = List.copyOf(notes);
    }

    /** One value of one line. */
    static CleanedInput of(String given) {
        Paste paste = Paste.of(given);
        return new CleanedInput(paste.text(), paste.removed()).narrowed();
    }

    /** A key: blanks and line breaks within are from the terminal that it was copied from. */
    static CleanedInput key(String given) {
        CleanedInput tidied = of(given.replaceAll("[\\s\u3000\u00a0]+", ""));
        boolean blanks =
                given.strip().length() < given.length() || given.chars().anyMatch(Character::isWhitespace);
        return blanks ? tidied.noting(Message.of("storage.corrected.blanks")) : tidied;
    }

    /** The same with other text and one more note, where the text is another one. */
    CleanedInput corrected(String other, Message note) {
        return other.equals(text) ? this : new CleanedInput(other, notes).noting(note);
    }

    /** The same with one more note. */
    CleanedInput noting(Message note) {
        List<Message> more = new ArrayList<>(notes);
        more.add(note);
        return new CleanedInput(text, more);
    }

    private CleanedInput narrowed() {
        String narrow = Normalizer.normalize(text, Normalizer.Form.NFKC);
        boolean wide = text.codePoints().anyMatch(c -> (c >= 0xFF01 && c <= 0xFF5E) || c == 0x3002 || c == 0xFF61);
        return wide ? corrected(narrow.replace('\u3002', '.'), Message.of("storage.corrected.width")) : this;
    }
}
