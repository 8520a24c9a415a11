package hikae.host;

import hikae.text.Problem;
import hikae.text.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The files of this server. What we make as root belongs to the owner of the directory it stands in. */
final class RealFiles implements Files {
    private final Environment environment;
    private final FileProblem problem;
    private final DurableWrite writer;

    RealFiles(Environment environment) {
        this.environment = environment;
        this.problem = new FileProblem(environment);
        this.writer = new DurableWrite(environment);
    }

    @Override
    public Optional<State> look(Path path) {
        try {
            return Inode.at(path).map(Inode::state);
        } catch (IOException e) {
            throw problem.reading(path, e);
        }
    }

    @Override
    public byte[] read(Path path, int limit) {
        return readIfThere(path, limit).orElseThrow(() -> ProblemException.of("file-missing", path));
    }

    @Override
    public Optional<byte[]> readIfThere(Path path, int limit) {
        Optional<byte[]> ours = FileLocks.content(path);
        if (ours.isPresent()) {
            return ours;
        }
        try {
            Optional<Inode> inode = Inode.behind(path);
            return inode.isEmpty() ? Optional.empty() : Optional.of(bytes(path, inode.get(), limit));
        } catch (IOException e) {
            throw problem.reading(path, e);
        }
    }

    /** Only a regular file is opened: opening a FIFO would wait for somebody to write into it. */
    private static byte[] bytes(Path path, Inode inode, int limit) throws IOException {
        if (inode.kind() != Kind.FILE) {
            throw FileProblem.notAFile(path, inode.kind());
        }
        byte[] content = new byte[0];
        if (inode.state().size() <= limit) {
            try (InputStream in = java.nio.file.Files.newInputStream(path.toRealPath(), LinkOption.NOFOLLOW_LINKS)) {
                content = in.readNBytes(limit == Integer.MAX_VALUE ? limit : limit + 1);
            }
        }
        long size = Math.max(inode.state().size(), content.length);
        if (size > limit) {
            throw ProblemException.of("file-too-large", path, Long.toString(size), Integer.toString(limit));
        }
        return content;
    }

    @Override
    public InputStream open(Path path) {
        try {
            Inode inode = Inode.at(path).orElseThrow(() -> ProblemException.of("file-missing", path));
            if (inode.kind() != Kind.FILE) {
                throw FileProblem.notAFile(path, inode.kind());
            }
            return java.nio.file.Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw problem.reading(path, e);
        }
    }

    @Override
    public List<Path> list(Path directory) {
        List<Path> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = java.nio.file.Files.newDirectoryStream(directory)) {
            entries.forEach(names::add);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (NotDirectoryException e) {
            throw new ProblemException(Problem.of("file-not-directory", directory), e);
        } catch (DirectoryIteratorException e) {
            throw problem.reading(directory, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw problem.reading(directory, e);
        }
        Collections.sort(names);
        return List.copyOf(names);
    }

    @Override
    public Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (NoSuchFileException e) {
            return path.toAbsolutePath().normalize();
        } catch (IOException e) {
            throw problem.reading(path, e);
        }
    }

    @Override
    public boolean write(Path path, byte[] content, int mode) {
        try {
            return writer.write(target(path), content, mode, DurableWrite.Before.KEPT);
        } catch (IOException e) {
            throw problem.writing(path, e);
        }
    }

    @Override
    public boolean replace(Path path, byte[] content) {
        try {
            return writer.write(target(path), content, PRIVATE, DurableWrite.Before.DROPPED);
        } catch (IOException e) {
            throw problem.writing(path, e);
        }
    }

    /** A rename would replace a link by a file, so the file behind it is meant; it must not lead elsewhere. */
    private Path target(Path path) throws IOException {
        Path directory = DurableWrite.directoryOf(path);
        if (Inode.at(path).map(Inode::kind).filter(kind -> kind == Kind.SYMLINK).isEmpty()) {
            return directory.resolve(path.getFileName());
        }
        if (Inode.behind(path).isEmpty()) {
            throw ProblemException.of("file-link-dangling", path);
        }
        Path target = path.toRealPath();
        if (!target.startsWith(directory.toRealPath())) {
            throw ProblemException.of("file-link-outside", path, target);
        }
        return target;
    }

    @Override
    public boolean makeDirectory(Path directory, int mode) {
        try {
            return new MadeDirectory(writer).make(directory.toAbsolutePath().normalize(), mode);
        } catch (IOException e) {
            throw problem.writing(directory, e);
        }
    }

    @Override
    public void append(Path path, String line, boolean durable) {
        try {
            new LineAppend(writer).to(path, line, durable);
        } catch (IOException e) {
            throw problem.writing(path, e);
        }
    }

    @Override
    public void remove(Path path) {
        try {
            Optional<Inode> present = Inode.at(path);
            if (present.filter(inode -> inode.kind() == Kind.DIRECTORY).isPresent()) {
                throw FileProblem.notAFile(path, Kind.DIRECTORY);
            }
            if (java.nio.file.Files.deleteIfExists(path)) {
                DurableWrite.syncDirectory(DurableWrite.directoryOf(path));
            }
        } catch (IOException e) {
            throw problem.writing(path, e);
        }
    }

    /** A hard link fails where the name is taken; a rename would replace what is there. */
    @Override
    public void move(Path from, Path to) {
        try {
            java.nio.file.Files.createLink(to, from);
            DurableWrite.syncDirectory(DurableWrite.directoryOf(to));
            java.nio.file.Files.delete(from);
            DurableWrite.syncDirectory(DurableWrite.directoryOf(from));
        } catch (FileAlreadyExistsException e) {
            throw new ProblemException(Problem.of("file-name-taken", to), e);
        } catch (IOException e) {
            throw problem.writing(from, e);
        }
    }

    @Override
    public void rename(Path directory, Path to) {
        try {
            RenamedDirectory.rename(directory, to);
        } catch (IOException e) {
            throw problem.writing(directory, e);
        }
    }

    @Override
    public void removeEmpty(Path directory) {
        try {
            RenamedDirectory.removeEmpty(directory);
        } catch (IOException e) {
            throw problem.writing(directory, e);
        }
    }

    @Override
    public boolean link(Path from, Path to) {
        try {
            return HardLink.make(from, to);
        } catch (IOException e) {
            throw problem.writing(to, e);
        }
    }

    @Override
    public void copy(Path from, Path to, int mode, LongConsumer bytes) {
        try (InputStream in = open(from)) {
            new DurableCopy(writer, problem).copy(in, from, to, mode, bytes);
        } catch (IOException e) {
            throw problem.writing(to, e);
        }
    }

    @Override
    public void permit(Path path, int mode) {
        try {
            Inode inode = Inode.at(path).orElseThrow(() -> ProblemException.of("file-missing", path));
            if (inode.kind() == Kind.SYMLINK || inode.kind() == Kind.OTHER) {
                throw FileProblem.notAFile(path, inode.kind());
            }
            if (inode.state().mode() != mode) {
                DurableWrite.chmod(path, mode);
            }
        } catch (IOException e) {
            throw problem.writing(path, e);
        }
    }

    @Override
    public void probe(Path directory) {
        Path existing = nearest(directory);
        try {
            if (Inode.behind(existing).filter(i -> i.kind() == Kind.DIRECTORY).isEmpty()) {
                throw ProblemException.of("file-not-directory", existing);
            }
            new DirectoryProbe(existing).run();
        } catch (IOException e) {
            throw problem.writing(existing, e);
        }
    }

    @Override
    public long freeBytes(Path path) {
        return nearest(path).toFile().getUsableSpace();
    }

    private Path nearest(Path path) {
        Path existing = path.toAbsolutePath().normalize();
        try {
            while (Inode.behind(existing).isEmpty() && existing.getParent() != null) {
                existing = existing.getParent();
            }
            return existing;
        } catch (IOException e) {
            throw problem.reading(existing, e);
        }
    }

    @Override
    public Optional<Lock> lock(Path path) {
        Instant now = environment.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Holder holder = new Holder(ProcessHandle.current().pid(), now);
        try {
            return FileLocks.take(path, holder, writer);
        } catch (IOException e) {
            throw problem.writing(path, e);
        }
    }

    @Override
    public boolean isLocked(Path path) {
        try {
            return FileLocks.isHeld(path);
        } catch (IOException e) {
            throw problem.reading(path, e);
        }
    }
}
