package hikae.ui;

import hikae.text.Finding;
import hikae.text.Language;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Messages;
import hikae.text.Problem;
import hikae.text.TextWidth;
import hikae.work.Change;
import hikae.work.Diff;
import hikae.work.Preview;
import hikae.work.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What faces show, as plain lines: no colour, no box, no control character, one statement a line. Lines
 * are as long as they are; whoever prints them wraps.
 *
 * @param language of the words
 */
public record Plain(Language language) {
    private static final Pattern COLUMNS = Pattern.compile(",? {2,}");

    /** The words themselves, safe to print; one element per line. */
    public List<String> say(Message message) {
        return words().say(message).lines().map(TextWidth::safe).toList();
    }

    /** The words on one line. */
    public String one(Message message) {
        return String.join(" ", say(message));
    }

    /** The message {@code key} on one line. */
    public String one(String key, Object... args) {
        return one(Message.of(key, args));
    }

    /** One line of a page or result, its columns told apart by commas; nothing for a blank one. */
    public List<String> line(Line line) {
        return worded(line).stream().map(Plain::withoutColumns).toList();
    }

    /** The words of a row or choice on one line, its columns told apart by commas. */
    public String label(Message label) {
        return withoutColumns(one(label));
    }

    private List<String> worded(Line line) {
        return switch (line.kind()) {
            case TEXT, HEADING -> say(line.text());
            case PAIR -> List.of(one("ui.plain.pair", line.text(), line.value().orElse(Message.literal(""))));
            case OK -> List.of(one("ui.plain.ok", line.text()));
            case WARNING -> List.of(one("ui.plain.warning", line.text()));
            case NO -> List.of(one("ui.plain.no", line.text()));
            case BLANK -> List.of();
        };
    }

    /** Blanks that align columns on a screen mean nothing to a screen reader. */
    private static String withoutColumns(String line) {
        return COLUMNS.matcher(line.strip()).replaceAll(", ");
    }

    /** All these lines. */
    public List<String> lines(List<Line> lines) {
        return lines.stream().flatMap(line -> line(line).stream()).toList();
    }

    /** A finding with what to do about it. */
    public List<String> finding(Finding finding) {
        List<String> all = new ArrayList<>(line(Line.of(finding)));
        finding.problem().ifPresent(problem -> all.addAll(say(problem.hint())));
        return all;
    }

    /** A refusal or failure with its hint. */
    public List<String> problem(Problem problem) {
        return finding(Finding.no(problem));
    }

    /** Everything a plan will change: directories and files with their differences, then all else. */
    public List<String> preview(Preview preview) {
        List<String> all = new ArrayList<>();
        List<String> files = new ArrayList<>();
        List<String> others = new ArrayList<>();
        preview.changes().forEach(change -> {
            boolean made = change instanceof Change.DirectoryChange;
            (made ? files : others).addAll(change(change));
        });
        preview.files().forEach(file -> files.addAll(file(file)));
        if (files.isEmpty() && others.isEmpty()) {
            return List.of(one("ui.plain.preview.nothing"));
        }
        addUnder("ui.plain.preview.files", files, all);
        addUnder("ui.plain.preview.changes", others, all);
        all.add(one("ui.plain.preview.else"));
        return all;
    }

    private void addUnder(String heading, List<String> lines, List<String> all) {
        if (!lines.isEmpty()) {
            all.add(one(heading));
            all.addAll(lines);
        }
    }

    /** A result: its name, its sentence, its lines. */
    public List<String> report(Report report) {
        List<String> all = new ArrayList<>(say(report.title()));
        all.addAll(say(report.headline()));
        all.addAll(lines(report.lines()));
        return all;
    }

    /** A time span as one would say it: {@code 0.1 s}, {@code 1 min 12 s}. */
    public String duration(Duration span) {
        long seconds = span.toSeconds();
        if (seconds < 10) {
            return one("ui.plain.seconds", String.format(Locale.ROOT, "%.1f", span.toMillis() / 1000.0));
        }
        if (seconds < 60) {
            return one("ui.plain.seconds", seconds);
        }
        return seconds < 3600
                ? one("ui.plain.minutes", seconds / 60, seconds % 60)
                : one("ui.plain.hours", seconds / 3600, seconds % 3600 / 60);
    }

    /** The messages of this language. */
    public Messages words() {
        return Messages.in(language);
    }

    private List<String> file(Preview.FileDiff file) {
        boolean isNew = file.kind() == Preview.Kind.NEW;
        List<String> all = new ArrayList<>();
        if (file.secret()) {
            String key = isNew ? "ui.plain.preview.new.secret" : "ui.plain.preview.changed.secret";
            all.add(one(key, file.path(), octal(file.mode())));
        } else {
            String key = isNew ? "ui.plain.preview.new" : "ui.plain.preview.changed";
            all.add(one(key, file.path(), octal(file.mode()), file.bytes()));
        }
        file.lines().forEach(line -> all.add(diff(line)));
        return all;
    }

    private static String diff(Diff.Line line) {
        return line.sign() == '@' ? "  ..." : TextWidth.safe("  " + line.sign() + " " + line.text());
    }

    private List<String> change(Change change) {
        if (change instanceof Change.DirectoryChange made) {
            return List.of(one("ui.plain.preview.directory", made.path(), octal(made.mode())));
        }
        if (change instanceof Change.CommandChange run) {
            return List.of(one("ui.plain.preview.command", run.directory(), run.command()));
        }
        if (change instanceof Change.TrustChange trusted) {
            return say(trusted.note());
        }
        if (change instanceof Change.LossChange loss) {
            return say(loss.note());
        }
        return change instanceof Change.NoteChange noted ? say(noted.note()) : List.of();
    }

    private static String octal(int mode) {
        return Integer.toOctalString(mode);
    }
}
