package hikae.schedule;

import hikae.text.Message;
import hikae.text.Moments;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A backup schedule that go-cron, the scheduler of the backup image, accepts: five fields, six with seconds in front,
 * {@code @daily} and its like, or {@code @every 6h}. The zone is not part of it: it is that of the moments given.
 */
public final class CronSchedule {
    /** Of {@link #judge}: the one problem that the operator may override. */
    public static final String TOO_OFTEN = "schedule-too-often";
    /** Of {@link #judge}: the schedule is accepted by go-cron and never fires. */
    public static final String NEVER = "schedule-never";

    private static final Duration SHORTEST = Duration.ofMinutes(10);
    private static final Duration NO_PAUSE = Duration.ofSeconds(Long.MAX_VALUE);
    /** Enough for the last day of a month and the first of the next, ten minutes apart. */
    private static final int RUNS = 5000;
    /** Enough once it is known to be too often. */
    private static final int DENSE_RUNS = 200;

    private final String text;
    private final Timing timing;
    private final List<Message> corrections;

    private CronSchedule(String text, Timing timing, List<Message> corrections) {
        this.text = text;
        this.timing = timing;
        this.corrections = corrections;
    }

    /**
     * Reads what somebody typed or pasted. Full-width characters, quotes around it and invisible characters are put
     * right and listed in {@link #corrections}.
     *
     * @throws ProblemException if go-cron would refuse it, or if it carries its own zone
     */
    public static CronSchedule parse(String given) {
        CleanedField tidied = CleanedField.of(given);
        Optional<ZonePrefix> prefix = ZonePrefix.of(Blanks.trim(tidied.text()));
        if (prefix.isPresent()) {
            throw prefix.get().problem();
        }
        return new CronSchedule(tidied.text(), Grammar.parse(tidied.text()).timing(), tidied.corrections());
    }

    /** What go-cron makes of a text that stands in a file: empty where it would refuse it as it stands. */
    public static Optional<CronSchedule> understood(String written) {
        try {
            return Optional.of(parse(written)).filter(one -> one.corrections().isEmpty());
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /** What is written as SCHEDULE. */
    public String text() {
        return text;
    }

    /** What was changed in the text given to {@link #parse}; where this is not empty, that text does not work. */
    public List<Message> corrections() {
        return corrections;
    }

    /** The first run after the moment, in its zone; empty if there is none within five years. */
    public Optional<ZonedDateTime> next(ZonedDateTime after) {
        return timing.next(after);
    }

    /**
     * The first run after the moment, in its zone, of a scheduler that runs: the pauses of {@code @every} are counted
     * from its start.
     */
    public Optional<ZonedDateTime> next(ZonedDateTime after, Instant start) {
        return timing instanceof EveryTiming every ? Optional.of(every.next(after, start)) : next(after);
    }

    /** The next {@code count} runs; fewer if there are no more within five years of the last. */
    public List<ZonedDateTime> next(ZonedDateTime after, int count) {
        List<ZonedDateTime> runs = new ArrayList<>();
        Optional<ZonedDateTime> run = next(after);
        while (run.isPresent() && runs.size() < count) {
            runs.add(run.get());
            run = next(run.get());
        }
        return runs;
    }

    /**
     * Whether backups can live with it: it must fire within five years, and not more often than every ten minutes.
     *
     * @return {@link #NEVER} or {@link #TOO_OFTEN}; empty if all is well
     */
    public Optional<Problem> judge(ZonedDateTime now, ZoneId zone) {
        ZonedDateTime local = now.withZoneSameInstant(zone);
        if (next(local).isEmpty()) {
            return Optional.of(Problem.of(NEVER, text));
        }
        return shortestInterval(local)
                .filter(pause -> pause.compareTo(SHORTEST) < 0)
                .map(pause -> Problem.of(TOO_OFTEN, text, Moments.span(pause)));
    }

    /** The shortest time between two runs within the next year; empty if there are fewer than two. */
    public Optional<Duration> shortestInterval(ZonedDateTime now) {
        ZonedDateTime end = now.plusYears(1);
        Duration shortest = NO_PAUSE;
        Optional<ZonedDateTime> last = next(now).filter(end::isAfter);
        for (int i = 0; last.isPresent() && i < (shortest.compareTo(SHORTEST) < 0 ? DENSE_RUNS : RUNS); i++) {
            Optional<ZonedDateTime> run = next(last.get()).filter(end::isAfter);
            if (run.isPresent()) {
                Duration pause = Duration.between(last.get(), run.get());
                shortest = pause.compareTo(shortest) < 0 ? pause : shortest;
            }
            last = run;
        }
        return shortest.equals(NO_PAUSE) ? Optional.empty() : Optional.of(shortest);
    }

    /** What the operator should know though nothing is wrong: either-day rule, skipped and doubled hours, drift. */
    public List<Message> notes(ZonedDateTime now, ZoneId zone) {
        return ScheduleNotes.of(this, now.withZoneSameInstant(zone));
    }

    /** In words, such as {@code every day at 04:00}. */
    public Message words() {
        return ScheduleWords.of(this);
    }

    /** In words with the zone, such as {@code every day at 04:00, Asia/Tokyo}. */
    public Message words(ZoneId zone) {
        return Message.of("schedule.words.in-zone", words(), zone.getId());
    }

    Timing timing() {
        return timing;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CronSchedule that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
