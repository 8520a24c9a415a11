package hikae.host;

import hikae.text.Problem;
import hikae.text.ProblemException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;

/** A directory under another name, or gone once it is empty: what is to be whole is made beside its place. */
final class RenamedDirectory {
    private RenamedDirectory() {}

    /** Should somebody take the name between the look and the rename, the kernel replaces only an empty directory. */
    static void rename(Path directory, Path to) throws IOException {
        Optional<Inode> present = Inode.at(directory);
        demandDirectory(directory, present.orElseThrow(() -> ProblemException.of("file-missing", directory)));
        try {
            java.nio.file.Files.move(directory, to);
        } catch (FileAlreadyExistsException e) {
            throw new ProblemException(Problem.of("file-name-taken", to), e);
        }
        DurableWrite.syncDirectory(DurableWrite.directoryOf(to));
        DurableWrite.syncDirectory(DurableWrite.directoryOf(directory));
    }

    static void removeEmpty(Path directory) throws IOException {
        Optional<Inode> present = Inode.at(directory);
        if (present.isEmpty()) {
            return;
        }
        demandDirectory(directory, present.get());
        try {
            java.nio.file.Files.delete(directory);
        } catch (DirectoryNotEmptyException e) {
            throw new ProblemException(Problem.of("file-failed", directory, "Directory not empty"), e);
        }
        DurableWrite.syncDirectory(DurableWrite.directoryOf(directory));
    }

    private static void demandDirectory(Path path, Inode present) {
        if (present.kind() != Files.Kind.DIRECTORY) {
            throw ProblemException.of("file-not-directory", path);
        }
    }
}
