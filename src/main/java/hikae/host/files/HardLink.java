package hikae.host.files;

import hikae.host.Files;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;

/** A second name for a file. */
final class HardLink {
    /**
     * What the kernel says where a link cannot be: it is not ours and {@code fs.protected_hardlinks} is on or the
     * file is immutable (EPERM), no such thing here (EOPNOTSUPP, ENOSYS), another disk (EXDEV), enough names (EMLINK).
     */
    private static final List<String> NOT_HERE = List.of(
            "Operation not permitted",
            "Operation not supported",
            "Function not implemented",
            "Invalid cross-device link",
            "Too many links");

    private HardLink() {}

    /** Whether it is there now. */
    static boolean make(HeldDirectory in, Path name, HeldDirectory there, Path to) throws IOException {
        Inode original = in.look(name).orElseThrow(() -> ProblemException.of("file-missing", in.path(name)));
        if (original.kind() != Files.Kind.FILE) {
            throw FileProblem.notAFile(in.path(name), original.kind());
        }
        try {
            in.link(name, there, to);
        } catch (FileAlreadyExistsException e) {
            requireSame(original, there, to, e);
        } catch (FileSystemException e) {
            String reason = String.valueOf(e.getReason());
            if (NOT_HERE.stream().anyMatch(reason::contains)) {
                return false;
            }
            throw e;
        } catch (UnsupportedOperationException e) {
            return false;
        }
        there.sync();
        return true;
    }

    private static void requireSame(Inode original, HeldDirectory in, Path name, IOException taken) throws IOException {
        if (in.look(name)
                .filter(one -> one.state().id().equals(original.state().id()))
                .isEmpty()) {
            throw new ProblemException(Problem.of("file-name-taken", in.path(name)), taken);
        }
    }
}
