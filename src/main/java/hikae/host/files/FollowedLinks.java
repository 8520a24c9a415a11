package hikae.host.files;

import hikae.host.Files;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Which links on the way to a path are followed: the one rule for working in directories that somebody else can write.
 *
 * <p>We often are root in the directory of an unprivileged user, who may lay a link wherever he may write. So a path
 * is walked from the top. As long as every directory on the way is ours alone, as {@link OtherWriter} tells, links are
 * what the administrator has laid and are followed. In a directory such as {@code /tmp}, where everybody may make names
 * but not take away those of others, the same holds for names that are ours. From the first directory on that
 * somebody else can write, no link is followed any more: what is left of the path is taken as it is
 * written, and {@link HeldDirectory} refuses it unless it leads through directories only.
 *
 * <p>What can be done with hard links is left to the kernel: {@code fs.protected_hardlinks} is on in every
 * distribution.
 */
final class FollowedLinks {
    /** As many as the kernel follows. */
    private static final int MOST = 40;

    private static final Path TOP = Path.of("/");

    private final OtherWriter others;

    /**
     * @param uid who we are
     */
    FollowedLinks(int uid) {
        this.others = OtherWriter.than(uid);
    }

    /**
     * Where a path leads.
     *
     * @param path absolute; it may still have links where they are not followed
     * @param ours whether nobody else can have laid any name on the way
     */
    record End(Path path, boolean ours) {}

    /** Where the path leads by the links that are followed, one in its last name included. */
    End end(Path path) throws IOException {
        Deque<Path> ahead = new ArrayDeque<>();
        path.toAbsolutePath().normalize().forEach(ahead::add);
        Path at = TOP;
        Optional<Inode> here = Inode.at(TOP);
        int links = 0;
        while (here.isPresent() && !ahead.isEmpty()) {
            Path next = at.resolve(ahead.getFirst()).normalize(); // a link's target may have ".."
            here = ours(here.get(), next);
            if (here.filter(inode -> inode.kind() == Files.Kind.SYMLINK).isPresent()) {
                ahead.removeFirst();
                at = turn(next, at, ahead, ++links);
                here = Inode.at(at);
            } else if (here.isPresent()) {
                ahead.removeFirst();
                at = next;
            }
        }
        boolean ours = ahead.isEmpty();
        for (Path name : ahead) {
            at = at.resolve(name);
        }
        return new End(at.normalize(), ours);
    }

    /** Puts the names of a link's target before those that are left; where they are to be looked for. */
    private static Path turn(Path link, Path directory, Deque<Path> ahead, int links) throws IOException {
        if (links > MOST) {
            throw new FileSystemException(link.toString(), "", "Too many levels of symbolic links");
        }
        Path target = java.nio.file.Files.readSymbolicLink(link);
        List<Path> names = new ArrayList<>();
        target.forEach(names::add);
        for (int i = names.size() - 1; i >= 0; i--) {
            ahead.addFirst(names.get(i));
        }
        return target.isAbsolute() ? TOP : directory;
    }

    /** What is under a name; empty when there is nothing, or when somebody else may have put it there. */
    private Optional<Inode> ours(Inode directory, Path name) throws IOException {
        boolean alone = others.isOurs(directory) && !others.mayWrite(directory);
        boolean common = others.isOurs(directory) && OtherWriter.isCommon(directory);
        return alone || common
                ? Inode.at(name).filter(inode -> others.isOurs(inode) || (alone && inode.kind() != Files.Kind.SYMLINK))
                : Optional.empty();
    }

    /** Whether something belongs to root or us. */
    boolean isOurs(Inode inode) {
        return others.isOurs(inode);
    }

    /** Who can change what is at a path, or what stands in its place. */
    Optional<String> otherWriter(Path path) throws IOException {
        List<Inode> way = new ArrayList<>();
        for (Path one : OtherWriter.way(path.toAbsolutePath().normalize())) {
            Inode.at(one).ifPresent(way::add);
        }
        return others.of(way);
    }
}
