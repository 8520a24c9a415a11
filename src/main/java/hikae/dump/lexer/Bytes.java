package hikae.dump.lexer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow up to a limit; what comes behind it is dropped. */
final class Bytes {
    private final int limit;
    private byte[] bytes = new byte[64];
    private int length;
    private boolean cut;

    Bytes(int limit) {
        this.limit = limit;
    }

    void add(int value) {
        if (length == limit) {
            cut = true;
            return;
        }
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(limit, 2 * length));
        }
        bytes[length++] = (byte) value;
    }

    void clear() {
        length = 0;
        cut = false;
    }

    int length() {
        return length;
    }

    byte at(int index) {
        return bytes[index];
    }

    boolean isEmpty() {
        return length == 0;
    }

    boolean isFull() {
        return length == limit;
    }

    /** Whether something was dropped. */
    boolean isCut() {
        return cut;
    }

    /** Forgets the last ones. */
    void drop(int count) {
        length = Math.max(0, length - count);
    }

    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
