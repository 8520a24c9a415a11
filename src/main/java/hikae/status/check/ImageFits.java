package hikae.status.check;

import hikae.backup.settings.BackupImage;
import hikae.host.Docker;
import hikae.instance.Instance;
import hikae.status.look.ContainerProbe;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import java.util.Optional;
import java.util.stream.Stream;

/** The backup image is of the server's major version, in compose.yml and in the container. */
public final class ImageFits implements Check {
    @Override
    public String id() {
        return "image";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        Optional<Integer> server = server(snapshot);
        if (server.isEmpty() || snapshot.settings().isEmpty()) {
            return Optional.empty();
        }
        Stream<String> images = Stream.concat(
                Stream.of(snapshot.settings().get().image()),
                snapshot.container().map(Docker.Container::image).stream());
        Optional<String> wrong =
                images.filter(image -> !BackupImage.major(image).equals(server)).findFirst();
        return Optional.of(wrong.map(image -> no(image, server.get()))
                .orElseGet(() -> Finding.ok(
                        Message.of("status.image", snapshot.settings().get().image(), server.get()))));
    }

    /** The server's own word, else what its container says. */
    public static Optional<Integer> server(StatusSnapshot snapshot) {
        return snapshot.inside()
                .flatMap(ContainerProbe::major)
                .or(() -> snapshot.instance().map(Instance::major).filter(major -> major > 0));
    }

    private static Finding no(String image, int server) {
        return Finding.no(
                BackupImage.major(image).isPresent()
                        ? Problem.of("status-image-other", image, server)
                        : Problem.of("status-image-untagged", image, server));
    }
}
