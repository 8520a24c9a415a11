package hikae.storage.inventory;

import hikae.host.Host;
import hikae.instance.Instance;
import hikae.instance.database.MisskeyDatabase;
import hikae.storage.diagnose.MediaFacts;
import hikae.storage.diagnose.MediaLook;
import hikae.storage.diagnose.MediaRows;
import hikae.storage.diagnose.MediaSettings;
import hikae.storage.inventory.Inventory.Counted;
import hikae.storage.s3.BucketObjects;
import hikae.storage.s3.S3Bucket;
import hikae.storage.value.MisskeyUpload;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists the bucket beside Misskey's rows; reads only. Proves a {@link Result}. */
record CountMedia(Instance instance) implements Step {
    /** PostgreSQL sorts, on disk where that is needed; in the order of bytes, which is that of the bucket. */
    private static final String KEYS = "SELECT key FROM ("
            + "SELECT \"accessKey\" AS key FROM public.drive_file WHERE NOT \"isLink\" AND NOT \"storedInternal\""
            + " UNION ALL SELECT \"thumbnailAccessKey\" FROM public.drive_file"
            + " WHERE NOT \"isLink\" AND NOT \"storedInternal\" AND \"thumbnailUrl\" IS NOT NULL"
            + " UNION ALL SELECT \"webpublicAccessKey\" FROM public.drive_file"
            + " WHERE NOT \"isLink\" AND NOT \"storedInternal\" AND \"webpublicUrl\" IS NOT NULL"
            + ") keys WHERE key IS NOT NULL ORDER BY key COLLATE \"C\"";

    private static final String INTERNAL = "SELECT count(*) AS files, coalesce(sum(size::bigint), 0) AS bytes"
            + " FROM public.drive_file WHERE \"storedInternal\" AND NOT \"isLink\"";

    /**
     * What was counted.
     *
     * @param counted in the bucket
     * @param internal files on this server's disk
     * @param internalBytes their size
     * @param bucket the bucket
     */
    record Result(Counted counted, long internal, long internalBytes, String bucket) {}

    @Override
    public String id() {
        return "count-media";
    }

    @Override
    public Message title() {
        return Message.of("inventory.counting");
    }

    @Override
    public List<Change> changes() {
        return List.of();
    }

    @Override
    public void run(Host host, Progress progress) {
        MisskeyDatabase database = MisskeyDatabase.open(host, instance);
        MediaSettings settings = MediaSettings.of(MediaRows.read(database).meta(), false);
        String address = instance.address().orElse("");
        MediaFacts.Misskey misskey = new MediaLook(host).misskey(address);
        MediaFacts facts = new MediaFacts(
                settings,
                Optional.empty(),
                Optional.empty(),
                misskey,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        MisskeyUpload.Place place = facts.upload().place("x").orElseThrow(() -> ProblemException.of("inventory-off"));
        S3Bucket bucket = new S3Bucket(
                host.web(),
                place.host(),
                place.bucket(),
                Optional.of(MediaLook.signature(facts).orElseThrow(() -> ProblemException.of("inventory-off"))));
        BucketObjects objects =
                new BucketObjects(bucket, listed -> progress.advanced(listed, 0, Message.of("inventory.unit")));
        Inventory inventory = new Inventory(facts.before(), place.bucket(), objects);
        database.each(KEYS, inventory);
        Map<String, Object> internal = database.rows(INTERNAL).get(0);
        Result result =
                new Result(inventory.end(), number(internal, "files"), number(internal, "bytes"), place.bucket());
        progress.found(Finding.ok(title()).proving(result));
    }

    private static long number(Map<String, Object> row, String name) {
        return row.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
