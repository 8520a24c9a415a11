package hikae.schedule;

import hikae.text.ProblemException;
import java.time.ZoneId;
import java.util.regex.Pattern;

/**
 * How long the backup image keeps dumps: BACKUP_KEEP_DAYS, BACKUP_KEEP_WEEKS, BACKUP_KEEP_MONTHS. One dump is linked
 * into up to four folders and counts once.
 */
public record Retention(int days, int weeks, int months) {
    /** What the image does when nothing is set. */
    public static final Retention USUAL = new Retention(7, 4, 6);

    private static final int MAX_DAYS = 3650;
    private static final int MAX_WEEKS = 520;
    private static final int MAX_MONTHS = 120;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /**
     * Throws if a number is out of its range.
     *
     * @throws ProblemException if one is below 1 or above ten years
     */
    public Retention {
        check(days, MAX_DAYS);
        check(weeks, MAX_WEEKS);
        check(months, MAX_MONTHS);
    }

    /**
     * Days to keep daily dumps, 1 to 3650.
     *
     * @throws ProblemException if it is anything else: the image's script fails on it or deletes every dump
     */
    public static int days(String text) {
        return number(text, MAX_DAYS);
    }

    /**
     * Weeks to keep weekly dumps, 1 to 520.
     *
     * @throws ProblemException if it is anything else
     */
    public static int weeks(String text) {
        return number(text, MAX_WEEKS);
    }

    /**
     * Months to keep monthly dumps, 1 to 120.
     *
     * @throws ProblemException if it is anything else
     */
    public static int months(String text) {
        return number(text, MAX_MONTHS);
    }

    /** How many different dumps lie on the disk once old ones are being deleted. */
    public DistinctFiles files(CronSchedule schedule, ZoneId zone) {
        return KeepSimulation.run(this, schedule, zone);
    }

    private static int number(String given, int max) {
        String text = CleanedField.of(given).text();
        if (!NUMBER.matcher(text).matches()) {
            throw ProblemException.of("retention-number", given.strip(), max);
        }
        return check(Integer.parseInt(text), max);
    }

    private static int check(int number, int max) {
        if (number < 1 || number > max) {
            throw ProblemException.of("retention-range", number, max);
        }
        return number;
    }
}
