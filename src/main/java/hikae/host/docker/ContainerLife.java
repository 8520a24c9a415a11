package hikae.host.docker;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.RestartPolicy;
import java.time.Duration;

/** Starts, stops and removes containers; what is already so is left so. */
final class ContainerLife {
    private final EngineConnection connection;

    ContainerLife(EngineConnection connection) {
        this.connection = connection;
    }

    /** The engine answers when it is stopped, which takes as long as the grace. */
    void stop(String container, Duration grace) {
        connection.ask(grace, client -> {
            try {
                client.stopContainerCmd(container).withTimeout(seconds(grace)).exec();
                return true;
            } catch (NotModifiedException e) {
                return false;
            }
        });
    }

    void start(String container) {
        connection.ask(client -> {
            try {
                client.startContainerCmd(container).exec();
                return true;
            } catch (NotModifiedException e) {
                return false;
            }
        });
    }

    void restart(String container, Duration grace) {
        connection.ask(grace, client -> {
            client.restartContainerCmd(container).withTimeout(seconds(grace)).exec();
            return true;
        });
    }

    void restartPolicy(String container, String policy) {
        connection.ask(client -> client.updateContainerCmd(container)
                .withRestartPolicy(policy(policy))
                .exec()
                .getWarnings());
    }

    /** With its anonymous volumes, running or not. */
    void remove(String container) {
        connection.ask(client -> {
            try {
                client.removeContainerCmd(container)
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec();
                return true;
            } catch (NotFoundException e) {
                return false;
            } catch (ConflictException e) {
                if (String.valueOf(e.getMessage()).contains("already in progress")) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** Removes what an act that failed has left. What went wrong first is what the operator must hear of. */
    RuntimeException removedAfter(RuntimeException first, String container) {
        try {
            remove(container);
        } catch (RuntimeException second) {
            first.addSuppressed(second);
        }
        return first;
    }

    private static RestartPolicy policy(String words) {
        return words.equals("no") ? new Never() : RestartPolicy.parse(words);
    }

    /** The library's own has an empty name, which to the engine means that nothing is to be changed. */
    private static final class Never extends RestartPolicy {
        private static final long serialVersionUID = 1L;

        @Override
        public String getName() {
            return "no";
        }
    }

    /** Whole seconds, upwards, as the engine counts them. */
    private static int seconds(Duration grace) {
        return Math.toIntExact(grace.plusMillis(999).toSeconds());
    }
}
