package hikae.status;

import hikae.backup.dumps.Dump;
import hikae.dump.DumpFacts;
import hikae.dump.DumpReport;
import hikae.dump.file.DumpFormat;
import hikae.host.Files;
import hikae.text.Finding;
import hikae.text.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dumps of the made-up server. */
public final class MadeUpDumps {
    private MadeUpDumps() {}

    /** A good one of this age, size and number of notes. */
    public static Dump good(Duration age, long bytes, long notes) {
        return dump(age, bytes, Optional.of(new DumpReport(facts(bytes, notes), List.of())));
    }

    /** A good one of the usual size. */
    public static Dump good(Duration age) {
        return good(age, 1_000_000, 5000);
    }

    /** One that is cut off. */
    public static Dump bad(Duration age) {
        DumpReport report =
                new DumpReport(facts(500_000, 0), List.of(Finding.no(Problem.of("file-io-error", "made up"))));
        return dump(age, 500_000, Optional.of(report));
    }

    /** One that nobody has read yet. */
    static Dump unread(Duration age) {
        return dump(age, 1_000_000, Optional.empty());
    }

    private static Dump dump(Duration age, long bytes, Optional<DumpReport> report) {
        Instant made = Sight.NOW.toInstant().minus(age);
        String name = "misskey-" + made.getEpochSecond() + ".sql.gz";
        Path backups = Sight.HOME.resolve("backups");
        List<Path> names = List.of(backups.resolve("last").resolve(name), backups.resolve("daily/misskey-1.sql.gz"));
        Files.State state =
                new Files.State(Files.Kind.FILE, bytes, 0644, 0, made, made, "2049:" + made.getEpochSecond(), 2);
        return new Dump(names, state, report.map(one -> new Dump.Verified(one, made)));
    }

    private static DumpFacts facts(long bytes, long notes) {
        return new DumpFacts(
                DumpFormat.SQL_GZIP,
                bytes,
                bytes * 4,
                "0",
                Optional.of("15.8"),
                Optional.of("15.8"),
                Map.of("note", notes, "user", 40L),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false,
                Map.of(),
                Optional.empty(),
                Map.of());
    }
}
