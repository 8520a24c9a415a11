package hikae.instance.yaml;

import hikae.text.ProblemException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The text of one file with its name, able to say at which line and column a character stands. */
public final class SourceText {
    private static final String MARK = "\uFEFF";

    private final String name;
    private final String text;
    private final boolean marked;
    private final int[] lineStarts;

    SourceText(String name, String text, boolean marked) {
        this.name = name;
        this.text = text;
        this.marked = marked;
        this.lineStarts = IntStream.concat(
                        IntStream.of(0),
                        IntStream.range(0, text.length())
                                .filter(i -> text.charAt(i) == '\n')
                                .map(i -> i + 1))
                .toArray();
    }

    /**
     * Decodes UTF-8 strictly: a replaced byte in a password would be a wrong password.
     *
     * @throws ProblemException naming line and byte, if the bytes are not UTF-8 or one of them is NUL
     */
    public static SourceText decode(byte[] bytes, String name) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer chars = CharBuffer.allocate(bytes.length);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CoderResult result = decoder.decode(in, chars, true);
        if (result.isError()) {
            throw ProblemException.of("text-not-utf8", bytePlace(bytes, in.position(), name));
        }
        String text = chars.flip().toString();
        int nul = text.indexOf('\0');
        boolean marked = text.startsWith(MARK);
        SourceText source = new SourceText(name, marked ? text.substring(1) : text, marked);
        if (nul >= 0) {
            throw ProblemException.of("text-nul", source.place(marked ? nul - 1 : nul));
        }
        return source;
    }

    /** The file name as shown to the operator. */
    public String name() {
        return name;
    }

    /** What the file holds, without a byte order mark. */
    public String text() {
        return text;
    }

    /** Whether the file began with a byte order mark. */
    public boolean marked() {
        return marked;
    }

    /** Where the character at {@code offset} stands. */
    public SourceLocation place(int offset) {
        int at = Math.min(offset, text.length());
        int line = line(at);
        return new SourceLocation(name, line, 1 + text.codePointCount(lineStarts[line - 1], at));
    }

    /** Where a code point stands: SnakeYAML counts those, Java text counts UTF-16 units. */
    SourceLocation placeOfPoint(int codePoint) {
        return place(offset(codePoint));
    }

    /** The offset of a code point. */
    int offset(int codePoint) {
        return text.offsetByCodePoints(0, Math.min(codePoint, text.codePointCount(0, text.length())));
    }

    /** The line of the character at {@code offset}, from 1. */
    public int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The offset just after the last character of the line in which {@code offset} stands. */
    public int lineEnd(int offset) {
        int end = text.indexOf('\n', offset);
        return end < 0 ? text.length() : end;
    }

    /** The offset of the first character of the line in which {@code offset} stands. */
    public int lineStart(int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    private static SourceLocation bytePlace(byte[] bytes, int offset, String name) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++) {
            if (bytes[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new SourceLocation(name, line, offset - lineStart + 1);
    }
}
