package hikae.ui.full.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What arrives between the two marks of a bracketed paste. */
final class PasteBuffer {
    private static final byte[] END = "\u001B[201~".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 1 << 16;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int matched;

    /** Adds a byte; true if it was the last one of the end mark. What is too long is dropped, not kept. */
    boolean add(int value) {
        if (value == END[matched]) {
            matched++;
            return matched == END.length;
        }
        keep(END, matched);
        matched = value == END[0] ? 1 : 0;
        if (matched == 0) {
            keep(new byte[] {(byte) value}, 1);
        }
        return false;
    }

    /** The pasted text; the buffer is empty afterwards. */
    String take() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        matched = 0;
        return text;
    }

    private void keep(byte[] source, int length) {
        if (bytes.size() + length <= LONGEST) {
            bytes.write(source, 0, length);
        }
    }
}
