package hikae.storage.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.storage.inventory.Inventory.Counted;
import hikae.storage.s3.Listing.Item;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Counting by meeting two ordered streams is counting by sets. */
class InventoryTest {
    private static final Comparator<String> BYTES =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private static Counted count(String before, Set<String> rows, Set<String> objects) {
        Set<String> inOrder = new TreeSet<>(BYTES);
        inOrder.addAll(objects);
        Inventory inventory = new Inventory(
                before, "misskey", inOrder.stream().map(key -> new Item(key, 2)).iterator());
        Set<String> known = new TreeSet<>(BYTES);
        known.addAll(rows);
        known.forEach(inventory);
        return inventory.end();
    }

    private static String name(Random random) {
        String[] shapes = {"", "webpublic-", "thumbnail-", "files/", "null/", "misskey/"};
        return shapes[random.nextInt(shapes.length)] + new UUID(0, random.nextInt(40)) + ".webp";
    }

    @RepeatedTest(200)
    void isWhatSetsSay(RepetitionInfo info) {
        Random random = new Random(info.getCurrentRepetition());
        String before = random.nextBoolean() ? "" : "misskey/";
        Set<String> rows = new HashSet<>();
        Set<String> objects = new HashSet<>();
        for (int i = random.nextInt(60); i > 0; i--) {
            rows.add(name(random));
            objects.add(before + name(random));
        }
        Set<String> wanted = new HashSet<>();
        rows.forEach(row -> wanted.add(before + row));
        Counted counted = count(before, rows, objects);
        assertThat(counted.rows()).isEqualTo(rows.size());
        assertThat(counted.objects()).isEqualTo(objects.size());
        assertThat(counted.bytes()).isEqualTo(2L * objects.size());
        assertThat(counted.missing())
                .isEqualTo(wanted.stream().filter(key -> !objects.contains(key)).count());
        assertThat(counted.orphaned())
                .isEqualTo(objects.stream().filter(key -> !wanted.contains(key)).count());
    }

    @Test
    void whatMisskeyDidNotMakeIsNoOrphan() {
        String ours = UUID.randomUUID() + ".png";
        Counted counted = count("", Set.of(), Set.of("dump.sql.gz", ours, "a/readme.txt", "misskey/" + ours));
        assertThat(counted.foreign()).isEqualTo(2);
        assertThat(counted.orphanedSome()).containsExactlyInAnyOrder(ours, "misskey/" + ours);
        assertThat(counted.belowBucket()).isEqualTo(1);
    }

    @Test
    void theOrderIsThatOfBytesAlsoBeyondTheFirstPlane() {
        List<String> names = List.of("a", "b\uFF21", "b\uD83D\uDE00", "b\uE000x", "b", "\uFFFD", "\uD83D\uDE00");
        for (String a : names) {
            for (String b : names) {
                assertThat(Integer.signum(Inventory.compare(a, b)))
                        .as(a + " " + b)
                        .isEqualTo(Integer.signum(BYTES.compare(a, b)));
            }
        }
    }

    @Test
    void aRowTwiceIsOneObject() {
        Inventory inventory =
                new Inventory("", "misskey", List.of(new Item("a", 1)).iterator());
        inventory.accept("a");
        inventory.accept("a");
        assertThat(inventory.end().missing()).isZero();
    }
}
