package hikae.dump;

import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.real.RealHost;
import hikae.text.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Bytes put into a file and scanned there. */
public final class Scanned {
    private static final Files FILES = RealHost.here(Environment.ofProcess()).files();

    private final Path directory;

    public Scanned(Path directory) {
        this.directory = directory;
    }

    public static Files files() {
        return FILES;
    }

    public DumpReport of(String name, byte[] content) {
        return DumpScan.scan(FILES, file(name, content), bytes -> {});
    }

    /** The text, not packed, with the place of each statement. */
    public DumpReading reading(String text) {
        return DumpScan.read(FILES, file("dump.sql", text.getBytes(StandardCharsets.UTF_8)), bytes -> {});
    }

    public DumpReport gz(String text) {
        return of("dump.sql.gz", MadeUpDump.gz(text));
    }

    DumpReport sql(String text) {
        return of("dump.sql", text.getBytes(StandardCharsets.UTF_8));
    }

    public Path file(String name, byte[] content) {
        try {
            return java.nio.file.Files.write(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ids of what stands in the way. */
    public static List<String> refusals(DumpReport report) {
        return ids(report.findings().stream().filter(Finding::isNo).toList());
    }

    static List<String> warnings(DumpReport report) {
        return ids(report.findings().stream().filter(one -> !one.isNo()).toList());
    }

    private static List<String> ids(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.problem().orElseThrow().id())
                .toList();
    }

    /** What the only refusal names. */
    static List<Object> args(DumpReport report) {
        return report.findings().get(0).problem().orElseThrow().args();
    }
}
