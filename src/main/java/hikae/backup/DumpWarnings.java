package hikae.backup;

import hikae.backup.compose.ComposeKey;
import hikae.backup.dumps.Dump;
import hikae.backup.home.BackupDirectory;
import hikae.backup.settings.BackupImage;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What makes a dump doubtful beside the others, although it may be whole: said before one is chosen (U44).
 *
 * @param all the dumps of the list
 * @param serverMajor the major version of the server they would go into, where the service tells it
 */
public record DumpWarnings(List<Dump> all, Optional<Integer> serverMajor) {
    /** Of fewer neighbours nobody can say what is usual. */
    private static final int NEIGHBOURS = 2;

    public DumpWarnings {
        all = List.copyOf(all);
    }

    /** Of the dumps of this setup. */
    static DumpWarnings of(BackupDirectory directory) {
        Optional<Integer> major = directory
                .backup()
                .flatMap(backup -> backup.value(ComposeKey.IMAGE))
                .flatMap(BackupImage::major);
        return new DumpWarnings(directory.dumps().dumps(), major);
    }

    /** What is doubtful about this one. */
    List<Line> of(Dump dump) {
        List<Line> lines = new ArrayList<>();
        usual(dump)
                .filter(usual -> dump.bytes() * 2 < usual)
                .map(usual -> Problem.of("dump-small", Amount.bytes(dump.bytes()), Amount.bytes(usual)))
                .ifPresent(problem -> lines.add(Line.of(Finding.warning(problem))));
        Optional<Integer> made =
                dump.verified().flatMap(read -> read.report().facts().serverMajor());
        if (made.isPresent()
                && serverMajor.filter(target -> target < made.get()).isPresent()) {
            Problem newer = Problem.of("dump-server-newer", (long) made.get(), (long) serverMajor.get());
            lines.add(Line.of(Finding.warning(newer)));
        }
        return lines;
    }

    /** The size in the middle of those of all others. */
    private Optional<Long> usual(Dump dump) {
        List<Long> sizes = all.stream()
                .filter(other -> !other.path().equals(dump.path()))
                .map(Dump::bytes)
                .sorted()
                .toList();
        return sizes.size() < NEIGHBOURS ? Optional.empty() : Optional.of(sizes.get(sizes.size() / 2));
    }
}
