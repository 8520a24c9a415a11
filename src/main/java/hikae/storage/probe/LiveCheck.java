package hikae.storage.probe;

import hikae.host.Web;
import hikae.storage.s3.S3Answer;
import hikae.storage.s3.S3Bucket;
import hikae.storage.value.MisskeyUpload;
import hikae.storage.value.MisskeyUpload.Place;
import hikae.storage.value.R2Fields;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * One small random object is put where Misskey would put a file, looked at, and removed, whatever happens; with no more
 * than a token for this one bucket may do.
 *
 * @param web the network
 * @param probes the record of objects that are not removed yet
 * @param upload how Misskey would put a file
 * @param signature the token
 * @param clock the time of this server, for the comparison with R2's
 */
public record LiveCheck(Web web, TestObjects probes, MisskeyUpload upload, Web.Signature signature, Clock clock) {
    /** Checks the bucket: put, get, list, delete. */
    public Finding bucket() {
        return with(this::bucket);
    }

    /** Checks the public address, from whose answers the Base URL follows. */
    public Finding publicly(String host) {
        return publicly(host, web);
    }

    /**
     * The same.
     *
     * @param outside the network by which the public address is asked
     */
    public Finding publicly(String host, Web outside) {
        return with((bucket, place, content) -> {
            S3Answer put = bucket.put(place.uri(), content);
            if (!put.isOk()) {
                return new BucketDiagnosis(upload, bucket, place, clock).ofPut(put);
            }
            return new PublicLook(outside, host, place, upload).find(content);
        });
    }

    private interface Look {
        Finding at(S3Bucket bucket, Place place, byte[] content);
    }

    private Finding with(Look look) {
        Optional<Finding> hopeless = BucketDiagnosis.ofText(upload);
        if (hopeless.isPresent()) {
            return hopeless.get();
        }
        byte[] content = ("hikae " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
        Place place = upload.place("hikae-check-" + UUID.randomUUID() + ".txt").orElseThrow();
        S3Bucket bucket = new S3Bucket(web, place.host(), place.bucket(), Optional.of(signature));
        probes.removeLeft(web, this::known);
        probes.noted(place, signature.keyId());
        try {
            return look.at(bucket, place, content);
        } catch (ProblemException e) {
            return new BucketDiagnosis(upload, bucket, place, clock).ofNetwork(e);
        } finally {
            remove(bucket, place);
        }
    }

    /** What was left by an earlier check can be removed with the same token. */
    private Optional<Web.Signature> known(String keyId) {
        return Optional.of(signature).filter(mine -> mine.keyId().equals(keyId));
    }

    private Finding bucket(S3Bucket bucket, Place place, byte[] content) {
        BucketDiagnosis diagnosis = new BucketDiagnosis(upload, bucket, place, clock);
        S3Answer put = bucket.put(place.uri(), content);
        if (!put.isOk()) {
            return diagnosis.ofPut(put);
        }
        S3Answer got = bucket.get(place.key());
        if (!got.isOk() || !Arrays.equals(got.answer().body(), content)) {
            return diagnosis.ofGet(got);
        }
        S3Answer listed = bucket.list(place.key());
        boolean seen = listed.listing().stream()
                .flatMap(page -> page.objects().stream())
                .anyMatch(item -> item.key().equals(place.key()));
        if (!seen) {
            return Finding.no(Problem.of("storage-list-lacks", place.bucket(), BucketDiagnosis.said(listed)))
                    .suspecting(R2Fields.KEY_ID);
        }
        S3Answer gone = bucket.delete(place.key());
        return gone.isOk()
                ? Finding.ok(Message.of("storage.check.bucket", place.bucket())).proving(bucket)
                : Finding.no(Problem.of("storage-delete-refused", place.key(), BucketDiagnosis.said(gone)))
                        .suspecting(R2Fields.KEY_ID);
    }

    /** Also for a worker that nobody waits for any more: an interrupted thread could not send anything. */
    private void remove(S3Bucket bucket, Place place) {
        boolean interrupted = Thread.interrupted();
        try {
            if (bucket.delete(place.key()).status() < 500) { // removed, or it never was there
                probes.forgotten(place);
            }
        } catch (ProblemException e) {
            return; // the record stays, and with it the duty of the next start
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
