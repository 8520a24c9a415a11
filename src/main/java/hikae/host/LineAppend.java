package hikae.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Adds lines to a file that only grows, such as a journal. */
final class LineAppend {
    private final DurableWrite writer;

    LineAppend(DurableWrite writer) {
        this.writer = writer;
    }

    void to(Path path, String line, boolean durable) throws IOException {
        boolean isNew = isNewFile(path);
        try (FileChannel channel = FileChannel.open(
                path,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(DurableWrite.permissions(Files.PRIVATE)))) {
            add(channel, line);
            if (isNew) {
                writer.adopt(path);
            }
            if (durable) {
                DurableWrite.sync(channel, path);
            }
        }
        if (isNew && durable) {
            DurableWrite.syncDirectory(DurableWrite.directoryOf(path));
        }
    }

    private static boolean isNewFile(Path path) throws IOException {
        Optional<Inode> present = Inode.at(path);
        if (present.isPresent() && present.get().kind() != Files.Kind.FILE) {
            throw FileProblem.notAFile(path, present.get().kind());
        }
        return present.isEmpty();
    }

    /** A line torn by a crash is ended first, so that it can spoil only itself. */
    private static void add(FileChannel channel, String line) throws IOException {
        long size = channel.size();
        ByteBuffer last = ByteBuffer.allocate(1);
        boolean torn = size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n';
        channel.position(size);
        DurableWrite.writeAll(channel, ((torn ? "\n" : "") + line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
