package hikae.storage.probe;

import hikae.storage.s3.Listing;
import hikae.storage.s3.S3Bucket;
import hikae.storage.value.R2Answers;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a bucket may hold database dumps. A dump holds every secret of the server: password hashes, tokens, private
 * keys, the keys of the bucket. So not the bucket of the media, which everybody reads, nor any that answers somebody
 * unknown.
 */
public final class DumpPlace {
    private static final Pattern DUMP = Pattern.compile("(?i).*\\.(sql|dump|pgdump|backup)(\\.(gz|zst|xz|bz2))?");
    private static final List<String> FOLDERS =
            List.of("", "last/", "daily/", "weekly/", "monthly/", "backup/", "backups/", "dumps/");

    private DumpPlace() {}

    /**
     * Why no dump may be put there.
     *
     * @param place the bucket it would be put to
     * @param media the bucket of Misskey's files; empty when that is not known
     */
    public static Optional<Problem> refusal(S3Bucket place, Optional<R2Answers> media) {
        boolean isMedia = media.filter(r2 -> isSame(place, r2)).isPresent();
        if (isMedia) {
            return Optional.of(Problem.of("dumps-in-media", place.bucket()));
        }
        return place.anonymous().list("").isOk()
                ? Optional.of(Problem.of("dumps-in-public", place.bucket()))
                : Optional.empty();
    }

    /** The first thing in the media bucket that looks like a dump, in the places where dumps usually are. */
    public static Optional<Problem> lying(S3Bucket media) {
        for (String folder : FOLDERS) {
            Optional<String> dump = dump(media, folder);
            if (dump.isPresent()) {
                return Optional.of(Problem.of("dumps-lie-open", dump.get(), media.bucket()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> dump(S3Bucket media, String folder) {
        try {
            return media.list(folder).listing().stream()
                    .flatMap(page -> page.objects().stream())
                    .map(Listing.Item::key)
                    .filter(key -> DUMP.matcher(key).matches())
                    .map(PublicLook::plain)
                    .findFirst();
        } catch (ProblemException e) {
            return Optional.empty(); // the check of the bucket itself tells why
        }
    }

    /** Whatever the jurisdiction: bucket names are looked after by people. */
    private static boolean isSame(S3Bucket place, R2Answers media) {
        return place.bucket().equals(media.bucket().name())
                && place.host().startsWith(media.endpoint().accountId());
    }
}
