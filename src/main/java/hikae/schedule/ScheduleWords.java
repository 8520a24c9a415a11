package hikae.schedule;

import hikae.text.Message;
import hikae.text.Moments;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A schedule in words, for the patterns that people use; anything else is called by its expression. */
final class ScheduleWords {
    /** A longer list is harder to read than the expression. */
    private static final int LONGEST_LIST = 6;
    /** Up to this many times a day are listed rather than called "every 8 hours". */
    private static final int FEW_TIMES = 3;

    private static final int HOURS = 24;
    private static final int MINUTES = 60;

    private final FieldTiming fields;

    private ScheduleWords(FieldTiming fields) {
        this.fields = fields;
    }

    static Message of(CronSchedule schedule) {
        if (schedule.timing() instanceof EveryTiming every) {
            return Message.of("schedule.words.every", Moments.span(every.pause()));
        }
        return new ScheduleWords((FieldTiming) schedule.timing())
                .words()
                .orElseGet(() -> Message.of("schedule.words.custom", schedule.text()));
    }

    private Optional<Message> words() {
        if (everyMonth() && everyDay()) {
            return rhythm().or(() -> times().map(times -> Message.of("schedule.words.daily", times)));
        }
        return days().flatMap(days -> times().map(times -> Message.of("schedule.words.on-days", days, times)));
    }

    private boolean everyMonth() {
        return fields.month().isFull(CronField.MONTH);
    }

    private boolean everyDate() {
        return fields.dayOfMonth().isFull(CronField.DAY_OF_MONTH);
    }

    private boolean everyWeekday() {
        return fields.dayOfWeek().isFull(CronField.DAY_OF_WEEK);
    }

    private boolean everyDay() {
        return fields.eitherDayIsEnough() ? everyDate() || everyWeekday() : everyDate() && everyWeekday();
    }

    /** The same pause the whole day through. */
    private Optional<Message> rhythm() {
        boolean onTheMinute = fields.second().equals(FieldValues.only(0));
        if (!onTheMinute) {
            return Optional.empty();
        }
        if (fields.minute().count() == 1) {
            return pause(fields.hour(), HOURS).flatMap(this::hours);
        }
        boolean everyHour =
                fields.hour().isFull(CronField.HOUR) && fields.minute().has(0);
        return everyHour
                ? pause(fields.minute(), MINUTES).map(pause -> Message.of("schedule.words.minutes", pause))
                : Optional.empty();
    }

    private Optional<Message> hours(int pause) {
        if (pause == 1) {
            return Optional.of(
                    Message.of("schedule.words.hourly", two(fields.minute().first())));
        }
        LocalTime first = LocalTime.of(fields.hour().first(), fields.minute().first());
        return fields.hour().count() <= FEW_TIMES
                ? Optional.empty()
                : Optional.of(Message.of("schedule.words.hours", pause, Moments.clock(first)));
    }

    /** The pause between the values, if it is the same everywhere and also over the end. */
    private static Optional<Integer> pause(FieldValues values, int size) {
        if (values.count() == 0 || size % values.count() != 0) {
            return Optional.empty();
        }
        int pause = size / values.count();
        boolean even = values.first() < pause
                && IntStream.iterate(values.first(), value -> value < size, value -> value + pause)
                        .allMatch(values::has);
        return even ? Optional.of(pause) : Optional.empty();
    }

    private Optional<Message> times() {
        if (fields.second().count() != 1) {
            return Optional.empty();
        }
        int second = fields.second().first();
        List<Message> times = new ArrayList<>();
        fields.hour().stream()
                .forEach(hour -> fields.minute().stream()
                        .forEach(minute -> times.add(Moments.clock(LocalTime.of(hour, minute, second)))));
        return list(times);
    }

    private Optional<Message> days() {
        if (fields.eitherDayIsEnough()) {
            return Optional.empty();
        }
        if (!everyMonth()) {
            return everyWeekday() ? dayOfTheYear() : Optional.empty();
        }
        return everyDate() ? weekdays() : everyWeekday() ? dates() : Optional.empty();
    }

    private Optional<Message> weekdays() {
        return list(names("schedule.weekday.", fields.dayOfWeek()))
                .map(days -> Message.of("schedule.words.weekly", days));
    }

    private Optional<Message> dates() {
        List<Message> dates = fields.dayOfMonth().stream()
                .mapToObj(day -> Message.of("schedule.date", day))
                .toList();
        return list(dates).map(days -> Message.of("schedule.words.monthly", days));
    }

    private Optional<Message> dayOfTheYear() {
        if (fields.month().count() != 1 || fields.dayOfMonth().count() != 1) {
            return Optional.empty();
        }
        Message month = names("schedule.month.", fields.month()).get(0);
        return Optional.of(
                Message.of("schedule.words.yearly", month, fields.dayOfMonth().first()));
    }

    private static List<Message> names(String key, FieldValues values) {
        return values.stream().mapToObj(value -> Message.of(key + value)).toList();
    }

    private static Optional<Message> list(List<Message> items) {
        if (items.size() > LONGEST_LIST) {
            return Optional.empty();
        }
        return items.stream().reduce((all, next) -> Message.of("schedule.list", all, next));
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}
