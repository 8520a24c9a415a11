package hikae.schedule;

import hikae.text.Message;
import hikae.text.Moments;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is true of a schedule and easily overlooked. */
final class ScheduleNotes {
    /** {@code *-5}: go-cron reads it as a plain star. */
    private static final Pattern STAR_RANGE = Pattern.compile("[*?]-[^\\s,/]*");
    /** With more runs than this around a change of the clock, one more or less does not matter. */
    private static final int MANY_RUNS = 16;

    private ScheduleNotes() {}

    static List<Message> of(CronSchedule schedule, ZonedDateTime now) {
        List<Message> notes = new ArrayList<>();
        if (schedule.timing() instanceof EveryTiming) {
            notes.add(Message.of("schedule.note.every"));
        }
        if (schedule.timing() instanceof FieldTiming fields) {
            if (fields.eitherDayIsEnough()) {
                notes.add(Message.of("schedule.note.either-day"));
            }
            STAR_RANGE
                    .matcher(schedule.text())
                    .results()
                    .forEach(star -> notes.add(Message.of("schedule.note.star-range", star.group())));
            notes.addAll(clockChanges(schedule, now));
        }
        return List.copyOf(notes);
    }

    private static List<Message> clockChanges(CronSchedule schedule, ZonedDateTime now) {
        List<Message> notes = new ArrayList<>();
        ZoneRules rules = now.getZone().getRules();
        ZoneOffsetTransition change = rules.nextTransition(now.toInstant());
        while (change != null && change.getInstant().isBefore(now.plusYears(1).toInstant())) {
            notes.addAll(around(schedule, change, now));
            change = rules.nextTransition(change.getInstant());
        }
        return notes;
    }

    /** Compares the runs of the two days around the change with those that the wall clock alone would give. */
    private static List<Message> around(CronSchedule schedule, ZoneOffsetTransition change, ZonedDateTime now) {
        LocalDateTime from =
                change.getDateTimeBefore().toLocalDate().minusDays(1).atStartOfDay();
        LocalDateTime to = from.plusDays(3);
        List<LocalDateTime> expected =
                wallTimes(schedule, from.atOffset(ZoneOffset.UTC).toZonedDateTime(), to);
        List<LocalDateTime> real = wallTimes(schedule, from.atZone(now.getZone()), to);
        if (expected.size() > MANY_RUNS) {
            return List.of();
        }
        List<Message> notes = new ArrayList<>();
        expected.stream()
                .filter(time -> !real.contains(time))
                .forEach(time -> notes.add(Message.of("schedule.note.skipped", Moments.wall(time))));
        Set<LocalDateTime> seen = new HashSet<>();
        real.stream()
                .filter(time -> !seen.add(time))
                .forEach(time -> notes.add(Message.of("schedule.note.doubled", Moments.wall(time))));
        return notes;
    }

    private static List<LocalDateTime> wallTimes(CronSchedule schedule, ZonedDateTime from, LocalDateTime to) {
        return schedule.next(from.minus(Duration.ofSeconds(1)), MANY_RUNS + 2).stream()
                .map(run -> run.toLocalDateTime().truncatedTo(ChronoUnit.SECONDS))
                .filter(to::isAfter)
                .toList();
    }
}
