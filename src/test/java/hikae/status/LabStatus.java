package hikae.status;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.InstanceOfAssertFactories;

/** A set-up Misskey of the lab as the program sees it. */
record LabStatus(LabInstance misskey, Path home) {
    /** The program with nobody there, on this Misskey's backups. */
    Program.Ended hikae(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--backup-dir", misskey.backup().toString(), "--no-input"));
        return Program.run(Lab.environment(home, Map.of()), all.toArray(String[]::new));
    }

    /** A setup with nothing said. */
    void setUp() {
        Program.Ended ended = hikae("setup", "--dir", misskey.directory().toString(), "--yes");
        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
    }

    /** Mends what needs no choice; fails unless all is well after it. */
    void mend() {
        Program.Ended ended = hikae("status", "--mend", "--yes");
        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
    }

    /** Fails unless these and no other lines are red, and the exit status says so. */
    void assertReds(String... ids) {
        Program.Ended ended = hikae("status", "--json");
        assertThat(ids(ended, "no")).as(ended.out()).containsExactly(ids);
        assertThat(ended.status()).as(ended.err()).isEqualTo(ids.length == 0 ? 0 : 5);
    }

    /** The checks at a level, in order. */
    List<String> ids(String level) {
        return ids(hikae("status", "--json"), level);
    }

    private static List<String> ids(Program.Ended ended, String level) {
        return checks(ended).stream()
                .filter(check -> level.equals(check.get("level")))
                .map(check -> String.valueOf(check.get("id")))
                .toList();
    }

    /** The problem of a check; empty text when it is fine. */
    String problem(String id) {
        return checks(hikae("status", "--json")).stream()
                .filter(check -> id.equals(check.get("id")))
                .map(check -> String.valueOf(check.getOrDefault("problem", "")))
                .findFirst()
                .orElse("silent");
    }

    /** The sentence of a check. */
    String message(String id) {
        return checks(hikae("status", "--json")).stream()
                .filter(check -> id.equals(check.get("id")))
                .map(check -> String.valueOf(check.get("message")))
                .findFirst()
                .orElse("silent");
    }

    @SuppressWarnings("unchecked") // of our own making
    private static List<Map<String, Object>> checks(Program.Ended ended) {
        Object checks = ended.json().getOrDefault("checks", List.of());
        assertThat(checks)
                .as(ended.toString())
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .isNotEmpty();
        return (List<Map<String, Object>>) checks;
    }

    /** Changes a file of the backup directory as an editor does. */
    void edit(String name, UnaryOperator<String> change) {
        Path path = misskey.backup().resolve(name);
        try {
            String before = Files.readString(path);
            String after = change.apply(before);
            assertThat(after).isNotEqualTo(before);
            Files.writeString(path, after);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Compose command in the backup directory. */
    void compose(String arguments) {
        Lab.shell("cd '" + misskey.backup() + "' && docker-compose " + arguments + " 2>&1");
    }

    /** A path in the backup directory, in quotes for a shell. */
    String at(String name) {
        return "'" + misskey.backup().resolve(name) + "'";
    }
}
