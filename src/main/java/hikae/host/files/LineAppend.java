package hikae.host.files;

import hikae.host.Account;
import hikae.host.Files;
import hikae.text.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Adds lines to a file that only grows, such as a journal. */
final class LineAppend {
    private final DurableWrite writer;

    LineAppend(DurableWrite writer) {
        this.writer = writer;
    }

    /** Whose the file is to be. */
    private interface Owner {
        /** Of one that was made just now. */
        void give(Descriptor<FileChannel> made) throws IOException;

        /** Of one that was there. */
        void demand(Inode inode);
    }

    /** To a file that belongs to whom its directory does. */
    void to(HeldDirectory in, Path name, String line, boolean durable) throws IOException {
        to(in, name, line, durable, new Owner() {
            @Override
            public void give(Descriptor<FileChannel> made) throws IOException {
                writer.adopt(made, in, name);
            }

            @Override
            public void demand(Inode inode) {}
        });
    }

    /** To a file that is ours whoever owns the directory, and that others may read. */
    void toOurs(FollowedLinks links, HeldDirectory in, Path name, String line, boolean durable) throws IOException {
        to(in, name, line, durable, new Owner() {
            @Override
            public void give(Descriptor<FileChannel> made) throws IOException {
                made.permit(Files.PUBLIC);
            }

            @Override
            public void demand(Inode inode) {
                if (!links.isOurs(inode)) {
                    throw ProblemException.of(
                            "file-not-ours",
                            in.path(name),
                            Account.nameOf(inode.state().uid()));
                }
            }
        });
    }

    private void to(HeldDirectory in, Path name, String line, boolean durable, Owner owner) throws IOException {
        Optional<Inode> present = in.look(name);
        demandFile(in, name, present);
        try (Descriptor<FileChannel> file = present.isPresent() ? there(in, name) : in.create(name)) {
            Inode opened = file.inode();
            demandFile(in, name, Optional.of(opened));
            owner.demand(opened);
            add(file.opened(), line);
            if (present.isEmpty()) {
                owner.give(file);
            }
            if (durable) {
                DurableWrite.sync(file.opened(), in.path(name));
            }
        }
        if (present.isEmpty() && durable) {
            in.sync();
        }
    }

    private static Descriptor<FileChannel> there(HeldDirectory in, Path name) throws IOException {
        return in.open(name, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static void demandFile(HeldDirectory in, Path name, Optional<Inode> present) {
        present.filter(inode -> inode.kind() != Files.Kind.FILE).ifPresent(inode -> {
            throw FileProblem.notAFile(in.path(name), inode.kind());
        });
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
