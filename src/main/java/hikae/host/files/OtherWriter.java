package hikae.host.files;

import hikae.host.Account;
import hikae.host.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who else can write: the one rule for which links are followed and for which files are somebody else's. Root and we are
 * no others. Whoever a mode lets write is one, and so is a group, but for that of our own account alone: an ordinary
 * account mostly has one of the same name that has no other members, and often writes for it, too.
 *
 * @param uid who we are
 * @param own the number of that group; empty for root, who has none to himself
 */
record OtherWriter(int uid, Optional<Integer> own) {
    /** The answer where it is not one account. */
    static final String OTHERS = "others";

    private static final int GROUP = 020;
    private static final int EVERYBODY = 002;
    private static final int STICKY = 01000;

    /** For the account of this number. */
    static OtherWriter than(int uid) {
        return new OtherWriter(uid, uid == 0 ? Optional.empty() : Account.groupAlone(uid));
    }

    /** Whether it belongs to root or us. */
    boolean isOurs(Inode inode) {
        return inode.state().uid() == 0 || inode.state().uid() == uid;
    }

    /** Whether its mode lets somebody else write. */
    boolean mayWrite(Inode inode) {
        int mode = inode.state().mode();
        boolean group =
                (mode & GROUP) != 0 && own.filter(one -> one == inode.gid()).isEmpty();
        return group || (mode & EVERYBODY) != 0;
    }

    /** Whether it is a directory such as {@code /tmp}, where nobody can take away the names of others. */
    static boolean isCommon(Inode directory) {
        return directory.kind() == Files.Kind.DIRECTORY && (directory.state().mode() & STICKY) != 0;
    }

    /**
     * Who can change a file, or put another in its place in a directory above it.
     *
     * @param way the file and what it stands in, up to the top; links are not followed
     * @return an account's name, or {@link #OTHERS}; empty where only root and we can
     */
    Optional<String> of(List<Inode> way) {
        return way.stream().flatMap(one -> other(one).stream()).findFirst();
    }

    private Optional<String> other(Inode inode) {
        if (!isOurs(inode)) {
            return Optional.of(Account.nameOf(inode.state().uid()));
        }
        boolean names = inode.kind() == Files.Kind.SYMLINK || isCommon(inode);
        return !names && mayWrite(inode) ? Optional.of(OTHERS) : Optional.empty();
    }

    /** A path and all directories above it. */
    static List<Path> way(Path path) {
        return java.util.stream.Stream.iterate(path, one -> one != null, Path::getParent)
                .toList();
    }
}
