package hikae.backup.copies;

import hikae.backup.settings.BackupLayout;
import hikae.host.Files;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The copies of Misskey's own files that are kept beside the dumps, one archive for each time something in them had
 * changed.
 *
 * @param directory where they are
 * @param archives the newest first
 * @param newest the newest that is whole
 */
public record InstanceCopies(Path directory, List<Path> archives, Optional<Copy> newest) {
    private static final String END = ".tar";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final int LIMIT = 16 << 20;
    private static final int KEPT = 5;
    private static final Duration LONGEST = Duration.ofDays(180);

    /**
     * One of them.
     *
     * @param archive the file, such as {@code instance/20251123-050500.tar}
     * @param at when it was made
     * @param tar what is in it
     */
    public record Copy(Path archive, Instant at, Tar tar) {}

    public InstanceCopies {
        archives = List.copyOf(archives);
    }

    /**
     * Those of this backup directory.
     *
     * @throws hikae.text.ProblemException when the directory cannot be read
     */
    public static InstanceCopies read(Files files, Path home) {
        Path directory = home.resolve(BackupLayout.INSTANCE);
        List<Path> archives = files.list(directory).stream()
                .filter(path -> time(path).isPresent())
                .sorted(Comparator.reverseOrder())
                .toList();
        Optional<Copy> newest = archives.stream()
                .flatMap(
                        path -> Tar.parse(files.read(path, LIMIT))
                                .map(tar -> new Copy(path, time(path).orElseThrow(), tar))
                                .stream())
                .findFirst();
        return new InstanceCopies(directory, archives, newest);
    }

    /** What is in the newest, by their names below Misskey's directory. */
    public List<String> names() {
        return newest.stream()
                .flatMap(copy -> copy.tar().entries().stream())
                .map(Tar.Entry::name)
                .toList();
    }

    /**
     * Which file goes where on a new server, and the command that lays them all out; a file that is there already is
     * left alone.
     *
     * @param root whether root will type it
     */
    public List<Line> layingOut(Path misskey, boolean root) {
        List<Line> lines = new ArrayList<>();
        newest.ifPresent(copy -> {
            lines.add(Line.text(Message.of("instance-copies.where", copy.archive(), misskey)));
            names().forEach(name -> lines.add(
                    Line.pair(Message.literal(name), Message.literal(String.valueOf(misskey.resolve(name))))));
            lines.add(Line.text(Message.literal("    " + command(copy.archive(), misskey, root))));
        });
        return lines;
    }

    /**
     * Root works as the owner of Misskey's directory there, who may have laid links in it. Modes are without set-id
     * bits, and readable to Misskey's containers, which run as users of their own, as far as the archive says so.
     */
    private static String command(Path archive, Path misskey, boolean root) {
        String owner = root ? "setpriv --reuid \"$(stat -c %u .)\" --regid \"$(stat -c %g .)\" --clear-groups " : "";
        return "(umask 022; cd " + Shell.word(misskey.toString()) + " && " + owner
                + "tar -x --no-same-owner --no-same-permissions --skip-old-files < " + Shell.word(archive.toString())
                + ")";
    }

    /** The name of the next: later than all there are, whatever the clock says. */
    Path next(Instant now) {
        Instant after = archives.stream()
                .findFirst()
                .flatMap(InstanceCopies::time)
                .map(last -> last.plusSeconds(1))
                .filter(now::isBefore)
                .orElse(now);
        return directory.resolve(TIME.format(after) + END);
    }

    /** Those that are too many once there is one more, and those that are too old. */
    List<Path> surplus(Instant now) {
        return Stream.concat(archives.stream().skip(KEPT - 1L), aged(now).stream())
                .distinct()
                .toList();
    }

    /** Passwords of another time are in them; the newest, which holds what is in use, stays however old it is. */
    List<Path> aged(Instant now) {
        return archives.stream()
                .skip(1)
                .filter(path -> time(path).orElse(now).isBefore(now.minus(LONGEST)))
                .toList();
    }

    private static Optional<Instant> time(Path path) {
        String name = String.valueOf(path.getFileName());
        try {
            return name.endsWith(END)
                    ? Optional.of(LocalDateTime.parse(name.substring(0, name.length() - END.length()), TIME)
                            .toInstant(ZoneOffset.UTC))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty(); // somebody else's
        }
    }
}
