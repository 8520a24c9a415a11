package hikae.recovery.record;

import hikae.host.Files;
import hikae.host.Host;
import hikae.text.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Backup directories in which a restore was done: with them the menu knows of a way back without asking Docker. */
public final class RestoredPlaces {
    private static final int LIMIT = 1 << 16;

    private RestoredPlaces() {}

    /** All of them; none where that cannot be read. */
    public static List<Path> all(Host host) {
        return new String(content(host), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("/"))
                .map(Path::of)
                .toList();
    }

    private static byte[] content(Host host) {
        try {
            return host.files().readIfThere(file(host), LIMIT).orElse(new byte[0]);
        } catch (ProblemException e) {
            return new byte[0]; // a home that is somebody else's only costs the row of the menu
        }
    }

    /** Adds one; a home that cannot be written to only costs the row of the menu. */
    public static void remember(Host host, Path home) {
        try {
            Set<String> all = new LinkedHashSet<>();
            all(host).forEach(path -> all.add(path.toString()));
            if (all.add(home.toString())) {
                host.files().makeDirectory(host.environment().stateDirectory(), Files.PRIVATE_DIRECTORY);
                host.files().replace(file(host), (String.join("\n", all) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (ProblemException e) {
            return; // the command says the same
        }
    }

    private static Path file(Host host) {
        return host.environment().stateDirectory().resolve("restored");
    }
}
