package hikae.demo;

import hikae.host.Files;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Files that nobody else can write: what only we may say is what was written. */
public abstract class NobodyElse implements Files {
    @Override
    public final Optional<String> otherWriter(Path path) {
        return Optional.empty();
    }

    @Override
    public final void writeOurs(Path path, byte[] content) {
        write(path, content, PUBLIC);
    }

    @Override
    public final Optional<byte[]> readOurs(Path path, int limit) {
        return readIfThere(path, limit);
    }

    @Override
    public final Optional<InputStream> openOurs(Path path) {
        return look(path).map(there -> open(path));
    }

    @Override
    public final void appendOurs(Path path, String line, boolean durable) {
        append(path, line, durable);
    }
}
