package hikae.status;

import hikae.backup.ImageRecord;
import hikae.host.Docker;
import hikae.text.Finding;
import hikae.text.Problem;
import java.util.Optional;

/**
 * Says when the backup image is another than the one that was set up, or its name has come to mean another; else it
 * says nothing. What to think of that is the operator's.
 */
final class ImageSame implements Check {
    @Override
    public String id() {
        return "image-same";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        return seen.container()
                .filter(container -> !container.imageId().isEmpty())
                .flatMap(container -> changed(seen, container).or(() -> moved(seen, container)))
                .map(Finding::warning);
    }

    private static Optional<Problem> changed(Seen seen, Docker.Container container) {
        return seen.images()
                .recorded()
                .filter(record -> !record.id().equals(container.imageId()))
                .map(record ->
                        Problem.of("status-image-changed", container.name(), container.imageId(), known(record)));
    }

    /** As a registry knows it, where it is of one. */
    private static String known(ImageRecord record) {
        return record.digests().stream().findFirst().orElse(record.id());
    }

    private static Optional<Problem> moved(Seen seen, Docker.Container container) {
        return seen.images()
                .tagged()
                .filter(id -> !id.equals(container.imageId()))
                .map(id -> Problem.of("status-image-moved", container.image(), id, container.imageId()));
    }
}
