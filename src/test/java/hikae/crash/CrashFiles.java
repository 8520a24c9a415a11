package hikae.crash;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.lab.Lab;
import hikae.lab.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;

/**
 * A backup directory as it must stay: its dumps, how wide its files are, where the password is.
 *
 * @param backup the directory
 * @param password the database's
 * @param before the mode of each file when nothing had been killed yet
 * @param dumps the sum of each dump
 */
record CrashFiles(Path backup, String password, Map<String, String> before, Map<String, String> dumps) {
    static CrashFiles asTheyStand(Path backup, String password) {
        return new CrashFiles(backup, password, modes(backup), dumps(backup));
    }

    /** The dumps are what they were, nothing is wider than it must be, and the password is where it belongs. */
    void requireIntact() {
        assertThat(dumps(backup)).as("dumps").containsAllEntriesOf(dumps);
        Map<String, String> modes = modes();
        modes.forEach((path, mode) -> {
            boolean narrow = mode.endsWith("------");
            // what root has noted is read by the directory's owner, too; nobody else gets into the directory
            boolean record = Tree.isOwnRecord(path) && mode.equals("rw-r--r--");
            assertThat(narrow || record || mode.equals(before.get(path)) || path.contains("/backups/"))
                    .as("%s has mode %s", path, mode)
                    .isTrue();
        });
        Tree.contents(backup).forEach((path, bytes) -> {
            if (new String(bytes, StandardCharsets.ISO_8859_1).contains(password)) {
                assertThat(backup.relativize(path).toString())
                        .as("holds the password")
                        .matches("secrets/db_password|instance/.*|hikae/.*pgpass.*");
                assertThat(modes.get(path.toString())).startsWith("rw-------");
            }
        });
    }

    Map<String, String> modes() {
        return modes(backup);
    }

    private static Map<String, String> modes(Path backup) {
        Map<String, String> modes = new TreeMap<>();
        for (String path : Tree.of(backup).keySet()) {
            try {
                Path file = Path.of(path);
                if (!Files.isSymbolicLink(file)) {
                    modes.put(path, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return modes;
    }

    private static Map<String, String> dumps(Path backup) {
        Map<String, String> sums = new TreeMap<>();
        Lab.shell("find '" + backup.resolve("backups") + "' -type f -name '*.gz' -exec sha256sum {} +")
                .lines()
                .forEach(line -> sums.put(line.substring(66), line.substring(0, 64)));
        return sums;
    }
}
