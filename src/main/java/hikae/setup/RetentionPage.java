package hikae.setup;

import hikae.ask.Answers;
import hikae.ask.Field;
import hikae.ask.Page;
import hikae.backup.compose.ComposeKey;
import hikae.backup.dumps.Dump;
import hikae.backup.home.BackupDirectory;
import hikae.schedule.CronSchedule;
import hikae.schedule.DistinctFiles;
import hikae.schedule.Retention;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Problem;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long dumps are kept, and whether the disk can hold them. */
final class RetentionPage {
    /** A dump is about an eighth of the database (measured on Misskey's real schema). */
    private static final int DUMP_SHARE = 8;

    /** Bytes of an empty database with Misskey's tables and indexes (measured on PostgreSQL 15). */
    private static final long EMPTY = 19_000_000;

    /** No dump of Misskey's tables is smaller. */
    private static final long LEAST_DUMP = 100_000;

    private static final Field<Integer> DAYS = number("keep_days", Retention::days, ComposeKey.KEEP_DAYS, "7");
    private static final Field<Integer> WEEKS = number("keep_weeks", Retention::weeks, ComposeKey.KEEP_WEEKS, "4");
    private static final Field<Integer> MONTHS = number("keep_months", Retention::months, ComposeKey.KEEP_MONTHS, "6");

    private final SchedulePages schedule;

    RetentionPage(SchedulePages schedule) {
        this.schedule = schedule;
    }

    Page page() {
        return Page.of("retention", DAYS, WEEKS, MONTHS).showing(this::lines);
    }

    /** The retention the answers mean. */
    static Optional<Retention> retention(Answers answers) {
        Optional<Integer> days = answers.value(DAYS);
        Optional<Integer> weeks = answers.value(WEEKS);
        Optional<Integer> months = answers.value(MONTHS);
        return days.isPresent() && weeks.isPresent() && months.isPresent()
                ? Optional.of(new Retention(days.get(), weeks.get(), months.get()))
                : Optional.empty();
    }

    private List<Line> lines(Answers answers) {
        List<Line> lines = new ArrayList<>();
        Optional<Retention> keep = retention(answers);
        Optional<CronSchedule> cron = schedule.schedule(answers);
        Optional<ZoneId> zone = schedule.zone(answers);
        if (keep.isPresent() && cron.isPresent() && zone.isPresent()) {
            DistinctFiles files = keep.get().files(cron.get(), zone.get());
            lines.add(
                    Line.pair(Message.of("retention.files"), Message.of("retention.range", files.min(), files.max())));
            lines.add(Line.text(Message.of("retention.once")));
            forecast(answers, files, lines);
        }
        return lines;
    }

    private static void forecast(Answers answers, DistinctFiles files, List<Line> lines) {
        Optional<Long> database =
                answers.proof(DatabasePage.CHECK).map(proven -> proven.facts().bytes());
        Optional<Long> free = PlacePage.chosen(answers).map(BackupDirectory::free);
        if (database.isEmpty() || free.isEmpty()) {
            return;
        }
        long dump = made(answers).orElseGet(() -> expected(database.get()));
        long need = files.forecast(dump);
        lines.add(Line.heading(Message.of("retention.disk")));
        lines.add(Line.pair(Message.of("retention.dump"), Message.of("retention.about", Amount.bytes(dump))));
        lines.add(Line.pair(
                Message.of("retention.all", files.max()),
                Message.of("retention.about", Amount.bytes(files.bytes(dump)))));
        lines.add(Line.pair(Message.of("retention.growth"), Message.of("retention.about", Amount.bytes(need))));
        lines.add(Line.pair(Message.of("retention.free"), Amount.bytes(free.get())));
        lines.add(Line.of(
                need < free.get()
                        ? Finding.ok(Message.of("retention.fits", Amount.bytes(free.get() - need)))
                        : Finding.warning(Problem.of("disk-too-small", Amount.bytes(need), Amount.bytes(free.get())))));
    }

    /** The size of a dump that was made tells more than any guess. */
    private static Optional<Long> made(Answers answers) {
        return PlacePage.chosen(answers)
                .flatMap(directory -> directory.dumps().youngestGood())
                .map(Dump::bytes);
    }

    /** An empty database of Misskey's needs most of the space of a small one, and is next to nothing in a dump. */
    static long expected(long database) {
        return Math.max(LEAST_DUMP, (database - EMPTY) / DUMP_SHARE);
    }

    private interface Parser {
        int parse(String text);
    }

    private static Field<Integer> number(String id, Parser parser, ComposeKey key, String usual) {
        return Field.of(id, Field.Kind.NUMBER, parser::parse)
                .suggest(Suggestions.present(key))
                .orElse(usual);
    }
}
