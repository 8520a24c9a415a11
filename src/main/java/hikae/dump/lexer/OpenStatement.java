package hikae.dump.lexer;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/** The statement that is being read: its bytes up to a limit, and where it begins. */
final class OpenStatement {
    /** The longest one of Misskey's, a table of 160 columns, has 8 KB. */
    private static final int LIMIT = 1 << 20;

    private final Bytes bytes = new Bytes(LIMIT);
    private long line = 1;
    private long from;
    private boolean wholeLine;

    boolean isEmpty() {
        return bytes.isEmpty();
    }

    /** Where its first byte stands. */
    void begin(long atLine, long atOffset, boolean atLineStart) {
        line = atLine;
        from = atOffset;
        wholeLine = atLineStart;
    }

    void add(int value) {
        bytes.add(value);
    }

    /** Takes back what turned out not to belong to it. */
    void drop(int count) {
        bytes.drop(count);
    }

    /** Whether it began at the beginning of a line. */
    boolean isWholeLine() {
        return wholeLine;
    }

    /** What was its first sign has begun a comment: that is one for itself only where the line has nothing else. */
    void becomesComment() {
        drop(bytes.isEmpty() ? 0 : 1);
        wholeLine = wholeLine && bytes.isEmpty();
    }

    /** The line it begins on. */
    long line() {
        return line;
    }

    /** What is there of it, for a message. */
    String shown() {
        return bytes.text();
    }

    void clear() {
        bytes.clear();
    }

    /** The whole of it, ending before this offset. */
    RawStatement end(Charset charset, long atLine, long to) {
        boolean nothing = bytes.isEmpty();
        if (bytes.isCut()) {
            return new RawStatement(shown(), line, from, to, RawStatement.Flaw.TOO_LONG);
        }
        try {
            String text = charset.newDecoder().decode(bytes.buffer()).toString();
            return new RawStatement(text, nothing ? atLine : line, from, to, RawStatement.Flaw.NONE);
        } catch (CharacterCodingException e) {
            return new RawStatement(shown(), line, from, to, RawStatement.Flaw.NOT_TEXT);
        }
    }
}
