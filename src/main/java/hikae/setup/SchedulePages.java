package hikae.setup;

import hikae.ask.Answers;
import hikae.ask.Field;
import hikae.ask.Option;
import hikae.ask.Origin;
import hikae.ask.Page;
import hikae.ask.Suggestion;
import hikae.backup.compose.ComposeKey;
import hikae.backup.home.BackupDirectory;
import hikae.schedule.CronSchedule;
import hikae.schedule.SimpleSchedule;
import hikae.schedule.ZoneChoice;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Moments;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** When backups are made: the time zone, and a form over the cron expression. */
final class SchedulePages {
    /** The word to type for a schedule that runs more often than every ten minutes. */
    static final String OFTEN = "often";

    private static final String USUAL = "0 4 * * *";
    private static final int RUNS = 5;
    private static final List<DayOfWeek> WEEK = List.of(
            DayOfWeek.SUNDAY,
            DayOfWeek.MONDAY,
            DayOfWeek.TUESDAY,
            DayOfWeek.WEDNESDAY,
            DayOfWeek.THURSDAY,
            DayOfWeek.FRIDAY,
            DayOfWeek.SATURDAY);

    private final Clock clock;
    private final Optional<String> given;
    private final Field<ZoneChoice> zone;
    private final Field<SimpleSchedule.Kind> kind;
    private final Field<LocalTime> time;
    private final Field<Integer> minute;
    private final Field<DayOfWeek> day;
    private final Field<CronSchedule> expression;
    private final Field<String> often;

    /**
     * @param clock the time and the zone of this server
     * @param given a cron expression that came with the command
     */
    SchedulePages(Clock clock, Optional<String> given) {
        this.clock = clock;
        this.given = given;
        this.zone = zoneField(clock);
        this.kind = Field.of("schedule_kind", Field.Kind.CHOICE, SchedulePages::kind)
                .among(answers -> kinds())
                .suggest(answers -> suggested(answers, SchedulePages::kindText));
        this.time = Field.of("schedule_time", Field.Kind.TEXT, ClockText::time)
                .suggest(answers -> suggested(answers, ClockText::timeOf))
                .when(answers -> isKind(answers, SimpleSchedule.Kind.DAILY, SimpleSchedule.Kind.WEEKLY));
        this.minute = Field.of("schedule_minute", Field.Kind.NUMBER, ClockText::minute)
                .suggest(answers -> suggested(answers, ClockText::minuteOf))
                .when(answers -> isKind(answers, SimpleSchedule.Kind.EVERY_6_HOURS));
        this.day = Field.of("schedule_day", Field.Kind.CHOICE, SchedulePages::day)
                .among(answers -> days())
                .suggest(answers -> suggested(answers, ClockText::dayOf))
                .when(answers -> isKind(answers, SimpleSchedule.Kind.WEEKLY));
        this.expression = Field.of("schedule", Field.Kind.TEXT, this::expression)
                .suggest(this::suggestion)
                .when(answers -> isKind(answers, SimpleSchedule.Kind.CUSTOM));
        this.often = Field.of("schedule_often", Field.Kind.TEXT, SchedulePages::often)
                .when(this::isTooOften);
    }

    Page zonePage() {
        return Page.of("timezone", zone).showing(this::zoneLines);
    }

    Page schedulePage() {
        return Page.of("schedule", kind, day, time, minute, expression, often).showing(this::lines);
    }

    /** The schedule the answers mean; empty while they mean none. */
    Optional<CronSchedule> schedule(Answers answers) {
        return switch (answers.value(kind).orElse(SimpleSchedule.Kind.CUSTOM)) {
            case DAILY -> answers.value(time).map(at -> new SimpleSchedule.Daily(at).toCron());
            case EVERY_6_HOURS -> answers.value(minute).map(at -> new SimpleSchedule.EverySixHours(at).toCron());
            case WEEKLY ->
                answers.value(time)
                        .flatMap(at -> answers.value(day).map(on -> new SimpleSchedule.Weekly(on, at).toCron()));
            case CUSTOM -> answers.value(expression);
        };
    }

    /** The time zone the answers mean. */
    Optional<ZoneId> zone(Answers answers) {
        return answers.value(zone).map(ZoneChoice::zone);
    }

    /** The next runs, with what to know about them. */
    private List<Line> lines(Answers answers) {
        List<Line> lines = new ArrayList<>();
        ZoneId in = zone(answers).orElse(clock.getZone());
        ZonedDateTime now = clock.instant().atZone(in);
        schedule(answers).ifPresent(schedule -> {
            schedule.corrections().forEach(said -> lines.add(Line.text(said)));
            lines.add(Line.pair(Message.of("schedule.in-words"), schedule.words(in)));
            presentSchedule(answers, now).ifPresent(lines::add);
            lines.add(Line.heading(Message.of("schedule.next")));
            List<ZonedDateTime> runs = schedule.next(now, RUNS);
            for (int i = 0; i < runs.size(); i++) {
                Message when = Moments.when(runs.get(i));
                lines.add(Line.text(
                        i == 0
                                ? Message.of("schedule.run.first", i + 1, when, Moments.distance(now, runs.get(i)))
                                : Message.of("schedule.run", i + 1, when)));
            }
            schedule.notes(now, in).forEach(said -> lines.add(Line.text(said)));
        });
        return lines;
    }

    /** What is set now, so that before and after are both in sight. */
    private static Optional<Line> presentSchedule(Answers answers, ZonedDateTime now) {
        return PlacePage.chosen(answers)
                .flatMap(BackupDirectory::backup)
                .flatMap(backup -> backup.value(ComposeKey.SCHEDULE))
                .map(text -> Line.pair(Message.of("schedule.present"), Message.literal(text + beforeRun(text, now))));
    }

    private static String beforeRun(String text, ZonedDateTime now) {
        try {
            return CronSchedule.parse(text)
                    .next(now)
                    .map(run -> "  " + run.toLocalDateTime().toString().replace('T', ' '))
                    .orElse("");
        } catch (ProblemException e) {
            return "";
        }
    }

    private List<Line> zoneLines(Answers answers) {
        List<Line> lines = new ArrayList<>();
        answers.value(zone).ifPresent(choice -> {
            ZonedDateTime now = clock.instant().atZone(choice.zone());
            lines.add(Line.pair(Message.of("timezone.now"), Moments.when(now)));
            lines.add(Line.text(choice.summerTime(clock.instant())));
        });
        return lines;
    }

    private static Field<ZoneChoice> zoneField(Clock clock) {
        String server = clock.getZone().getId();
        return Field.of("timezone", Field.Kind.FILTER, ZoneChoice::parse)
                .among(answers -> ZoneChoice.list("").stream()
                        .map(choice -> Option.of(choice.id(), zoneLabel(choice, clock)))
                        .toList())
                .suggest(Suggestions.present(ComposeKey.ZONE))
                .suggest(answers -> Suggestions.found(serverZone(server), Message.of("timezone.source.server")))
                .orElse("Asia/Tokyo");
    }

    /** A server that simply stands on UTC says nothing about where its operator lives. */
    private static Optional<String> serverZone(String id) {
        boolean telling = !List.of("UTC", "Etc/UTC", "Z", "GMT", "Etc/GMT").contains(id);
        return telling ? ZoneChoice.understood(id).map(ZoneChoice::id) : Optional.empty();
    }

    private static Message zoneLabel(ZoneChoice choice, Clock clock) {
        ZonedDateTime now = clock.instant().atZone(choice.zone());
        return Message.of(
                "timezone.option",
                String.format("%-28s", choice.id()),
                Moments.offset(now),
                now.toLocalTime().toString().substring(0, 5));
    }

    private interface Part {
        String of(SimpleSchedule schedule);
    }

    /** A part of the schedule that was given or is set, so that the form opens with it. */
    private Optional<Suggestion> suggested(Answers answers, Part part) {
        Suggestion whole = suggestion(answers).orElseThrow();
        String text;
        try {
            text = part.of(SimpleSchedule.of(CronSchedule.parse(whole.text())));
        } catch (ProblemException e) {
            text = part.of(SimpleSchedule.of(CronSchedule.parse(USUAL)));
            if (text.equals(kindText(SimpleSchedule.Kind.DAILY))) {
                text = kindText(SimpleSchedule.Kind.CUSTOM); // shown as it was given, and refused there
            }
        }
        return Optional.of(new Suggestion(text, whole.origin(), whole.source()));
    }

    private Optional<Suggestion> suggestion(Answers answers) {
        return Suggestions.given(given)
                .or(() -> Suggestions.present(ComposeKey.SCHEDULE).apply(answers))
                .or(() -> Optional.of(new Suggestion(USUAL, Origin.DEFAULT, Message.of("ask.source.default"))));
    }

    private CronSchedule expression(String text) {
        CronSchedule schedule = CronSchedule.parse(text);
        ZonedDateTime now = ZonedDateTime.now(clock);
        schedule.judge(now, now.getZone())
                .filter(problem -> problem.id().equals(CronSchedule.NEVER))
                .ifPresent(problem -> {
                    throw new ProblemException(problem);
                });
        return schedule;
    }

    private boolean isTooOften(Answers answers) {
        ZonedDateTime now = ZonedDateTime.now(clock);
        return answers.value(expression)
                .flatMap(schedule -> schedule.judge(now, now.getZone()))
                .map(Problem::id)
                .filter(CronSchedule.TOO_OFTEN::equals)
                .isPresent();
    }

    private static String often(String text) {
        if (!text.strip().equalsIgnoreCase(OFTEN)) {
            throw ProblemException.of("schedule-often-confirm", OFTEN);
        }
        return OFTEN;
    }

    private boolean isKind(Answers answers, SimpleSchedule.Kind... wanted) {
        return answers.value(kind).filter(Arrays.asList(wanted)::contains).isPresent();
    }

    private static SimpleSchedule.Kind kind(String text) {
        return Arrays.stream(SimpleSchedule.Kind.values())
                .filter(one -> kindText(one).equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.of("choose-one"));
    }

    private static String kindText(SimpleSchedule schedule) {
        return kindText(schedule.kind());
    }

    private static String kindText(SimpleSchedule.Kind kind) {
        return switch (kind) {
            case DAILY -> "daily";
            case EVERY_6_HOURS -> "every-6-hours";
            case WEEKLY -> "weekly";
            case CUSTOM -> "cron";
        };
    }

    private static List<Option> kinds() {
        return Arrays.stream(SimpleSchedule.Kind.values())
                .map(one -> Option.of(kindText(one), Message.of("schedule.kind." + kindText(one))))
                .toList();
    }

    private static DayOfWeek day(String text) {
        return WEEK.stream()
                .filter(one -> ClockText.dayText(one).equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.of("choose-one"));
    }

    private static List<Option> days() {
        return WEEK.stream()
                .map(one -> Option.of(ClockText.dayText(one), Message.of("day." + ClockText.dayText(one))))
                .toList();
    }
}
