package hikae.host;

import hikae.text.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A directory made with its parents, or one that is there made narrower. */
final class MadeDirectory {
    private final DurableWrite writer;

    MadeDirectory(DurableWrite writer) {
        this.writer = writer;
    }

    /** Whether anything was changed. */
    boolean make(Path absolute, int mode) throws IOException {
        Optional<Inode> present = Inode.behind(absolute);
        return present.isEmpty() ? create(absolute, mode) : narrow(absolute, present.get(), mode);
    }

    private boolean create(Path directory, int mode) throws IOException {
        Path parent = DurableWrite.directoryOf(directory);
        if (Inode.behind(parent).isEmpty()) {
            create(parent, mode);
        }
        java.nio.file.Files.createDirectory(
                directory, PosixFilePermissions.asFileAttribute(DurableWrite.permissions(Files.PRIVATE_DIRECTORY)));
        writer.adopt(directory);
        DurableWrite.chmod(directory, mode);
        DurableWrite.syncDirectory(parent);
        return true;
    }

    private static boolean narrow(Path directory, Inode present, int mode) throws IOException {
        if (present.kind() != Files.Kind.DIRECTORY) {
            throw ProblemException.of("file-not-directory", directory);
        }
        if ((present.state().mode() & ~mode & 0777) == 0) {
            return false;
        }
        DurableWrite.chmod(directory.toRealPath(), mode);
        return true;
    }
}
