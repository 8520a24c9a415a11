package hikae.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.host.Files;
import hikae.text.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump on its way through the threads: disks that fail, files that are replaced, operators that leave. */
class DumpReadingTest {
    @TempDir
    Path directory;

    @Test
    void aDiskThatFailsIsAFindingWithItsPlace() {
        byte[] gz = MadeUpDump.ofSize(6, 2_000_000).gz();
        Path file = new Scanned(directory).file("dump.sql.gz", gz);
        DumpReport report = DumpScan.scan(through(in -> new FailingDisk(in, 300_000)), file, bytes -> {});

        assertThat(Scanned.refusals(report)).containsExactly("dump-unreadable");
        assertThat(Scanned.args(report)).element(2).isEqualTo("Input/output error");
    }

    @Test
    void aDiskThatFailsAtOnceIsOneToo() {
        Path file =
                new Scanned(directory).file("dump.sql.gz", MadeUpDump.small().gz());
        DumpReport report = DumpScan.scan(through(in -> new FailingDisk(in, 0)), file, bytes -> {});

        assertThat(Scanned.refusals(report)).containsExactly("dump-unreadable");
    }

    @Test
    void itsHashAloneIsTheOneOfTheScan() {
        byte[] gz = MadeUpDump.ofSize(6, 4_000_000).gz();
        Path file = new Scanned(directory).file("dump.sql.gz", gz);
        List<Long> told = new ArrayList<>();
        String scanned =
                DumpScan.scan(Scanned.files(), file, bytes -> {}).facts().sha256();

        assertThat(DumpHash.of(Scanned.files(), file, told::add)).contains(scanned);
        assertThat(told).isSorted().endsWith((long) gz.length);
    }

    @Test
    void aDiskThatFailsGivesNoHash() {
        Path file =
                new Scanned(directory).file("dump.sql.gz", MadeUpDump.small().gz());

        assertThat(DumpHash.of(through(in -> new FailingDisk(in, 300)), file, bytes -> {}))
                .isEmpty();
        assertThatThrownBy(() -> DumpHash.of(Scanned.files(), directory.resolve("none"), bytes -> {}))
                .hasMessageContaining("file-missing");
    }

    @Test
    void aFileThatIsReplacedMeanwhileIsNotJudged() {
        Scanned scanned = new Scanned(directory);
        byte[] gz = MadeUpDump.small().gz();
        Path file = scanned.file("dump.sql.gz", gz);
        Path other = scanned.file("other", gz);
        DumpReport report = DumpScan.scan(Scanned.files(), file, bytes -> replace(other, file));

        assertThat(Scanned.refusals(report)).containsExactly("dump-changed");
    }

    @Test
    void tellsHowFarItIsAndEndsAtTheSize() {
        byte[] gz = MadeUpDump.gz(MadeUpDump.ofSize(7, 30_000_000).sql(), 0);
        List<Long> told = new ArrayList<>();
        DumpScan.scan(Scanned.files(), new Scanned(directory).file("dump.sql.gz", gz), told::add);

        assertThat(told).isSorted().hasSizeBetween(5, 10).endsWith((long) gz.length);
    }

    @Test
    void anInterruptedScanEndsAndLeavesNoThreads() {
        byte[] gz = MadeUpDump.gz(MadeUpDump.ofSize(8, 30_000_000).sql(), 0);
        Path file = new Scanned(directory).file("dump.sql.gz", gz);
        assertThatThrownBy(() -> DumpScan.scan(
                        Scanned.files(), file, bytes -> Thread.currentThread().interrupt()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().id()).isEqualTo("interrupted"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("hikae-"));
    }

    private static void replace(Path from, Path to) {
        try {
            if (java.nio.file.Files.exists(from)) {
                java.nio.file.Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The real files, with another stream where one is opened. */
    private static Files through(UnaryOperator<InputStream> change) {
        return (Files) Proxy.newProxyInstance(
                DumpReadingTest.class.getClassLoader(), new Class<?>[] {Files.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(Scanned.files(), arguments);
                        return result instanceof InputStream in ? change.apply(in) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    private static final class FailingDisk extends FilterInputStream {
        private int left;

        FailingDisk(InputStream in, int left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (left == 0) {
                throw new IOException("Input/output error");
            }
            int got = super.read(into, from, Math.min(left, length));
            left -= Math.max(0, got);
            return got;
        }
    }
}
