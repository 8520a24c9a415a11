package hikae.storage.diagnose;

import java.util.List;

/**
 * A file that was uploaded here, and what its addresses gave.
 *
 * @param id its id in Misskey
 * @param internal whether Misskey keeps it on this server's own disk
 * @param seen each of its addresses
 */
public record MediaFile(String id, boolean internal, List<Seen> seen) {
    public MediaFile {
        seen = List.copyOf(seen);
    }

    /** Where an object is in the bucket. */
    enum Stored {
        /** Where Misskey with its settings of now would put it. */
        THERE,
        /** Under another of the names it may have. */
        ELSEWHERE,
        NOWHERE,
        UNKNOWN
    }

    /**
     * One address.
     *
     * @param column {@code url}, {@code thumbnailUrl} or {@code webpublicUrl}
     * @param url as Misskey has it
     * @param key what Misskey calls the object
     * @param status what was answered; 0 for nothing
     * @param shows whether it is the file that was answered
     * @param bases the Base URLs under which the same object does answer
     * @param stored where the object is
     */
    public record Seen(
            String column, String url, String key, int status, boolean shows, List<String> bases, Stored stored) {
        public Seen {
            bases = List.copyOf(bases);
        }
    }

    /** Whether every address gives the file. */
    boolean shows() {
        return seen.stream().allMatch(Seen::shows);
    }
}
