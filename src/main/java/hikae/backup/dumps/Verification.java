package hikae.backup.dumps;

import hikae.dump.DumpHash;
import hikae.dump.DumpReading;
import hikae.dump.DumpReport;
import hikae.dump.DumpScan;
import hikae.host.Files;
import hikae.host.Host;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Reads the dumps of a backup directory to their last byte and keeps what came of it. */
public final class Verification {
    private final Host host;
    private final Path backups;
    private final KnownDumps known;

    /**
     * @param home the backup directory
     * @param backups where its dumps are
     */
    public Verification(Host host, Path home, Path backups) {
        this.host = host;
        this.backups = backups;
        this.known = new KnownDumps(host.files(), home);
    }

    /** The dumps as they lie there now, with what is known of them. */
    public BackupFolder folder() {
        return BackupFolder.read(host.files(), backups, known);
    }

    /**
     * Reads a dump to its last byte; slow, as large as it is.
     *
     * @param bytesRead told how much of the file has been read
     * @return the dump with what came of it
     * @throws ProblemException when it cannot be opened or read
     */
    public Dump read(Dump dump, LongConsumer bytesRead) {
        DumpReading reading = DumpScan.read(host.files(), dump.path(), bytesRead);
        Dump.Verified verified =
                new Dump.Verified(reading.report(), host.environment().clock().instant());
        BackupFolder folder = folder();
        if (folder.of(dump.path()).isPresent()) {
            keep(() -> keep(dump.state(), verified, reading, folder));
        }
        return dump.with(verified);
    }

    private void keep(Files.State state, Dump.Verified verified, DumpReading reading, BackupFolder folder) {
        known.keep(state, verified);
        if (reading.report().isGood()) { // nothing of another is ever loaded
            known.keep(state, reading.parts());
        }
        known.forgetAllBut(folder.dumps());
    }

    /**
     * Reads one again that is known; where its bytes are those that were read, nothing of them is understood again, which
     * takes a fifth of the time.
     *
     * @param bytesRead told how much of the file has been read
     * @throws ProblemException when it cannot be opened or read
     */
    public Dump readAgain(Dump dump, LongConsumer bytesRead) {
        Optional<DumpReport> same = dump.verified()
                .map(Dump.Verified::report)
                .filter(report -> DumpHash.of(host.files(), dump.path(), bytesRead)
                        .filter(report.facts().sha256()::equals)
                        .isPresent());
        if (same.isEmpty()) {
            return read(dump, bytesRead);
        }
        Dump.Verified verified =
                new Dump.Verified(same.get(), host.environment().clock().instant());
        if (folder().of(dump.path()).isPresent()) {
            keep(() -> known.keep(dump.state(), verified));
        }
        return dump.with(verified);
    }

    /** Somebody who may read dumps but not write here gets his answer all the same. */
    private static void keep(Runnable writing) {
        try {
            writing.run();
        } catch (ProblemException e) {
            return; // it will be read again the next time
        }
    }
}
