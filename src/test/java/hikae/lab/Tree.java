package hikae.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything below a directory as it stands: kind, mode, owner, time of the last change to the nanosecond, and
 * content. Two trees are equal when nothing was touched.
 */
public final class Tree {
    /** Where the containers of Misskey write all the time. */
    private static final Set<String> LIVE = Set.of("db", "redis", "files");

    private Tree() {}

    /** The directory itself and all below it, but not what Misskey's own containers write. */
    public static Map<String, String> of(Path root) {
        Map<String, String> tree = new TreeMap<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                    if (LIVE.contains(String.valueOf(path.getFileName()))) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    tree.put(path.toString(), state(path));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                    tree.put(path.toString(), state(path) + " " + content(path, attributes));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tree;
    }

    /** Whether it is one of the records that only root or we may write, and that the owner of the directory may read. */
    public static boolean isOwnRecord(String path) {
        return path.matches(".*/hikae/(image\\.json|dumps/[^/]*\\.json|runs/[^/]*/[^/]*\\.jsonl?)");
    }

    /** The paths of all but what the backup container has written below its backups. */
    public static List<String> withoutDumps(Path root) {
        String dumps = root.resolve("backups") + "/";
        return of(root).keySet().stream()
                .filter(path -> !path.startsWith(dumps))
                .toList();
    }

    /** The content of every regular file, by path. */
    public static Map<Path, byte[]> contents(Path root) {
        Map<Path, byte[]> contents = new HashMap<>();
        of(root).keySet().stream().map(Path::of).filter(Files::isRegularFile).forEach(path -> {
            try {
                contents.put(path, Files.readAllBytes(path));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return contents;
    }

    /** One path alone: mode, owner and time. */
    public static String state(Path path) {
        try {
            return attributes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String attributes(Path path) throws IOException {
        Map<String, Object> unix =
                Files.readAttributes(path, "unix:mode,uid,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
        int mode = (Integer) unix.get("mode");
        return Integer.toOctalString(mode) + " " + unix.get("uid") + " " + unix.get("lastModifiedTime");
    }

    private static String content(Path path, BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            return Files.readSymbolicLink(path).toString();
        }
        return attributes.isRegularFile() ? sha256(Files.readAllBytes(path)) : "";
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
