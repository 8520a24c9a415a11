package hikae.recovery.run;

import hikae.dump.DumpFacts;
import hikae.dump.DumpReading;
import hikae.dump.DumpReport;
import hikae.dump.parts.DumpParts;
import hikae.dump.parts.DumpPartsJson;
import hikae.host.Files;
import hikae.host.OwnRecord;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the dump of a run holds and where, as it was read: {@code manifest.json} and {@code parts.json} in the run folder.
 * What is loaded is decided by them, and the scan is not asked again: only what root or we have read of this run's dump
 * counts.
 */
public final class Manifest {
    private static final String FACTS = "manifest.json";
    private static final String PARTS = "parts.json";
    private static final int LIMIT = 8 << 20;
    private static final int PARTS_LIMIT = 64 << 20;

    private Manifest() {}

    /** Keeps it, so that a run that is resumed compares with the same. */
    public static void write(Files files, Path folder, DumpReading reading) {
        OwnRecord.in(files, folder, FACTS).write(reading.report().json());
        writeParts(files, folder, reading.parts());
    }

    /** Keeps only where its statements lie. */
    static void writeParts(Files files, Path folder, DumpParts parts) {
        OwnRecord.in(files, folder, PARTS).write(DumpPartsJson.of(parts));
    }

    /** What was kept. */
    public static DumpFacts read(Files files, Path folder) {
        return OwnRecord.in(files, folder, FACTS)
                .read(LIMIT)
                .flatMap(DumpReport::of)
                .map(DumpReport::facts)
                .orElseThrow(() -> ProblemException.of("recovery-manifest", folder.resolve(FACTS)));
    }

    /** The same; empty where nothing was kept yet, or it cannot be read. */
    public static Optional<DumpFacts> readIfThere(Files files, Path folder) {
        try {
            return Optional.of(read(files, folder));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /** Where its statements lie. */
    public static DumpParts readParts(Files files, Path folder) {
        return OwnRecord.in(files, folder, PARTS)
                .read(PARTS_LIMIT)
                .flatMap(DumpPartsJson::parts)
                .orElseThrow(() -> ProblemException.of("recovery-manifest", folder.resolve(PARTS)));
    }
}
