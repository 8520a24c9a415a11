package hikae.dump;

import hikae.host.Environment;
import hikae.host.real.RealHost;
import hikae.text.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code src/test/bench/scan} starts: makes a dump, or reads one as the program does. */
final class DumpScanBench {
    private DumpScanBench() {}

    public static void main(String[] arguments) throws IOException {
        Path path = Path.of(arguments[1]);
        if (arguments[0].equals("make")) {
            try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(path), 1 << 20);
                    OutputStream packed = MadeUpDump.packing(file, Integer.parseInt(arguments[3]))) {
                MadeUpDump.ofSize(1, Long.parseLong(arguments[2])).write(packed);
            }
        } else {
            DumpReport report =
                    DumpScan.scan(RealHost.here(Environment.ofProcess()).files(), path, bytes -> {});
            System.out.println(Json.line(report.json()));
            System.exit(report.isGood() ? 0 : 5);
        }
    }
}
