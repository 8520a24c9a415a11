package hikae.dump;

import hikae.dump.file.DumpFormat;
import hikae.dump.file.FirstBytes;
import hikae.dump.file.Gunzip;
import hikae.dump.file.HashedFile;
import hikae.dump.file.ReadAhead;
import hikae.dump.grammar.DumpNames;
import hikae.dump.rows.FingerprintRows;
import hikae.dump.rows.MigrationRows;
import hikae.dump.rows.NewestNote;
import hikae.host.Files;
import hikae.host.NoteTime;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Reads a dump once, from its first byte to its last, in constant memory, and says what it holds and whether
 * a restore can rely on it. Reading, unpacking and understanding run on three threads.
 */
public final class DumpScan {
    private static final int FILE_BLOCK = 128 * 1024;
    private static final int TEXT_BLOCK = 256 * 1024;
    private static final long TELL_BYTES = 4 << 20;

    private final Files files;
    private final Path path;
    private final LongConsumer bytesRead;
    private final NewestNote newest = new NewestNote();
    private final MigrationRows migrations = new MigrationRows();
    private final FingerprintRows fingerprint = new FingerprintRows();
    private final SqlText text = new SqlText(List.of(newest, migrations, fingerprint.users(), fingerprint.keys()));
    private final List<Finding> findings = new ArrayList<>();
    private long told;

    private DumpScan(Files files, Path path, LongConsumer bytesRead) {
        this.files = files;
        this.path = path;
        this.bytesRead = bytesRead;
    }

    /**
     * Reads the dump to its end.
     *
     * @param bytesRead hears, on the calling thread, how many bytes of the file have been read so far
     * @return what it holds and what is wrong with it
     * @throws ProblemException when there is no such file, it is none, or it cannot be opened; whatever is
     *     wrong with its content is a finding
     */
    public static DumpReport scan(Files files, Path path, LongConsumer bytesRead) {
        return new DumpScan(files, path, bytesRead).run();
    }

    /**
     * Reads the dump to its end, as {@link #scan} does, and tells where each statement lies.
     *
     * @param bytesRead hears, on the calling thread, how many bytes of the file have been read so far
     * @throws ProblemException as {@link #scan} does
     */
    public static DumpReading read(Files files, Path path, LongConsumer bytesRead) {
        DumpScan scan = new DumpScan(files, path, bytesRead);
        DumpReport report = scan.run();
        return new DumpReading(report, scan.text.content().parts());
    }

    private DumpReport run() {
        Files.State before = files.look(path).orElseThrow(() -> ProblemException.of("file-missing", path));
        if (before.kind() == Files.Kind.DIRECTORY
                && files.look(path.resolve("toc.dat")).isPresent()) {
            throw ProblemException.of("dump-directory", path.toString());
        }
        try (InputStream in = files.open(path)) {
            HashedFile file = HashedFile.begin(in);
            DumpFormat format = FirstBytes.format(file.head(), file.head().length);
            read(file, format);
            bytesRead.accept(file.taken());
            judgeFile(file, before);
            return new DumpReport(facts(format, file), findings);
        } catch (IOException e) {
            throw new ProblemException(Problem.of("file-failed", path, String.valueOf(e.getMessage())), e);
        }
    }

    private void read(HashedFile file, DumpFormat format) {
        try (ReadAhead blocks = ReadAhead.start("hikae-read", file, FILE_BLOCK)) {
            switch (format) {
                case SQL_GZIP -> readPacked(blocks);
                case SQL -> readPlain(blocks);
                default -> judgeOther(file, format);
            }
            blocks.drain();
        }
    }

    private void readPlain(ReadAhead blocks) {
        readText(blocks);
        findings.addAll(DumpVerdict.of(path.toString(), text));
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".gz") && findings.stream().noneMatch(Finding::isNo)) {
            no(Problem.of("dump-plain-named-gz", path.toString()));
        }
    }

    private void readPacked(ReadAhead blocks) {
        try (Gunzip gunzip = new Gunzip(path.toString(), blocks)) {
            Optional<DumpFormat> inner;
            try (ReadAhead unpacked = ReadAhead.start("hikae-unpack", gunzip, TEXT_BLOCK)) {
                inner = readText(unpacked);
            }
            gunzip.problem().ifPresentOrElse(this::no, () -> judgePacked(inner.orElse(DumpFormat.EMPTY)));
            if (gunzip.hasStrayBytes() && findings.stream().noneMatch(Finding::isNo)) {
                no(Problem.of(
                        "dump-bytes-behind", path.toString(), gunzip.goodEnd(), gunzip.taken() - gunzip.goodEnd()));
            }
        }
    }

    private void judgePacked(DumpFormat inner) {
        switch (inner) {
            case SQL -> findings.addAll(DumpVerdict.of(path.toString(), text));
            case EMPTY -> no(Problem.of("dump-empty-gzip", path.toString()));
            case SQL_GZIP -> no(Problem.of("dump-gzip-twice", path.toString()));
            default ->
                no(Problem.of("dump-gzip-other", path.toString(), inner.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** Reads SQL to its end; the first block says what it is, and of other things only the length counts. */
    private Optional<DumpFormat> readText(ReadAhead blocks) {
        Optional<DumpFormat> format = Optional.empty();
        ReadAhead.Block block = blocks.take();
        while (!block.isEnd()) {
            if (format.isEmpty()) {
                format = Optional.of(FirstBytes.format(block.bytes(), block.length()));
            }
            if (format.get() == DumpFormat.SQL) {
                text.read(block.bytes(), block.length());
            } else {
                text.skip(block.length());
            }
            tell(block.taken());
            blocks.giveBack(block);
            block = blocks.take();
        }
        blocks.giveBack(block);
        text.end();
        return format;
    }

    private void tell(long taken) {
        if (taken - told >= TELL_BYTES) {
            told = taken;
            bytesRead.accept(taken);
        }
    }

    private void judgeOther(HashedFile file, DumpFormat format) {
        String name = path.toString();
        switch (format) {
            case EMPTY -> no(Problem.of("dump-empty", name));
            case CUSTOM -> no(Problem.of("dump-custom", name));
            case TAR -> no(Problem.of("dump-tar", name));
            case ZSTD -> no(Problem.of("dump-packed", name, "zstd", "zstd -dc"));
            case XZ -> no(Problem.of("dump-packed", name, "xz", "xz -dc"));
            case BZIP2 -> no(Problem.of("dump-packed", name, "bzip2", "bzip2 -dc"));
            case ZIP -> no(Problem.of("dump-packed", name, "zip", "unzip -p"));
            default -> {
                boolean utf16 = FirstBytes.isUtf16(file.head(), file.head().length);
                no(utf16 ? Problem.of("dump-utf16", name) : Problem.of("dump-not-sql", name));
            }
        }
    }

    /** What is wrong with the file itself outweighs all that was found in it. */
    private void judgeFile(HashedFile file, Files.State before) {
        Optional<Files.State> after = files.look(path);
        boolean same = after.filter(state -> state.id().equals(before.id())
                        && state.size() == before.size()
                        && state.modified().equals(before.modified()))
                .isPresent();
        if (file.failure().isPresent()) {
            findings.clear();
            no(Problem.of(
                    "dump-unreadable",
                    path.toString(),
                    file.taken(),
                    file.failure().get()));
        } else if (!same || file.taken() != before.size()) {
            findings.clear();
            no(Problem.of("dump-changed", path.toString()));
        }
    }

    private DumpFacts facts(DumpFormat format, HashedFile file) {
        DumpContent content = text.content();
        DumpNames names = content.names();
        Optional<String> note = newest.id();
        return new DumpFacts(
                format,
                file.taken(),
                text.bytes(),
                file.sha256(),
                content.server(),
                content.client(),
                names.rows(),
                names.indexes(),
                names.constraints(),
                names.roles(),
                names.extensions(),
                note,
                note.flatMap(NoteTime::of),
                migrations.names(),
                content.restrict().isThere(),
                names.sequences(),
                fingerprint.found(),
                content.list().newerSettings());
    }

    private void no(Problem problem) {
        findings.add(Finding.no(problem));
    }
}
