package hikae.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who runs this process, and whose home is meant: under sudo that of the person who typed it. */
public final class Account {
    private static final Path PASSWD = Path.of("/etc/passwd");
    private static final Path GROUP = Path.of("/etc/group");

    /** Name, password, number, members. */
    private static final int GROUP_FIELDS = 4;

    private Account() {}

    /** The environment of this process. */
    static Environment ofProcess() {
        Map<String, String> variables = System.getenv();
        int uid = uid();
        List<String> passwd = variables.containsKey("SUDO_USER") ? lines(PASSWD) : List.of();
        return new Environment(
                variables,
                System.getProperty("user.name", "?"),
                uid,
                home(variables, uid, passwd),
                Path.of("").toAbsolutePath(),
                new ServerClock());
    }

    /**
     * The home of SUDO_USER when root was reached by sudo, else HOME, else the one the JVM knows. A HOME that
     * we may not write is somebody else's, kept by {@code sudo -u} or {@code setpriv}.
     */
    static Path home(Map<String, String> variables, int uid, List<String> passwd) {
        Optional<String> caller = Optional.ofNullable(variables.get("SUDO_USER"))
                .filter(name -> uid == 0 && !name.isEmpty() && !name.equals("root"));
        return caller.flatMap(name -> homeOf(name, passwd))
                .or(() -> Optional.ofNullable(variables.get("HOME")).filter(home -> home.startsWith("/")))
                .map(Path::of)
                .filter(home -> java.nio.file.Files.notExists(home) || java.nio.file.Files.isWritable(home))
                .orElseGet(() -> Path.of(System.getProperty("user.home", "/")));
    }

    /** The account's name for a number, or the number itself. */
    public static String nameOf(int uid) {
        return lines(PASSWD).stream()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length >= 7 && fields[2].equals(Integer.toString(uid)))
                .map(fields -> fields[0])
                .findFirst()
                .orElse(Integer.toString(uid));
    }

    private static Optional<String> homeOf(String name, List<String> passwd) {
        return passwd.stream()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length >= 7 && fields[0].equals(name) && fields[5].startsWith("/"))
                .map(fields -> fields[5])
                .findFirst();
    }

    /** The owner of /proc/self is the effective user: no native code and no child process is needed. */
    private static int uid() {
        try {
            return (Integer) java.nio.file.Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            return "root".equals(System.getProperty("user.name")) ? 0 : -1;
        }
    }

    /** The group that has the name of this account and has no other members. */
    public static Optional<Integer> groupAlone(int uid) {
        return groupAlone(nameOf(uid), lines(GROUP));
    }

    /** The same by the lines of {@code /etc/group}. */
    public static Optional<Integer> groupAlone(String name, List<String> groups) {
        return groups.stream()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length == GROUP_FIELDS && fields[0].equals(name))
                .filter(fields -> fields[3].isEmpty() || fields[3].equals(name))
                .filter(fields -> fields[2].matches("\\d{1,9}"))
                .map(fields -> Integer.valueOf(fields[2]))
                .findFirst();
    }

    private static List<String> lines(Path file) {
        try {
            // other people's full names may be in any encoding; we only need the ASCII fields
            return java.nio.file.Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return List.of();
        }
    }
}
