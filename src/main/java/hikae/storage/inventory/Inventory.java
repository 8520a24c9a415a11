package hikae.storage.inventory;

import hikae.storage.s3.Listing.Item;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The objects Misskey knows beside those of the bucket, both in the order of their bytes: each is met once and
 * forgotten, so the memory is the same for any number.
 */
final class Inventory implements Consumer<String> {
    /** How many names are kept to be shown. */
    private static final int EXAMPLES = 10;

    /** What Misskey calls its files (DriveService.ts). */
    private static final Pattern MISSKEYS = Pattern.compile(
            "(?:.*/)?(?:webpublic-|thumbnail-)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?:\\.[^/]*)?");

    /**
     * What was counted.
     *
     * @param rows objects that Misskey knows
     * @param objects objects in the bucket
     * @param bytes of all objects
     * @param missing known, but not in the bucket
     * @param orphaned made by Misskey, but of no file it knows
     * @param foreign not made by Misskey
     * @param belowBucket of the orphaned, those below the bucket's own name
     * @param missingSome names of some that are missing
     * @param orphanedSome names of some that are orphaned
     */
    record Counted(
            long rows,
            long objects,
            long bytes,
            long missing,
            long orphaned,
            long foreign,
            long belowBucket,
            List<String> missingSome,
            List<String> orphanedSome) {}

    private final String before;
    private final String bucketFolder;
    private final Iterator<Item> objects;
    private final List<String> missingSome = new ArrayList<>();
    private final List<String> orphanedSome = new ArrayList<>();
    private Optional<Item> object;
    private String last = "";
    private long rows;
    private long seen;
    private long bytes;
    private long missing;
    private long orphaned;
    private long foreign;
    private long belowBucket;

    /**
     * @param before what the bucket has in front of every name that Misskey knows
     * @param bucket the bucket's name
     * @param objects of the bucket, in order
     */
    Inventory(String before, String bucket, Iterator<Item> objects) {
        this.before = before;
        this.bucketFolder = bucket + "/";
        this.objects = objects;
        this.object = next();
    }

    /** The next name that Misskey knows; they come in order. */
    @Override
    public void accept(String known) {
        if (known.equals(last)) {
            return;
        }
        last = known;
        rows++;
        String key = before + known;
        while (object.isPresent() && compare(object.get().key(), key) < 0) {
            unknown(object.get());
            object = next();
        }
        if (object.filter(item -> item.key().equals(key)).isPresent()) {
            object = next();
        } else {
            missing++;
            keep(missingSome, known);
        }
    }

    /** There are no more names. */
    Counted end() {
        while (object.isPresent()) {
            unknown(object.get());
            object = next();
        }
        return new Counted(rows, seen, bytes, missing, orphaned, foreign, belowBucket, missingSome, orphanedSome);
    }

    private void unknown(Item item) {
        if (!MISSKEYS.matcher(item.key()).matches()) {
            foreign++;
            return;
        }
        orphaned++;
        belowBucket += before.isEmpty() && item.key().startsWith(bucketFolder) ? 1 : 0;
        keep(orphanedSome, item.key());
    }

    private static void keep(List<String> some, String name) {
        if (some.size() < EXAMPLES) {
            some.add(name);
        }
    }

    private Optional<Item> next() {
        if (!objects.hasNext()) {
            return Optional.empty();
        }
        Item item = objects.next();
        seen++;
        bytes += item.size();
        return Optional.of(item);
    }

    /** By code points, which is the order of UTF-8 bytes; that of Java's texts is another one. */
    static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                return Integer.compare(rank(a.charAt(i)), rank(b.charAt(i)));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** Halves of what is beyond the first 65536 come after all others. */
    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
    }
}
