package hikae.status.check;

import hikae.backup.container.ImageRecord;
import hikae.host.Docker;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Problem;
import java.util.Optional;

/**
 * Says when the backup image is another than the one that was set up, or its name has come to mean another; else it
 * says nothing. What to think of that is the operator's.
 */
public final class ImageSame implements Check {
    @Override
    public String id() {
        return "image-same";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        return snapshot.container()
                .filter(container -> !container.imageId().isEmpty())
                .flatMap(container -> changed(snapshot, container).or(() -> moved(snapshot, container)))
                .map(Finding::warning);
    }

    private static Optional<Problem> changed(StatusSnapshot snapshot, Docker.Container container) {
        return snapshot.images()
                .recorded()
                .filter(record -> !record.id().equals(container.imageId()))
                .map(record ->
                        Problem.of("status-image-changed", container.name(), container.imageId(), known(record)));
    }

    /** As a registry knows it, where it is of one. */
    private static String known(ImageRecord record) {
        return record.digests().stream().findFirst().orElse(record.id());
    }

    private static Optional<Problem> moved(StatusSnapshot snapshot, Docker.Container container) {
        return snapshot.images()
                .tagged()
                .filter(id -> !id.equals(container.imageId()))
                .map(id -> Problem.of("status-image-moved", container.image(), id, container.imageId()));
    }
}
