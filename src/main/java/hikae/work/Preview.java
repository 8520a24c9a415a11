package hikae.work;

import hikae.text.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A plan, shown: every file with its difference, every command, nothing else (U16).
 *
 * @param plan what it shows
 * @param files the files, in the order they are written
 * @param changes everything that is not a file
 */
public record Preview(Plan plan, List<FileDiff> files, List<Change> changes) {
    private static final Pattern OWN = Pattern.compile(".*[.](?:md|json)");

    /** What happens to a file. */
    public enum Kind {
        NEW,
        CHANGED
    }

    /**
     * One file.
     *
     * @param path where
     * @param kind new or changed
     * @param mode its permission bits
     * @param bytes its size
     * @param lines its difference; empty for a secret, which is never shown
     * @param secret whether it holds one
     */
    public record FileDiff(Path path, Kind kind, int mode, int bytes, List<Diff.Line> lines, boolean secret) {
        public FileDiff {
            lines = List.copyOf(lines);
        }
    }

    public Preview {
        files = List.copyOf(files);
        changes = List.copyOf(changes);
    }

    /** What this plan will change. */
    public static Preview of(Plan plan) {
        List<Change> all =
                plan.steps().stream().flatMap(step -> step.changes().stream()).toList();
        List<FileDiff> files = all.stream()
                .filter(Change.FileChange.class::isInstance)
                .map(Change.FileChange.class::cast)
                .map(Preview::diff)
                .toList();
        List<Change> others = all.stream()
                .filter(change -> !(change instanceof Change.FileChange))
                .toList();
        return new Preview(plan, files, others);
    }

    /** The same, with something to be said before everything else. */
    public Preview saying(List<Message> first) {
        List<Change> all = new ArrayList<>();
        first.forEach(message -> all.add(new Change.NoteChange(message)));
        all.addAll(changes);
        return new Preview(plan, files, all);
    }

    /** What is said in words only. */
    public List<Message> notes() {
        return changes.stream()
                .flatMap(change -> change instanceof Change.Told told ? Stream.of(told.note()) : Stream.empty())
                .toList();
    }

    private static FileDiff diff(Change.FileChange change) {
        Kind kind = change.before().isPresent() ? Kind.CHANGED : Kind.NEW;
        Optional<byte[]> before = change.before();
        List<Diff.Line> lines = change.secret() ? List.of() : shown(change, before.orElse(new byte[0]));
        boolean sameBytes =
                before.filter(bytes -> Arrays.equals(bytes, change.after())).isPresent();
        return new FileDiff(
                change.path(),
                kind,
                change.mode(),
                change.after().length,
                sameBytes ? List.of() : lines,
                change.secret());
    }

    /** Prose and records of our own have no secret in them; any other file may hold what is somebody else's. */
    private static List<Diff.Line> shown(Change.FileChange change, byte[] before) {
        List<Diff.Line> lines = Diff.of(before, change.after());
        boolean own = OWN.matcher(change.path().toString()).matches();
        return own ? lines : Diff.masked(lines, before, change.after());
    }
}
