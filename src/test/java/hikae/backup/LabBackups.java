package hikae.backup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The backups of a Misskey of the lab as the program tells them. */
public record LabBackups(LabInstance misskey, Path home) {
    private static final int ROWS = 1_000_000;

    /** The program with nobody there, on this Misskey. */
    public Program.Ended hikae(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--dir", misskey.directory().toString()));
        return Program.run(Lab.environment(home, Map.of()), all.toArray(String[]::new));
    }

    /** A setup with nothing said. */
    public void setUp() {
        Program.Ended ended = hikae("setup", "--no-rehearsal", "--no-input", "--yes", "--json");
        assertThat(ended.status()).as(ended.err()).isZero();
    }

    /** The list of them. */
    public List<?> backups() {
        return list(hikae("backups", "--no-input", "--json").json().get("backups"));
    }

    /** A table that takes a while to dump. */
    public static void fill(LabInstance misskey) {
        misskey.sql("CREATE TABLE filler AS SELECT g AS id, md5(g::text) || md5((g * 7)::text) AS a,"
                + " md5((g * 13)::text) AS b FROM generate_series(1, " + ROWS + ") g;"
                + " ANALYZE filler");
    }

    /** The one item there is. */
    public static Map<String, Object> only(List<?> items) {
        assertThat(items).hasSize(1);
        return object(items.get(0));
    }

    public static List<?> list(@Nullable Object value) {
        return (List<?>) Objects.requireNonNull(value);
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }
}
