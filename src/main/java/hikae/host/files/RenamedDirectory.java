package hikae.host.files;

import hikae.host.Files;
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
    static void rename(HeldDirectory in, Path name, HeldDirectory there, Path to) throws IOException {
        Optional<Inode> present = in.look(name);
        demandDirectory(in.path(name), present.orElseThrow(() -> ProblemException.of("file-missing", in.path(name))));
        try {
            in.move(name, there, to);
        } catch (FileAlreadyExistsException e) {
            throw new ProblemException(Problem.of("file-name-taken", there.path(to)), e);
        }
        there.sync();
        in.sync();
    }

    static void removeEmpty(HeldDirectory in, Path name) throws IOException {
        Optional<Inode> present = in.look(name);
        if (present.isEmpty()) {
            return;
        }
        demandDirectory(in.path(name), present.get());
        try {
            in.remove(name);
        } catch (DirectoryNotEmptyException e) {
            throw new ProblemException(Problem.of("file-failed", in.path(name), "Directory not empty"), e);
        }
        in.sync();
    }

    private static void demandDirectory(Path path, Inode present) {
        if (present.kind() != Files.Kind.DIRECTORY) {
            throw ProblemException.of("file-not-directory", path);
        }
    }
}
