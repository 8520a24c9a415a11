package hikae.storage;

import hikae.ask.Paste;
import hikae.text.Say;
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
record Tidied(String text, List<Say> notes) {
    Tidied {
        notes = List.copyOf(notes);
    }

    /** One value of one line. */
    static Tidied of(String given) {
        Paste paste = Paste.of(given);
        return new Tidied(paste.text(), paste.removed()).narrowed();
    }

    /** A key: blanks and line breaks within are from the terminal that it was copied from. */
    static Tidied key(String given) {
        Tidied tidied = of(given.replaceAll("[\\s\u3000\u00a0]+", ""));
        boolean blanks =
                given.strip().length() < given.length() || given.chars().anyMatch(Character::isWhitespace);
        return blanks ? tidied.noting(Say.of("storage.corrected.blanks")) : tidied;
    }

    /** The same with other text and one more note, where the text is another one. */
    Tidied corrected(String other, Say note) {
        return other.equals(text) ? this : new Tidied(other, notes).noting(note);
    }

    /** The same with one more note. */
    Tidied noting(Say note) {
        List<Say> more = new ArrayList<>(notes);
        more.add(note);
        return new Tidied(text, more);
    }

    private Tidied narrowed() {
        String narrow = Normalizer.normalize(text, Normalizer.Form.NFKC);
        boolean wide = text.codePoints().anyMatch(c -> (c >= 0xFF01 && c <= 0xFF5E) || c == 0x3002 || c == 0xFF61);
        return wide ? corrected(narrow.replace('\u3002', '.'), Say.of("storage.corrected.width")) : this;
    }
}
