package hikae.host.files;

import static hikae.host.files.HeldDirectory.name;

import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.Holder;
import hikae.host.ProcessMark;
import hikae.text.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The files of this server. What we make as root belongs to the owner of the directory it stands in. Which links are
 * followed is told by {@link FollowedLinks}; nothing is done by a path but in the {@link HeldDirectory} it leads to.
 */
public final class RealFiles implements Files {
    private final Environment environment;
    private final FileProblem problem;
    private final DurableWrite writer;
    private final FollowedLinks links;
    private final FileNames names;

    public RealFiles(Environment environment) {
        this.environment = environment;
        this.problem = new FileProblem(environment);
        this.writer = new DurableWrite(environment);
        this.links = new FollowedLinks(environment.uid());
        this.names = new FileNames(links, problem);
    }

    @Override
    public Optional<State> look(Path path) {
        try (HeldDirectory in = HeldDirectory.around(links, path)) {
            return in.look(name(path)).map(Inode::state);
        } catch (IOException e) {
            if (Inode.isAbsence(e)) {
                return Optional.empty();
            }
            throw problem.reading(path, e);
        }
    }

    @Override
    public byte[] read(Path path, int limit) {
        return readIfThere(path, limit).orElseThrow(() -> ProblemException.of("file-missing", path));
    }

    @Override
    public Optional<byte[]> readIfThere(Path path, int limit) {
        try {
            Optional<byte[]> ours = FileLocks.content(links, path);
            return ours.isPresent() ? ours : RegularFile.readIfThere(links, path, limit);
        } catch (IOException e) {
            if (Inode.isAbsence(e)) {
                return Optional.empty();
            }
            throw problem.reading(path, e);
        }
    }

    @Override
    public InputStream open(Path path) {
        try (HeldDirectory in = HeldDirectory.around(links, path)) {
            return RegularFile.stream(in, name(path), path);
        } catch (IOException e) {
            throw problem.reading(path, e);
        }
    }

    @Override
    public List<Path> list(Path directory) {
        try (HeldDirectory in = HeldDirectory.open(links, directory)) {
            return in.names().stream().map(directory::resolve).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw problem.reading(directory, e);
        }
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
    public Optional<String> otherWriter(Path path) {
        try {
            return links.otherWriter(real(path));
        } catch (IOException e) {
            throw problem.reading(path, e);
        }
    }

    @Override
    public boolean write(Path path, byte[] content, int mode) {
        return write(path, content, mode, DurableWrite.Before.KEPT);
    }

    @Override
    public boolean replace(Path path, byte[] content) {
        return write(path, content, PRIVATE, DurableWrite.Before.DROPPED);
    }

    private boolean write(Path path, byte[] content, int mode, DurableWrite.Before old) {
        try {
            return writer.write(links, path, content, mode, old);
        } catch (IOException e) {
            throw problem.writing(path, e);
        }
    }

    @Override
    public void writeOurs(Path path, byte[] content) {
        write(path, content, PUBLIC, DurableWrite.Before.NOT_OURS);
    }

    @Override
    public Optional<byte[]> readOurs(Path path, int limit) {
        try {
            return RegularFile.readOurs(links, path, limit);
        } catch (IOException e) {
            if (Inode.isAbsence(e)) {
                return Optional.empty();
            }
            throw problem.reading(path, e);
        }
    }

    @Override
    public Optional<InputStream> openOurs(Path path) {
        try (HeldDirectory in = HeldDirectory.around(links, path)) {
            return RegularFile.streamOurs(links, in, name(path), path);
        } catch (IOException e) {
            if (Inode.isAbsence(e)) {
                return Optional.empty();
            }
            throw problem.reading(path, e);
        }
    }

    @Override
    public boolean makeDirectory(Path directory, int mode) {
        try {
            return new MadeDirectory(links, writer).make(directory, mode);
        } catch (IOException e) {
            throw problem.writing(directory, e);
        }
    }

    @Override
    public void append(Path path, String line, boolean durable) {
        try (HeldDirectory in = HeldDirectory.around(links, path)) {
            new LineAppend(writer).to(in, name(path), line, durable);
        } catch (IOException e) {
            throw problem.writing(path, e);
        }
    }

    @Override
    public void appendOurs(Path path, String line, boolean durable) {
        try (HeldDirectory in = HeldDirectory.around(links, path)) {
            new LineAppend(writer).toOurs(links, in, name(path), line, durable);
        } catch (IOException e) {
            throw problem.writing(path, e);
        }
    }

    @Override
    public void remove(Path path) {
        names.remove(path);
    }

    @Override
    public void move(Path from, Path to) {
        names.move(from, to);
    }

    @Override
    public void rename(Path directory, Path to) {
        names.rename(directory, to);
    }

    @Override
    public void removeEmpty(Path directory) {
        names.removeEmpty(directory);
    }

    @Override
    public boolean link(Path from, Path to) {
        return names.link(from, to);
    }

    @Override
    public void copy(Path from, Path to, int mode, LongConsumer bytes) {
        try (InputStream content = open(from);
                HeldDirectory in = HeldDirectory.around(links, to)) {
            new DurableCopy(writer, problem).copy(content, from, in, name(to), mode, bytes);
        } catch (IOException e) {
            throw problem.writing(to, e);
        }
    }

    @Override
    public void store(Path path, Content content) {
        try (HeldDirectory in = HeldDirectory.around(links, path)) {
            new DurableCopy(writer, problem).store(in, name(path), content);
        } catch (IOException e) {
            throw problem.writing(path, e);
        }
    }

    @Override
    public void permit(Path path, int mode) {
        try (HeldDirectory in = HeldDirectory.around(links, path)) {
            Inode inode = in.look(name(path)).orElseThrow(() -> ProblemException.of("file-missing", path));
            if (inode.kind() == Kind.SYMLINK || inode.kind() == Kind.OTHER) {
                throw FileProblem.notAFile(path, inode.kind());
            }
            if (inode.state().mode() != mode) {
                in.permit(name(path), mode);
            }
        } catch (IOException e) {
            throw problem.writing(path, e);
        }
    }

    @Override
    public void probe(Path directory) {
        Path existing = nearest(directory);
        try (HeldDirectory in = HeldDirectory.open(links, existing)) {
            new DirectoryProbe(in).run();
        } catch (IOException e) {
            throw problem.writing(existing, e);
        }
    }

    /** Asking how much is free changes nothing and shows nothing, wherever the path leads. */
    @Override
    public long freeBytes(Path path) {
        return nearest(path).toFile().getUsableSpace();
    }

    private Path nearest(Path path) {
        try {
            return Inode.nearest(path);
        } catch (IOException e) {
            throw problem.reading(path, e);
        }
    }

    @Override
    public Optional<Lock> lock(Path path) {
        Instant now = environment.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Holder holder = new Holder(ProcessHandle.current().pid(), now, ProcessMark.here());
        try (HeldDirectory in = HeldDirectory.around(links, path)) {
            return FileLocks.take(in, name(path), holder, writer);
        } catch (IOException e) {
            throw problem.writing(path, e);
        }
    }

    @Override
    public boolean isLocked(Path path) {
        try (HeldDirectory in = HeldDirectory.around(links, path)) {
            return FileLocks.isHeld(in, name(path));
        } catch (NoSuchFileException e) {
            return false; // not even its directory is there
        } catch (IOException e) {
            throw problem.reading(path, e);
        }
    }
}
