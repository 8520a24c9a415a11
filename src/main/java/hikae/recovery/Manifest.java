package hikae.recovery;

import hikae.dump.DumpFacts;
import hikae.dump.DumpReport;
import hikae.host.Files;
import hikae.text.Json;
import hikae.text.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What the dump of a run holds, as it was read: {@code manifest.json} in the run folder. */
final class Manifest {
    private static final int LIMIT = 8 << 20;

    private Manifest() {}

    /** Keeps it, so that a run that is taken up again compares with the same. */
    static void write(Files files, Path folder, DumpReport report) {
        files.replace(file(folder), (Json.line(report.json()) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** What was kept. */
    static DumpFacts read(Files files, Path folder) {
        return Json.object(new String(files.read(file(folder), LIMIT), StandardCharsets.UTF_8))
                .flatMap(DumpReport::of)
                .map(DumpReport::facts)
                .orElseThrow(() -> ProblemException.of("recovery-manifest", file(folder)));
    }

    private static Path file(Path folder) {
        return folder.resolve("manifest.json");
    }
}
