package hikae.backup;

import java.util.Random;

/** Texts an operator could have as a name or a password, nasty ones more often than in life. */
public final class RandomTexts {
    private static final String NASTY = "$$$$#:'\"\\ \t{}[]&*!|>%@`-?,=~<.0123456789abcXYZ";
    private static final int[] ODD = {
        0xA0, 0x3000, 0x200B, 0x2028, 0x2029, 0xFEFF, 0x301, 0x3042, 0x6F22, 0xFF04, 0x1F600, 0xE000, 0x10FFFF, 0xFFFD
    };

    private RandomTexts() {}

    public static String printable(Random random) {
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(20);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(
                    random.nextInt(4) == 0
                            ? ODD[random.nextInt(ODD.length)]
                            : NASTY.charAt(random.nextInt(NASTY.length())));
        }
        return text.toString();
    }
}
