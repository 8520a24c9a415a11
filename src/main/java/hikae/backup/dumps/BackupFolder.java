package hikae.backup.dumps;

import hikae.host.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The dumps of a backup service as they lie on the disk, each once: {@code daily}, {@code weekly} and
 * {@code monthly} hold more names of what was in {@code last}.
 *
 * @param directory the backups directory, absolute
 * @param dumps every distinct dump, the youngest first
 * @param links names that lead to another, such as {@code misskey-latest.sql.gz}
 * @param others how many files are there that do not look like dumps by their names
 * @param noted what the database held after the last backup, as the hook of the schedule noted it
 */
public record BackupFolder(Path directory, List<Dump> dumps, List<Link> links, int others, Optional<Counted> noted) {
    /** Where dumps go that are no good, so that they are not in the way; nothing deletes them there. */
    public static final String REJECTED = "rejected";

    /**
     * A symbolic link.
     *
     * @param path its name, absolute
     * @param leads whether there is a file behind it
     */
    public record Link(Path path, boolean leads) {}

    /**
     * What the image writes, {@code misskey-20251123-040000.sql.gz} or with another ending, and what is put beside it
     * by hand, {@code *.sql} and {@code *.sql.gz}. Whoever can write here chooses the names: none of a dump begins like
     * an option or a hidden file, or has something in it that no screen shows.
     */
    private static final Pattern LIKE_A_DUMP = Pattern.compile(
            "(?![-.])[^\\p{C}\\p{Zl}\\p{Zp}]+(?:\\.sql(?:\\.gz)?|-\\d{6,8}(?:-\\d{6})?\\.[A-Za-z0-9.]+)");

    /** The image puts the time into the name. */
    private static final Comparator<Dump> YOUNGEST_FIRST =
            Comparator.comparing(Dump::made).thenComparing(Dump::path).reversed();

    public BackupFolder {
        dumps = List.copyOf(dumps);
        links = List.copyOf(links);
    }

    /** With nothing else in it. */
    public BackupFolder(Path directory, List<Dump> dumps, List<Link> links) {
        this(directory, dumps, links, 0, Optional.empty());
    }

    /** The same with these dumps. */
    public BackupFolder with(List<Dump> instead) {
        return new BackupFolder(directory, instead, links, others, noted);
    }

    /**
     * What is there now; pipes, devices and directories in it are no dumps and are passed over.
     *
     * @param known what is known of dumps that were read before
     * @throws hikae.text.ProblemException {@code file-link-not-followed} where a tier is a link that somebody else
     *     could have laid
     */
    public static BackupFolder read(Files files, Path directory, KnownDumps known) {
        Map<String, Dump> dumps = new LinkedHashMap<>();
        List<Link> links = new ArrayList<>();
        int others = 0;
        for (Tier tier : Tier.values()) {
            for (Path name : files.list(directory.resolve(tier.folder()))) {
                Optional<Files.State> state = files.look(name);
                boolean file = state.filter(BackupFolder::isFile).isPresent();
                if (file && !looksLikeADump(name)) {
                    others++;
                } else if (file) {
                    dumps.merge(
                            state.get().id(), new Dump(List.of(name), state.get(), Optional.empty()), Dump::alsoNamed);
                } else if (state.filter(one -> one.kind() == Files.Kind.SYMLINK).isPresent()) {
                    links.add(new Link(name, leads(files, name)));
                }
            }
        }
        List<Dump> all = dumps.values().stream()
                .map(dump -> known.find(dump.state()).map(dump::with).orElse(dump))
                .sorted(YOUNGEST_FIRST)
                .toList();
        return new BackupFolder(directory, all, links, others, Counted.noted(files, directory));
    }

    private static boolean looksLikeADump(Path path) {
        return LIKE_A_DUMP.matcher(String.valueOf(path.getFileName())).matches();
    }

    private static boolean isFile(Files.State state) {
        return state.kind() == Files.Kind.FILE;
    }

    private static boolean leads(Files files, Path link) {
        return files.look(files.real(link)).filter(BackupFolder::isFile).isPresent();
    }

    /** The youngest, read or not. */
    public Optional<Dump> youngest() {
        return dumps.stream().findFirst();
    }

    /** The youngest that was read to its end and is good. */
    public Optional<Dump> youngestGood() {
        return dumps.stream().filter(Dump::isGood).findFirst();
    }

    /** What the database held when it was last whole: by the note or the youngest good backup, whichever is younger. */
    public Optional<Counted> counted() {
        return Stream.concat(
                        noted.stream(),
                        youngestGood()
                                .map(dump -> new Counted(
                                        Rows.of(dump.verified()
                                                .orElseThrow()
                                                .report()
                                                .facts()),
                                        dump.made()))
                                .stream())
                .max(Comparator.comparing(Counted::at));
    }

    /** Those that were read and are not good. */
    public List<Dump> bad() {
        return dumps.stream().filter(Dump::isBad).toList();
    }

    /** Those that have not been read as they stand now. */
    public List<Dump> unread() {
        return dumps.stream().filter(dump -> dump.verified().isEmpty()).toList();
    }

    /** The good ones before all others, each kind with the youngest first. */
    public List<Dump> bestFirst() {
        return dumps.stream()
                .sorted(Comparator.comparing((Dump dump) -> !dump.isGood()))
                .toList();
    }

    /** The dump that a path names, which may be a link to it. */
    public Optional<Dump> of(Path real) {
        return dumps.stream().filter(dump -> dump.names().contains(real)).findFirst();
    }
}
