package hikae.backup.compose;

/**
 * One replacement in a text.
 *
 * @param start index of the first character that goes
 * @param end index behind the last one; equal to start for an insertion
 * @param with what comes there
 */
public record TextEdit(int start, int end, String with) {
    String in(String text) {
        return text.substring(0, start) + with + text.substring(end);
    }
}
