package hikae.host.files;

import hikae.host.Files;
import hikae.text.ProblemException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A directory made with its parents, or one that is there made narrower. */
final class MadeDirectory {
    private final FollowedLinks links;
    private final DurableWrite writer;

    MadeDirectory(FollowedLinks links, DurableWrite writer) {
        this.links = links;
        this.writer = writer;
    }

    /** Whether anything was changed. */
    boolean make(Path directory, int mode) throws IOException {
        Path end = links.end(directory).path();
        Path name = HeldDirectory.name(end);
        try (HeldDirectory in = parent(end, mode)) {
            Optional<Inode> present = in.look(name);
            if (present.isEmpty()) {
                create(in, name, mode);
                return true;
            }
            return narrow(in, name, present.get(), mode);
        }
    }

    private HeldDirectory parent(Path path, int mode) throws IOException {
        try {
            return HeldDirectory.around(links, path);
        } catch (NoSuchFileException e) {
            make(HeldDirectory.parent(path), mode);
            return HeldDirectory.around(links, path);
        }
    }

    /** Only what is empty can be what was just made; anything else has taken its place. */
    private void create(HeldDirectory in, Path name, int mode) throws IOException {
        in.makeDirectory(name);
        try (Descriptor<FileChannel> made = in.enter(name)) {
            if (!Descriptor.names(made.path()).isEmpty()) {
                throw ProblemException.of("file-replaced", in.path(name));
            }
            writer.adopt(made, in, name);
            made.permit(mode);
        }
        in.sync();
    }

    private static boolean narrow(HeldDirectory in, Path name, Inode present, int mode) throws IOException {
        boolean directory = present.kind() == Files.Kind.DIRECTORY;
        if (directory && (present.state().mode() & ~mode & 0777) == 0) {
            return false;
        }
        if (!directory && present.kind() != Files.Kind.SYMLINK) {
            throw ProblemException.of("file-not-directory", in.path(name));
        }
        try (Descriptor<FileChannel> there = in.enter(name)) {
            there.permit(mode);
        }
        return true;
    }
}
