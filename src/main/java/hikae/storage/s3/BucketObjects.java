package hikae.storage.s3;

import hikae.storage.s3.Listing.Item;
import hikae.text.ProblemException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.LongConsumer;

/** All objects of a bucket in order, fetched page by page as they are asked for. */
public final class BucketObjects implements Iterator<Item> {
    private final S3Bucket bucket;
    private final LongConsumer progress;
    private Iterator<Item> page;
    private Optional<String> next;
    private long listed;

    /**
     * Fetches the first page.
     *
     * @param progress is told after each page how many objects were listed
     */
    public BucketObjects(S3Bucket bucket, LongConsumer progress) {
        this.bucket = bucket;
        this.progress = progress;
        Listing first = fetched(Optional.empty());
        this.page = first.objects().iterator();
        this.next = first.next();
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && next.isPresent()) {
            Listing more = fetched(next);
            page = more.objects().iterator();
            next = more.next();
        }
        return page.hasNext();
    }

    @Override
    public Item next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }

    private Listing fetched(Optional<String> from) {
        S3Answer answer = bucket.list("", from);
        Listing listing = answer.listing()
                .orElseThrow(() -> ProblemException.of(
                        "inventory-list", bucket.bucket(), answer.code().orElse(String.valueOf(answer.status()))));
        listed += listing.objects().size();
        progress.accept(listed);
        return listing;
    }
}
