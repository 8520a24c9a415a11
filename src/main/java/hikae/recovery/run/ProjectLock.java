package hikae.recovery.run;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.recovery.server.PsqlContainer;
import hikae.text.ProblemException;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps two recoveries off one Misskey of this engine, whatever backup directory or account they come from, and whether
 * its database server answers or not: a container that is never started has a name that can exist only once. It stays
 * when our process is killed, and is removed at the end of a run or by the next one of the same backup directory.
 */
public final class ProjectLock {
    /** What a label says of it. */
    static final String ROLE = "lock";

    private static final String NAME = "hikae-works-on-";
    private static final int TRIES = 3;

    private ProjectLock() {}

    /**
     * Takes it, or keeps it where this run has it.
     *
     * @throws ProblemException {@code recovery-project-locked} when a run of another backup directory has it
     */
    public static void take(Host host, RestoreTarget target, String runId) {
        String project = target.misskey().project();
        String name = NAME + project;
        Map<String, String> labels = PsqlContainer.labels(ROLE, runId, target.home());
        for (int i = 0; i < TRIES; i++) {
            if (host.docker().reserve(name, target.image(), labels)) {
                return;
            }
            Optional<Docker.Container> holder = host.docker().container(name);
            if (holder.filter(one -> isOf(one, PsqlContainer.RUN, runId)).isPresent()) {
                return;
            }
            if (holder.filter(one -> isOf(one, PsqlContainer.HOME, target.home().toString()))
                    .isPresent()) {
                host.docker().remove(name); // of a run that is over: we hold the lock of this directory
            } else if (holder.isPresent()) {
                throw ProblemException.of("recovery-project-locked", project, holder(holder.get()), name);
            }
        }
        throw ProblemException.of("recovery-project-locked", project, "-", name);
    }

    private static boolean isOf(Docker.Container one, String label, String value) {
        return one.label(label).filter(value::equals).isPresent();
    }

    private static String holder(Docker.Container one) {
        return one.label(PsqlContainer.RUN).orElse("-") + " "
                + one.label(PsqlContainer.HOME).orElse("-");
    }
}
