package hikae.dump;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** What people write, and what remote servers add to it: packs to about a quarter, as real notes do. */
final class MadeUpWords {
    private static final String KANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわん";
    private static final byte[] TAIL = "\t\\N\tpublic\thttps://".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "\t{\"👍\": 3, \":cat@.:\": 1}\t{}\n".getBytes(StandardCharsets.UTF_8);

    private final SplittableRandom chance;
    private final byte[][] words = new byte[3000][];
    private final byte[][] hosts = new byte[200][];
    private final byte[][] people = new byte[5000][];

    MadeUpWords(long seed) {
        chance = new SplittableRandom(seed);
        for (int i = 0; i < words.length; i++) {
            words[i] = bytes(i % 3 == 0 ? latin() + " " : kana());
        }
        words[0] = bytes("\\n");
        words[1] = bytes(" \\\\o/ ");
        words[2] = bytes(" \\\\. ");
        for (int i = 0; i < hosts.length; i++) {
            hosts[i] = bytes(latin() + ".example/notes/");
        }
        for (int i = 0; i < people.length; i++) {
            people[i] = bytes("\\N\t" + MadeUpDump.base36(chance.nextLong(1L << 40), 8) + "user00\t");
        }
    }

    long below(long bound) {
        return chance.nextLong(bound);
    }

    /** The fields of a note behind its id. */
    void note(MadeUpDump.Sink sink) {
        sink.bytes(people[chance.nextInt(people.length)]);
        int many = 4 + chance.nextInt(40);
        for (int i = 0; i < many; i++) {
            sink.bytes(words[chance.nextInt(1 + chance.nextInt(words.length))]);
        }
        sink.bytes(TAIL);
        sink.bytes(hosts[chance.nextInt(hosts.length)]);
        sink.text(Long.toHexString(chance.nextLong()) + Long.toHexString(chance.nextLong()));
        sink.bytes(END);
    }

    private String latin() {
        StringBuilder word = new StringBuilder();
        int length = 2 + chance.nextInt(8);
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + chance.nextInt(26)));
        }
        return word.toString();
    }

    private String kana() {
        StringBuilder word = new StringBuilder();
        int length = 1 + chance.nextInt(4);
        for (int i = 0; i < length; i++) {
            word.append(KANA.charAt(chance.nextInt(KANA.length())));
        }
        return word.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
