package hikae.host;

import hikae.text.Problem;
import hikae.text.ProblemException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Tries in a directory what the backup image will do there: its dumps are hard links and symbolic links. */
final class DirectoryProbe {
    private static final int GROUP_READABLE = 0640;

    private final Path directory;
    private final Path file;
    private final Path other;
    private final Path link;
    private final Path symlink;

    DirectoryProbe(Path directory) {
        String name =
                ".hikae-probe-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        this.directory = directory;
        this.file = directory.resolve(name);
        this.other = directory.resolve(name + "-moved");
        this.link = directory.resolve(name + "-link");
        this.symlink = directory.resolve(name + "-symlink");
    }

    void run() throws IOException {
        FileTime before = java.nio.file.Files.getLastModifiedTime(directory);
        try {
            create();
            modes();
            links();
            java.nio.file.Files.move(file, other, StandardCopyOption.ATOMIC_MOVE);
            DurableWrite.syncDirectory(directory);
        } finally {
            for (Path made : List.of(file, other, link, symlink)) {
                java.nio.file.Files.deleteIfExists(made);
            }
            putBack(before);
        }
    }

    /** A look leaves no trace (P1, P7), the directory's time included; only its owner may set that. */
    private void putBack(FileTime before) {
        try {
            java.nio.file.Files.setLastModifiedTime(directory, before);
        } catch (IOException e) {
            return; // somebody else's directory that we may write to: its time tells that we did
        }
    }

    private void create() throws IOException {
        try (FileChannel channel = DurableWrite.createPrivate(file)) {
            DurableWrite.writeAll(channel, new byte[] {1});
            DurableWrite.sync(channel, file);
        }
    }

    private void modes() throws IOException {
        int created = mode();
        try {
            DurableWrite.chmod(file, GROUP_READABLE);
        } catch (IOException e) {
            throw new ProblemException(Problem.of("directory-no-modes", directory), e);
        }
        if (created != Files.PRIVATE || mode() != GROUP_READABLE) {
            throw ProblemException.of("directory-no-modes", directory);
        }
    }

    private void links() {
        try {
            java.nio.file.Files.createLink(link, file);
        } catch (IOException e) {
            throw new ProblemException(Problem.of("directory-no-hard-links", directory), e);
        }
        try {
            java.nio.file.Files.createSymbolicLink(symlink, file.getFileName());
        } catch (IOException e) {
            throw new ProblemException(Problem.of("directory-no-symbolic-links", directory), e);
        }
    }

    private int mode() throws IOException {
        return Inode.at(file).orElseThrow().state().mode();
    }
}
