package hikae.storage.s3;

import java.util.List;
import java.util.Optional;

/**
 * One page of a bucket's objects.
 *
 * @param objects in alphabetical order of their keys
 * @param next where the next page begins; empty when this was the last
 */
public record Listing(List<Item> objects, Optional<String> next) {
    public Listing {
        objects = List.copyOf(objects);
    }

    /**
     * One object.
     *
     * @param key its name
     * @param size bytes
     */
    public record Item(String key, long size) {}
}
