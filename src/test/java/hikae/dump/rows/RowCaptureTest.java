package hikae.dump.rows;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.dump.DumpVerdict;
import hikae.dump.MadeUpDump;
import hikae.dump.SqlText;
import hikae.dump.grammar.Oddity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Watching columns, and reading in pieces: wherever a piece ends, the same is found. */
class RowCaptureTest {
    private static final String TEXT = """
            COPY public."user" (id, "a b", username, host) FROM stdin;
            \\N\tx\tad\\tmin\\\\\t\\N
            u2\t\t\\.\texample.com
            short
            \\.x\ty\tz\tw\textra
            \tempty\t\t
            \\.
            COPY public."user" (username, id) FROM stdin;
            second\tblock
            \\.
            COPY public."user" (id) FROM stdin;
            no username
            \\.
            COPY public.other (id, username) FROM stdin;
            not\tthis
            \\.
            """;

    private record Watcher(List<String> seen) implements RowWatcher {
        @Override
        public String table() {
            return "user";
        }

        @Override
        public List<String> columns() {
            return List.of("username", "id");
        }

        @Override
        public void row(WatchedRow row) {
            seen.add((row.isNull(0) ? "null" : row.text(0)) + "|" + (row.isNull(1) ? "null" : row.text(1)));
        }
    }

    @Test
    void seesTheWatchedColumnsHoweverTheTextComes() {
        List<String> expected = List.of("ad\tmin\\|null", ".|u2", "z|.x", "|", "second|block");
        for (int seed = 0; seed < 300; seed++) {
            Watcher one = new Watcher(new ArrayList<>());
            Watcher two = new Watcher(new ArrayList<>());
            SqlText text = inPieces(TEXT, new Random(seed), List.of(one, two));

            assertThat(one.seen()).as("seed %d", seed).isEqualTo(expected);
            assertThat(two.seen()).as("seed %d", seed).isEqualTo(expected);
            assertThat(text.content().names().rows()).containsEntry("user", 7L).containsEntry("other", 1L);
        }
    }

    @Test
    void findsTheSameInADumpHoweverItComes() {
        String dump = MadeUpDump.small().text();
        for (int seed = 0; seed < 200; seed++) {
            SqlText text = inPieces(dump, new Random(seed), List.of());

            assertThat(DumpVerdict.of("a", text)).as("seed %d", seed).isEmpty();
            assertThat(text.content().names().rows()).isEqualTo(small().rows);
            assertThat(text.line()).isEqualTo(dump.lines().count() + 1);
        }
    }

    @Test
    void keepsOnlyTheBeginningOfAnEndlessField() {
        Watcher watcher = new Watcher(new ArrayList<>());
        SqlText text = new SqlText(List.of(watcher));
        read(text, "COPY public.\"user\" (id, username) FROM stdin;\n");
        byte[] piece = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 64; i++) {
            text.read(piece, piece.length);
        }
        read(text, "\tname\n\\.\n");

        assertThat(watcher.seen()).hasSize(1);
        assertThat(watcher.seen().get(0)).startsWith("name|xxx").hasSizeLessThan(20_000);
    }

    @Test
    void aZeroByteInAWatchedColumnIsFound() {
        SqlText text = new SqlText(List.of(new Watcher(new ArrayList<>())));
        read(text, "COPY public.\"user\" (id, username) FROM stdin;\na\tb\nc\0\td\n\\.\n");

        assertThat(text.content().find(Oddity.ZERO_BYTE)).contains(new Oddity.Place(3, ""));
    }

    private static MadeUpDump small() {
        MadeUpDump dump = MadeUpDump.small();
        assertThat(dump.sql()).isNotEmpty();
        return dump;
    }

    private static SqlText inPieces(String text, Random random, List<RowWatcher> watchers) {
        SqlText reader = new SqlText(watchers);
        byte[] all = text.getBytes(StandardCharsets.UTF_8);
        int most = 1 + random.nextInt(random.nextBoolean() ? 3 : 200);
        int at = 0;
        while (at < all.length) {
            int length = Math.min(all.length - at, 1 + random.nextInt(most));
            byte[] piece = new byte[length];
            System.arraycopy(all, at, piece, 0, length);
            reader.read(piece, length);
            at += length;
        }
        reader.end();
        return reader;
    }

    private static void read(SqlText text, String piece) {
        byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
        text.read(bytes, bytes.length);
    }
}
