package hikae.host;

import hikae.text.Problem;
import hikae.text.ProblemException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
    static boolean make(Path from, Path to) throws IOException {
        Inode original = Inode.at(from).orElseThrow(() -> ProblemException.of("file-missing", from));
        if (original.kind() != Files.Kind.FILE) {
            throw FileProblem.notAFile(from, original.kind());
        }
        try {
            java.nio.file.Files.createLink(to, from);
        } catch (FileAlreadyExistsException e) {
            requireSame(original, to, e);
        } catch (FileSystemException e) {
            String reason = String.valueOf(e.getReason());
            if (NOT_HERE.stream().anyMatch(reason::contains)) {
                return false;
            }
            throw e;
        } catch (UnsupportedOperationException e) {
            return false;
        }
        DurableWrite.syncDirectory(DurableWrite.directoryOf(to));
        return true;
    }

    private static void requireSame(Inode original, Path to, IOException taken) throws IOException {
        Optional<Inode> there = Inode.at(to);
        if (there.filter(inode -> inode.state().id().equals(original.state().id()))
                .isEmpty()) {
            throw new ProblemException(Problem.of("file-name-taken", to), taken);
        }
    }
}
