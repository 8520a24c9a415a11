package hikae.ui.full.terminal;

/** Decodes UTF-8 byte by byte; broken sequences give nothing. */
final class Utf8 {
    private int codePoint;
    private int missing;
    private int smallest;

    /** The character that {@code value} completes, or -1. */
    int add(int value) {
        if (value < 0x80) {
            missing = 0;
            return value;
        }
        if (value < 0xC0) {
            return continuation(value);
        }
        missing = value < 0xE0 ? 1 : value < 0xF0 ? 2 : value < 0xF8 ? 3 : 0;
        smallest = missing == 1 ? 0x80 : missing == 2 ? 0x800 : 0x10000;
        codePoint = value & (0x3F >> missing);
        return -1;
    }

    private int continuation(int value) {
        if (missing == 0) {
            return -1;
        }
        codePoint = codePoint << 6 | (value & 0x3F);
        missing--;
        boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
        boolean valid = codePoint >= smallest && Character.isValidCodePoint(codePoint) && !surrogate;
        return missing == 0 && valid ? codePoint : -1;
    }
}
