package hikae.demo;

import hikae.host.Files;
import hikae.host.NamesContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;

class MemoryFilesTest implements NamesContract {
    private final MemoryFiles files = new MemoryFiles(Clock.systemUTC(), 1 << 30);

    @BeforeEach
    void prepare() {
        files.makeDirectory(directory(), Files.PRIVATE_DIRECTORY);
    }

    @Override
    public Files files() {
        return files;
    }

    @Override
    public Path directory() {
        return Path.of("/home/admin/work");
    }
}
