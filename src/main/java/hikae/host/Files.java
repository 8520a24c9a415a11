package hikae.host;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The one reader and the one writer. A write goes to a temporary file in the same directory, created with
 * its final mode, is fsynced, renamed over the target, the directory fsynced, and read back; the version
 * before is kept as a dated copy of mode 0600. Every failure is a {@link hikae.text.ProblemException} that
 * names the path.
 *
 * <p>On the way to a path links are followed only as long as nobody else could have laid them; from the first
 * directory on that somebody else can write, a link is the problem {@code file-link-not-followed}, whatever is to be
 * done. A link to a file beside it, such as {@code latest}, counts as that file for {@link #read} and {@link #write}.
 * What is made as root belongs to the owner of the directory it is made in; what was there keeps its owner.
 */
public interface Files {
    /** Readable and writable by its owner only. */
    int PRIVATE = 0600;
    /** Readable by everybody. */
    int PUBLIC = 0644;
    /** The same, and can be run. */
    int PROGRAM = 0755;
    /** A directory that only its owner may enter. */
    int PRIVATE_DIRECTORY = 0700;

    /** What kind of thing a path names. */
    enum Kind {
        FILE,
        DIRECTORY,
        SYMLINK,
        OTHER
    }

    /**
     * A path as it stands, links not followed.
     *
     * @param kind what it is
     * @param size bytes
     * @param mode permission bits, such as 0600
     * @param uid its owner
     * @param modified when its content last changed, or what its owner says
     * @param changed when anything of it last changed, such as its mode or its names; nobody can choose it
     * @param id names the inode on this host while it exists: device and number, {@code 2049:131}
     * @param links how many names it has
     */
    record State(Kind kind, long size, int mode, int uid, Instant modified, Instant changed, String id, int links) {}

    /** The state of a path; empty when there is nothing (a dangling link is something). */
    Optional<State> look(Path path);

    /**
     * All bytes of a regular file.
     *
     * @param limit the largest size in bytes that is read at all
     */
    byte[] read(Path path, int limit);

    /** The same; empty when there is no such file. */
    Optional<byte[]> readIfThere(Path path, int limit);

    /** The bytes of a regular file as a stream, for files of any size; a link in its last name is not followed. */
    InputStream open(Path path);

    /** The names in a directory, sorted; empty when there is none. */
    List<Path> list(Path directory);

    /**
     * Where a path really is, with all links resolved, whoever has laid them; the path itself, made absolute, when it
     * is not there. For what an operator names, who is then shown where that is.
     */
    Path real(Path path);

    /**
     * Who else than root and we can change a file, or put another in its place: by its owner and mode, and those of
     * each directory above it.
     *
     * @return an account's name, or {@code others} where it is not one; empty where nobody else can
     */
    Optional<String> otherWriter(Path path);

    /**
     * Makes the file have this content and mode. A file that has both already is not touched.
     *
     * @return whether anything was written
     */
    boolean write(Path path, byte[] content, int mode);

    /**
     * The same with mode 0600 for a file that only we ever write, such as unfinished answers: the version
     * before is not kept.
     */
    boolean replace(Path path, byte[] content);

    /**
     * The same for what only we may say: the file belongs to us, also in the directory of somebody else. He may take it
     * away or move it, but whatever he puts in its place is his, and {@link #readOurs} does not read it. So that moving
     * it means nothing, it says itself what it is about. Mode 0644.
     */
    void writeOurs(Path path, byte[] content);

    /** All bytes of a regular file of root's or ours; empty when there is none, or when it is somebody else's. */
    Optional<byte[]> readOurs(Path path, int limit);

    /** The bytes of a regular file of root's or ours as a stream; empty when there is none, or when it is somebody else's. */
    Optional<InputStream> openOurs(Path path);

    /** Makes the directory and its parents with this mode; one that exists gets the mode only if wider. */
    boolean makeDirectory(Path directory, int mode);

    /** Adds one line to a file of mode 0600, made when missing; on disk before this returns when durable. */
    void append(Path path, String line, boolean durable);

    /**
     * The same for what only we may say, as {@link #writeOurs} has it: mode 0644, and never to a file of somebody else.
     */
    void appendOurs(Path path, String line, boolean durable);

    /** Removes a file of ours; nothing happens when it is not there. */
    void remove(Path path);

    /**
     * Gives a file another name on the same file system; its bytes stay. A name that is taken is never replaced:
     * then, as for every other failure, a problem is thrown and the file stays where it is.
     */
    void move(Path from, Path to);

    /**
     * Gives a directory another name on the same file system, with all that is in it. A name that is taken is never
     * replaced: then a problem is thrown and the directory stays where it is.
     */
    void rename(Path directory, Path to);

    /** Removes a directory of ours in which nothing is left; nothing happens when it is not there. */
    void removeEmpty(Path directory);

    /**
     * Gives a file a second name; its bytes, mode and owner are those of the first. A name that is taken is a
     * problem, unless it already is one of this file.
     *
     * @return false where the file system or its rules do not allow it; then only a copy helps
     */
    boolean link(Path from, Path to);

    /**
     * Copies a file of any size; under its new name it is whole and on disk, or not there. A name that is taken is
     * never replaced: then a problem is thrown. A link in the last name of the original is not followed.
     *
     * @param mode the permission bits of the copy
     * @param bytes hears now and then how many are copied
     */
    void copy(Path from, Path to, int mode, LongConsumer bytes);

    /** The same without a word. */
    default void copy(Path from, Path to, int mode) {
        copy(from, to, mode, bytes -> {});
    }

    /** Writes what a file is to hold. */
    interface Content {
        void into(OutputStream file);
    }

    /**
     * Makes a file of mode 0600 and any size; under its name it is whole and on disk, or not there. A name that is
     * taken is never replaced: then a problem is thrown.
     *
     * @param content writes it; what it throws leaves nothing
     */
    void store(Path path, Content content);

    /** Makes a file or directory have this mode; nothing happens when it has. */
    void permit(Path path, int mode);

    /**
     * Proves that this directory (or the nearest existing one above it) takes files, hard links, symbolic
     * links, modes and renames, as the backup image needs; leaves nothing behind.
     */
    void probe(Path directory);

    /** Bytes free for us on the file system that holds the path or its nearest existing parent. */
    long freeBytes(Path path);

    /**
     * Takes the lock of this name, held until closed or the process ends.
     *
     * @return empty when another process holds it
     */
    Optional<Lock> lock(Path path);

    /** Whether anybody, this process too, holds the lock of this name; the question never refuses somebody. */
    boolean isLocked(Path path);

    /**
     * Who holds, or last held, the lock of this name; meant for the message when {@link #lock} gave nothing.
     *
     * @return empty when it was never taken
     */
    default Optional<Holder> holder(Path path) {
        return readIfThere(path, Holder.LIMIT).flatMap(Holder::parse);
    }

    /** A held lock. */
    interface Lock extends AutoCloseable {
        @Override
        void close();
    }
}
