package hikae.work;

import hikae.host.Host;
import hikae.text.Message;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Writes a file. What stands there must still be what the preview compared with, or be written already:
 * an edit made meanwhile is never overwritten (P9).
 *
 * @param path where
 * @param before its bytes when the plan was made
 * @param after its bytes then
 * @param mode its permission bits; those of a secret are 0600
 * @param secret whether its content is never shown, and the version before is not kept
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are what files hold; nobody compares two steps
public record WriteFile(Path path, Optional<byte[]> before, byte[] after, int mode, boolean secret) implements Step {
    private static final int LIMIT = 1 << 20;

    @Override
    public String id() {
        return "write " + path;
    }

    @Override
    public Message title() {
        return Message.of("step.write-file", path);
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.FileChange(path, before, after, mode, secret));
    }

    @Override
    public void run(Host host, Progress progress) {
        Optional<byte[]> now = host.files().readIfThere(path, LIMIT);
        if (!same(now, Optional.of(after)) && !same(now, before)) {
            throw ProblemException.of("file-changed-meanwhile", path);
        }
        if (secret) {
            host.files().replace(path, after); // no copy of the one before: nobody would ever delete it
        } else {
            host.files().write(path, after, mode);
        }
    }

    private static boolean same(Optional<byte[]> a, Optional<byte[]> b) {
        return a.isPresent() == b.isPresent() && (a.isEmpty() || Arrays.equals(a.get(), b.orElseThrow()));
    }

    @Override
    public String toString() {
        return "WriteFile[" + path + "]"; // the bytes may be a secret
    }
}
