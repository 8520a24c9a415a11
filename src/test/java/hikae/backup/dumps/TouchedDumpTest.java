package hikae.backup.dumps;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.demo.DemoHost;
import hikae.host.Docker;
import hikae.host.Environment;
import hikae.host.Host;
import hikae.host.Talk;
import hikae.host.real.RealHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump of which inode, size and time are as they were when it was read. */
class TouchedDumpTest {
    @TempDir
    Path home;

    private final Host host = RealHost.here(Environment.ofProcess());
    private Path file;
    private Verification verification;

    @BeforeEach
    void read() throws IOException {
        Path backups = home.toRealPath().resolve("backups");
        file = Files.createDirectories(backups.resolve("last")).resolve("misskey-20251123-040000.sql.gz");
        Files.createDirectories(backups.resolve("daily"));
        ByteArrayOutputStream dump = new ByteArrayOutputStream();
        Docker docker = new DemoHost(Clock.systemUTC()).docker();
        String any = docker.containers().get(0).id();
        docker.exec(any, List.of("pg_dump"), Duration.ofSeconds(1), Talk.taking(dump));
        Files.write(file, dump.toByteArray());
        awaitAnotherMoment();
        verification = new Verification(host, home.toRealPath(), backups);
        Dump read = verification.read(dump(), bytes -> {});
        assertThat(read.isGood()).isTrue();
        assertThat(dump().isGood()).isTrue();
        assertThat(dump().isTouched()).isFalse();
    }

    /** The kernel's clock for files goes by ticks of some milliseconds: what changes within one has the same moment. */
    private void awaitAnotherMoment() throws IOException {
        Path later = home.resolve("later");
        do {
            Files.write(later, new byte[1]);
        } while (changed(later).compareTo(changed(file)) <= 0);
    }

    private static FileTime changed(Path path) throws IOException {
        return (FileTime) Files.getAttribute(path, "unix:ctime");
    }

    private Dump dump() {
        return verification.folder().youngest().orElseThrow();
    }

    @Test
    void oneThatWasWrittenToWithItsTimePutBackIsNotTheOneThatWasRead() throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {'X'}), channel.size() / 2);
        }
        Files.setLastModifiedTime(file, time);

        assertThat(dump().isTouched()).isTrue();
        assertThat(verification.readAgain(dump(), bytes -> {}).isBad()).isTrue();
        assertThat(dump().isBad()).isTrue();
    }

    /** As the image does it, which gives a dump more names and takes them away one by one. */
    @Test
    void oneThatGotAnotherNameIsKnownAgainByItsHash() throws IOException {
        Dump.Verified before = dump().verified().orElseThrow();
        Files.createLink(file.resolveSibling("../daily/misskey-20251123.sql.gz"), file);
        assertThat(dump().isTouched()).isTrue();
        assertThat(dump().isGood())
                .as("it is still listed as what it was read as")
                .isTrue();

        verification.readAgain(dump(), bytes -> {});

        assertThat(dump().isTouched()).isFalse();
        assertThat(dump().verified().orElseThrow().report()).isEqualTo(before.report());
        assertThat(dump().verified().orElseThrow().at()).isAfter(before.at());
        assertThat(new KnownDumps(host.files(), home).reading(dump().state())).isPresent();
    }
}
