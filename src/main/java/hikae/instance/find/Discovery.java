package hikae.instance.find;

import hikae.instance.Instance;
import hikae.text.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that was found on this host.
 *
 * @param instances Misskey installations that can be set up
 * @param refused what was recognised but cannot be set up, each with the reason
 * @param engine why Docker does not answer; empty when it does
 */
public record Discovery(List<Instance> instances, List<Problem> refused, Optional<Problem> engine) {
    public Discovery {
        instances = List.copyOf(instances);
        refused = List.copyOf(refused);
    }

    /** Why there is none to work on: what was recognised and cannot be set up, else Docker, else that none is here. */
    public Problem whyNone() {
        return refused.stream().findFirst().or(() -> engine).orElseGet(() -> Problem.of("instance-none"));
    }

    /** The instance of this directory. */
    public Optional<Instance> at(Path directory) {
        return instances.stream()
                .filter(instance -> instance.directory().equals(directory))
                .findFirst();
    }
}
