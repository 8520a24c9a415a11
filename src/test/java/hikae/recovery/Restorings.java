package hikae.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.lab.Lab;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * For tests of which each takes a Misskey apart and has it whole again in the end: the next one gets the same, with all
 * that was left of the one before taken away. Where a test fails, what it leaves is thrown away.
 */
public final class Restorings implements AutoCloseable {
    private final Map<String, Restoring> whole = new HashMap<>();
    private final Map<String, String> rows = new HashMap<>();

    /** Has this done with a Misskey of one of the lab's kinds that is set up, with its first backup. */
    public void with(Path home, String kind, Consumer<Restoring> test) {
        Restoring lab = Optional.ofNullable(whole.remove(kind)).orElseGet(() -> started(home, kind));
        boolean well = false;
        try {
            test.accept(lab);
            asBefore(lab, kind);
            whole.put(kind, lab);
            well = true;
        } finally {
            if (!well) {
                end(lab);
            }
        }
    }

    private Restoring started(Path home, String kind) {
        Restoring lab = Restoring.start(home, "--kind", kind);
        lab.keep();
        rows.put(kind, lab.rows());
        return lab;
    }

    private void asBefore(Restoring lab, String kind) {
        lab.tidy();
        removeDataAside(lab);
        lab.setUpAgain();
        assertThat(lab.rows()).isEqualTo(rows.get(kind));
    }

    private static void end(Restoring lab) {
        lab.close();
        removeDataAside(lab);
    }

    private static void removeDataAside(Restoring lab) {
        Lab.shell("rm -rf -- '" + lab.misskey().directory() + "'/db.*");
    }

    @Override
    public void close() {
        whole.values().forEach(Restorings::end);
    }
}
