package hikae.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A directory of root, such as {@code /etc}, that an unprivileged user wants to have read or changed: he lays links to
 * it where we work.
 */
public record Victim(Path directory) {
    /** What must never be read. */
    public static final String CANARY = "canary: only root may read this";

    /** Makes one with a secret file, an open one, a directory and an empty directory in it, and these names, too. */
    public static Victim in(Path directory, String... names) throws IOException {
        Files.createDirectory(directory);
        for (String name : Stream.concat(Stream.of("secret", "open.sql.gz"), Stream.of(names))
                .toList()) {
            Files.writeString(directory.resolve(name), CANARY, UTF_8);
            mode(directory.resolve(name), name.equals("secret") ? "rw-------" : "rw-r--r--");
        }
        Files.createDirectory(directory.resolve("below"));
        Files.writeString(directory.resolve("below/secret"), CANARY, UTF_8);
        Files.createDirectory(directory.resolve("empty"));
        for (String name : new String[] {"", "below", "empty"}) {
            mode(directory.resolve(name), "rwxr-xr-x");
        }
        return new Victim(directory);
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    /** All that can be seen of it: a changed owner, mode, content or number of names changes the time, too. */
    public Map<String, String> state() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.toList()) {
                Map<String, Object> seen =
                        Files.readAttributes(path, "unix:mode,uid,gid,ino,nlink,ctime", LinkOption.NOFOLLOW_LINKS);
                String content = Files.isRegularFile(path) ? Files.readString(path) : "";
                all.put(path.toString(), new TreeMap<>(seen) + content);
            }
        }
        return all;
    }
}
