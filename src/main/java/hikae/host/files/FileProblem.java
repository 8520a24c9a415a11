package hikae.host.files;

import hikae.host.Account;
import hikae.host.Environment;
import hikae.host.Files;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Tells a failure of the file system by its cause; the sentence names the path. */
final class FileProblem {
    /** The kernel's words, which the JDK passes on. The launcher sees to it that they are English. */
    private static final Map<String, String> BY_WORDS = Map.of(
            "Read-only file system", "file-system-read-only",
            "No space left on device", "file-no-space",
            "Disk quota exceeded", "file-quota",
            "Operation not permitted", "file-immutable",
            "Is a directory", "file-is-directory",
            "Not a directory", "file-not-directory",
            "File name too long", "file-name-too-long",
            "Too many open files", "file-too-many-open",
            "Input/output error", "file-io-error",
            "Too many levels of symbolic links", "file-link-loop");

    private final Environment environment;

    FileProblem(Environment environment) {
        this.environment = environment;
    }

    /** Why reading failed. */
    ProblemException reading(Path path, IOException cause) {
        return of("file-denied", path, cause);
    }

    /** Why writing failed. */
    ProblemException writing(Path path, IOException cause) {
        return of("file-denied-write", path, cause);
    }

    /** The path is something else than the file that was expected. */
    static ProblemException notAFile(Path path, Files.Kind kind) {
        String id = kind == Files.Kind.DIRECTORY ? "file-is-directory" : "file-not-regular";
        return ProblemException.of(id, path);
    }

    /** A lock's file could not be closed. */
    static ProblemException notReleased(Path path, IOException cause) {
        return because("file-io-error", path, cause);
    }

    private ProblemException of(String denied, Path path, IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return denied(denied, path, cause);
        }
        if (cause instanceof NoSuchFileException) {
            return because("file-missing", path, cause);
        }
        if (cause instanceof Descriptor.Elsewhere) {
            return because("file-replaced", path, cause);
        }
        String words = words(cause);
        return BY_WORDS.entrySet().stream()
                .filter(entry -> words.contains(entry.getKey()))
                .findFirst()
                .map(entry -> because(entry.getValue(), path, cause))
                .orElseGet(() -> new ProblemException(Problem.of("file-failed", path, words), cause));
    }

    private static ProblemException because(String id, Path path, IOException cause) {
        return new ProblemException(Problem.of(id, path), cause);
    }

    private ProblemException denied(String id, Path path, IOException cause) {
        Path barrier = barrier(path.toAbsolutePath());
        Optional<Inode> inode = inode(barrier);
        String owner = inode.map(i -> Account.nameOf(i.state().uid())).orElse("?");
        String mode = inode.map(i -> String.format("%04o", i.state().mode())).orElse("?");
        return new ProblemException(Problem.of(id, path, environment.user(), barrier, owner, mode), cause);
    }

    /** The first directory on the way that we may not enter, else the thing itself, else what holds it. */
    private static Path barrier(Path path) {
        Path way = path.getRoot();
        for (Path name : path) {
            if (!java.nio.file.Files.isExecutable(way)) {
                return way;
            }
            way = way.resolve(name);
        }
        Path parent = path.getParent();
        return inode(path).isPresent() || parent == null ? path : parent;
    }

    private static Optional<Inode> inode(Path path) {
        try {
            return Inode.at(path);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String words(IOException cause) {
        String reason = cause instanceof FileSystemException system ? system.getReason() : cause.getMessage();
        return reason == null ? cause.getClass().getSimpleName() : reason;
    }
}
