package hikae.recovery;

import hikae.dump.DumpFacts;
import hikae.dump.DumpParts;
import hikae.dump.DumpPartsJson;
import hikae.dump.DumpReading;
import hikae.dump.DumpReport;
import hikae.host.Files;
import hikae.text.Json;
import hikae.text.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** What the dump of a run holds and where, as it was read: {@code manifest.json} and {@code parts.json} in the run folder. */
final class Manifest {
    private static final int LIMIT = 8 << 20;
    private static final int PARTS_LIMIT = 64 << 20;

    private Manifest() {}

    /** Keeps it, so that a run that is taken up again compares with the same. */
    static void write(Files files, Path folder, DumpReading reading) {
        files.replace(file(folder), bytes(reading.report().json()));
        files.replace(parts(folder), bytes(DumpPartsJson.of(reading.parts())));
    }

    private static byte[] bytes(Map<String, Object> json) {
        return (Json.line(json) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** What was kept. */
    static DumpFacts read(Files files, Path folder) {
        return Json.object(new String(files.read(file(folder), LIMIT), StandardCharsets.UTF_8))
                .flatMap(DumpReport::of)
                .map(DumpReport::facts)
                .orElseThrow(() -> ProblemException.of("recovery-manifest", file(folder)));
    }

    /** Where its statements lie. */
    static DumpParts readParts(Files files, Path folder) {
        return Json.object(new String(files.read(parts(folder), PARTS_LIMIT), StandardCharsets.UTF_8))
                .flatMap(DumpPartsJson::parts)
                .orElseThrow(() -> ProblemException.of("recovery-manifest", parts(folder)));
    }

    private static Path parts(Path folder) {
        return folder.resolve("parts.json");
    }

    private static Path file(Path folder) {
        return folder.resolve("manifest.json");
    }
}
