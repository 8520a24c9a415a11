package hikae.host.files;

import hikae.host.Files;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Tries in a directory what the backup image will do there: its dumps are hard links and symbolic links. */
final class DirectoryProbe {
    private static final int GROUP_READABLE = 0640;

    private final HeldDirectory directory;
    private final Path file;
    private final Path other;
    private final Path link;
    private final Path symlink;

    DirectoryProbe(HeldDirectory directory) {
        String name =
                ".hikae-probe-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        this.directory = directory;
        this.file = Path.of(name);
        this.other = Path.of(name + "-moved");
        this.link = Path.of(name + "-link");
        this.symlink = Path.of(name + "-symlink");
    }

    void run() throws IOException {
        FileTime before = java.nio.file.Files.getLastModifiedTime(directory.toPath());
        try {
            create();
            modes();
            links();
            directory.replace(file, other);
            directory.sync();
        } finally {
            for (Path made : List.of(file, other, link, symlink)) {
                directory.remove(made);
            }
            putBack(before);
        }
    }

    /** A look leaves no trace (P1, P7), the directory's time included; only its owner may set that. */
    private void putBack(FileTime before) {
        try {
            java.nio.file.Files.setLastModifiedTime(directory.toPath(), before);
        } catch (IOException e) {
            return; // somebody else's directory that we may write to: its time tells that we did
        }
    }

    private void create() throws IOException {
        try (Descriptor<FileChannel> made = directory.create(file)) {
            DurableWrite.writeAll(made.opened(), new byte[] {1});
            DurableWrite.sync(made.opened(), directory.path(file));
        }
    }

    private void modes() throws IOException {
        int created = mode();
        try {
            directory.permit(file, GROUP_READABLE);
        } catch (IOException e) {
            throw new ProblemException(Problem.of("directory-no-modes", directory.path()), e);
        }
        if (created != Files.PRIVATE || mode() != GROUP_READABLE) {
            throw ProblemException.of("directory-no-modes", directory.path());
        }
    }

    private void links() {
        try {
            directory.link(file, directory, link);
        } catch (IOException e) {
            throw new ProblemException(Problem.of("directory-no-hard-links", directory.path()), e);
        }
        try {
            directory.symbolicLink(symlink, file);
        } catch (IOException e) {
            throw new ProblemException(Problem.of("directory-no-symbolic-links", directory.path()), e);
        }
    }

    private int mode() throws IOException {
        return directory.look(file).orElseThrow().state().mode();
    }
}
