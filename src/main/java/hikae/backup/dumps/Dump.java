package hikae.backup.dumps;

import hikae.dump.DumpReport;
import hikae.host.Files;
import hikae.text.Finding;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One dump, however many names it has.
 *
 * @param names its names, absolute; the one in {@code last} first
 * @param state the inode behind them
 * @param verified what came of reading it; empty when it has not been read as it stands now
 */
public record Dump(List<Path> names, Files.State state, Optional<Verified> verified) {
    /**
     * What came of reading it.
     *
     * @param report the result
     * @param at when it was read
     * @param untouched whether nothing of its inode has changed since, which includes its rights and how many names it
     *     has. Content and size can be exchanged and their time put back; this moment nobody can choose.
     */
    public record Verified(DumpReport report, Instant at, boolean untouched) {
        /** Just now. */
        public Verified(DumpReport report, Instant at) {
            this(report, at, true);
        }
    }

    public Dump {
        names = List.copyOf(names);
    }

    /** The name to speak of it by: absolute. */
    public Path path() {
        return names.get(0);
    }

    /** The same below the backups directory: {@code last/misskey-20251123-040000.sql.gz}. */
    public String shown() {
        return shown(path());
    }

    /** All its names below the backups directory. */
    public String allShown() {
        return names.stream().map(Dump::shown).collect(Collectors.joining(", "));
    }

    /** A name of it below the backups directory. */
    public static String shown(Path name) {
        return name.subpath(name.getNameCount() - 2, name.getNameCount()).toString();
    }

    /** Size of the file in bytes. */
    public long bytes() {
        return state.size();
    }

    /** When it was written. */
    public Instant made() {
        return state.modified();
    }

    /** The tiers that hold it. */
    public Set<Tier> tiers() {
        return names.stream()
                .map(name -> String.valueOf(name.getName(name.getNameCount() - 2)))
                .flatMap(folder -> Tier.of(folder).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it was read to its end as it stands now and is good. */
    public boolean isGood() {
        return verified.filter(one -> one.report().isGood()).isPresent();
    }

    /** Whether something of its inode has changed since it was read, if only its names. */
    public boolean isTouched() {
        return verified.filter(one -> !one.untouched()).isPresent();
    }

    /** Whether it was read and is not good. */
    public boolean isBad() {
        return verified.isPresent() && !isGood();
    }

    /** The worst of what is wrong with it; empty where it is good or was not read. */
    public Optional<Finding> fault() {
        return verified.stream()
                .flatMap(read -> read.report().findings().stream())
                .filter(Finding::isNo)
                .findFirst();
    }

    /** The same with the names of another look at it. */
    Dump alsoNamed(Dump same) {
        List<Path> all = new ArrayList<>(names);
        all.addAll(same.names);
        return new Dump(all, state, verified);
    }

    /** The same with what came of reading it. */
    Dump with(Verified read) {
        return new Dump(names, state, Optional.of(read));
    }
}
