package hikae.status;

import hikae.backup.BackupImage;
import hikae.host.Docker;
import hikae.instance.Instance;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.Say;
import java.util.Optional;
import java.util.stream.Stream;

/** The backup image is of the server's major version, in compose.yml and in the container. */
final class ImageFits implements Check {
    @Override
    public String id() {
        return "image";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        Optional<Integer> server = server(seen);
        if (server.isEmpty() || seen.settings().isEmpty()) {
            return Optional.empty();
        }
        Stream<String> images = Stream.concat(
                Stream.of(seen.settings().get().image()), seen.container().map(Docker.Container::image).stream());
        Optional<String> wrong =
                images.filter(image -> !BackupImage.major(image).equals(server)).findFirst();
        return Optional.of(wrong.map(image -> no(image, server.get()))
                .orElseGet(() ->
                        Finding.ok(Say.of("status.image", seen.settings().get().image(), server.get()))));
    }

    /** The server's own word, else what its container says. */
    static Optional<Integer> server(Seen seen) {
        return seen.inside()
                .flatMap(Inside::major)
                .or(() -> seen.instance().map(Instance::major).filter(major -> major > 0));
    }

    private static Finding no(String image, int server) {
        return Finding.no(
                BackupImage.major(image).isPresent()
                        ? Problem.of("status-image-other", image, server)
                        : Problem.of("status-image-untagged", image, server));
    }
}
