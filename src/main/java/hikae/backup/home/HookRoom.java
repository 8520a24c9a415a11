package hikae.backup.home;

import hikae.backup.compose.ServiceDetail;
import hikae.backup.container.ScheduleGuard;
import hikae.backup.settings.BackupLayout;
import hikae.host.Docker;
import hikae.host.Files;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether the hook has a place: into a directory that the operator has mounted read-only over that of the image's hooks,
 * Docker can make none, and then the container cannot start.
 */
public final class HookRoom {
    private static final String HOOKS = "/hooks";
    private static final String NAME = BackupLayout.HOOK_INSIDE.substring(HOOKS.length() + 1);

    private HookRoom() {}

    /** Why it has none; empty where it has, and where that cannot be told. */
    public static Optional<Problem> problem(Files files, BackupDirectory present) {
        return present.backup()
                .filter(ScheduleGuard::isIn)
                .flatMap(backup -> Optional.ofNullable(backup.detail().mounted().get(HOOKS)))
                .filter(ServiceDetail.Mount::readOnly)
                .filter(over ->
                        !present.service().container().filter(HookRoom::hasBoth).isPresent())
                .filter(over -> !over.bind() || lacks(files, present.directory().resolve(over.source())))
                .map(over -> Problem.of("hook-no-room", over.location().brief(), over.source(), NAME));
    }

    /**
     * Throws it.
     *
     * @throws ProblemException {@code hook-no-room}
     */
    public static void demand(Files files, BackupDirectory present) {
        problem(files, present).ifPresent(problem -> {
            throw new ProblemException(problem);
        });
    }

    /** One that has run like that shows that there is room. */
    private static boolean hasBoth(Docker.Container container) {
        return container.isRunning()
                && ScheduleGuard.isIn(container)
                && container.mounts().stream().anyMatch(mount -> mount.target().equals(HOOKS));
    }

    private static boolean lacks(Files files, Path directory) {
        try {
            Path real = files.real(directory.normalize());
            return files.look(real).isPresent()
                    && files.look(real.resolve(NAME)).isEmpty();
        } catch (ProblemException e) {
            return false; // what cannot be seen is not called so
        }
    }
}
