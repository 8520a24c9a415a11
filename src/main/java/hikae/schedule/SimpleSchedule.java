package hikae.schedule;

import java.time.DayOfWeek;
import java.time.LocalTime;

/**
 * A schedule as the form of the wizard knows it: one of three everyday kinds, or an expression. Only an expression
 * that the form would write in the very same characters is an everyday kind, so that showing it changes nothing.
 */
public sealed interface SimpleSchedule {
    /** The radio buttons, in the order shown. */
    enum Kind {
        DAILY,
        EVERY_6_HOURS,
        WEEKLY,
        CUSTOM
    }

    /** Which radio button it is. */
    Kind kind();

    /** The expression. */
    CronSchedule toCron();

    /** Every day at a time, by the minute. */
    record Daily(LocalTime time) implements SimpleSchedule {
        @Override
        public Kind kind() {
            return Kind.DAILY;
        }

        @Override
        public CronSchedule toCron() {
            return CronSchedule.parse(time.getMinute() + " " + time.getHour() + " * * *");
        }
    }

    /** At 00, 06, 12 and 18 hours and this minute. */
    record EverySixHours(int minute) implements SimpleSchedule {
        @Override
        public Kind kind() {
            return Kind.EVERY_6_HOURS;
        }

        @Override
        public CronSchedule toCron() {
            return CronSchedule.parse(minute + " */6 * * *");
        }
    }

    /** Once a week, on a day at a time, by the minute. */
    record Weekly(DayOfWeek day, LocalTime time) implements SimpleSchedule {
        @Override
        public Kind kind() {
            return Kind.WEEKLY;
        }

        @Override
        public CronSchedule toCron() {
            int sundayIsZero = day.getValue() % 7;
            return CronSchedule.parse(time.getMinute() + " " + time.getHour() + " * * " + sundayIsZero);
        }
    }

    /** Anything else. */
    record Custom(CronSchedule toCron) implements SimpleSchedule {
        @Override
        public Kind kind() {
            return Kind.CUSTOM;
        }
    }

    /** The form's view of an expression. */
    static SimpleSchedule of(CronSchedule cron) {
        return EverydayKinds.of(cron.text())
                .filter(simple -> simple.toCron().equals(cron))
                .orElseGet(() -> new Custom(cron));
    }
}
