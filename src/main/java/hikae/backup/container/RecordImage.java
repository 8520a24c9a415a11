package hikae.backup.container;

import hikae.backup.settings.BackupSettings;
import hikae.host.Docker;
import hikae.host.Files;
import hikae.host.Host;
import hikae.text.Message;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.nio.file.Path;
import java.util.List;

/**
 * Notes which image the backup service runs with, so that {@code status} can say when it is another.
 *
 * @param settings of the service
 */
public record RecordImage(BackupSettings settings) implements Step {
    @Override
    public String id() {
        return "record-image";
    }

    @Override
    public Message title() {
        return Message.of("step.record-image", settings.image());
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Message.of("step.record-image.note", settings.image(), file())));
    }

    private Path file() {
        return Path.of(settings.directory()).resolve(ImageRecord.FILE);
    }

    @Override
    public void run(Host host, Progress progress) {
        BackupService.look(host.docker(), settings.project()).container().ifPresent(container -> {
            ImageRecord record = record(host.docker(), container);
            host.files().makeDirectory(Path.of(settings.directory()).resolve("hikae"), Files.PRIVATE_DIRECTORY);
            host.files().writeOurs(file(), record.bytes());
        });
    }

    private static ImageRecord record(Docker docker, Docker.Container container) {
        List<String> digests =
                docker.image(container.imageId()).map(Docker.Image::digests).orElse(List.of());
        return new ImageRecord(container.image(), container.imageId(), digests);
    }
}
