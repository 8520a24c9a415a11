package hikae.recovery.cluster;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.text.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Whether a server still works on a data directory, which must not be moved away from under it. */
public final class DataInUse {
    private static final Path PROCESSES = Path.of("/proc");

    private static final int LIMIT = 1 << 10;

    private DataInUse() {}

    /**
     * Looks at containers, and at processes of the host as far as this user may see them: PostgreSQL works in its data
     * directory.
     *
     * @throws ProblemException {@code recovery-data-used} when one does
     */
    public static void demandNot(Host host, Path data) {
        for (Docker.Container one : host.docker().containers()) {
            boolean on = one.mounts().stream()
                    .anyMatch(mount ->
                            !mount.source().isEmpty() && Path.of(mount.source()).startsWith(data));
            if (one.isRunning() && on) {
                throw ProblemException.of("recovery-data-used", data, one.name());
            }
        }
        for (Path process : host.files().list(PROCESSES)) {
            if (isNumber(process) && isIn(host, process, data)) {
                throw ProblemException.of("recovery-data-used", data, String.valueOf(process.getFileName()));
            }
        }
    }

    private static boolean isNumber(Path process) {
        return String.valueOf(process.getFileName()).matches("\\d+");
    }

    private static boolean isIn(Host host, Path process, Path data) {
        try {
            boolean server = host.files()
                    .readIfThere(process.resolve("comm"), LIMIT)
                    .filter(name -> new String(name, StandardCharsets.UTF_8).startsWith("postgres"))
                    .isPresent();
            return server && host.files().real(process.resolve("cwd")).startsWith(data);
        } catch (ProblemException e) {
            return false; // it ended meanwhile, or is somebody else's
        }
    }
}
