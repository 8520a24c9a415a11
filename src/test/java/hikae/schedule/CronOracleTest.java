package hikae.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.schedule.CronOracle.Question;
import hikae.text.ProblemException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ours against robfig/cron itself: accepted or refused, and the next three runs. */
@Tag("oracle")
class CronOracleTest {
    private static final int COUNT = 20_000;
    private static final long SEED = Long.getLong("hikae.seed", 20_251_124L);

    private final List<Question> questions = questions();

    @Test
    void theGrammarAndTheTimesOfRunsAreThoseOfTheScheduler() {
        List<Optional<List<Instant>>> theirs = CronOracle.build().ask(questions);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            Optional<List<Instant>> ours = byGrammar(questions.get(i));
            if (!ours.equals(theirs.get(i))) {
                differences.add(questions.get(i) + " is " + theirs.get(i) + ", ours " + ours);
            }
        }

        long accepted = theirs.stream().filter(Optional::isPresent).count();
        System.out.printf(
                "%d expressions compared with robfig/cron, %d of them accepted, seed %d%n",
                questions.size(), accepted, SEED);
        assertThat(differences.stream().limit(20)).isEmpty();
        assertThat(accepted).isBetween(COUNT / 3L, COUNT * 9L / 10);
    }

    /** Beyond the grammar there are two differences, both on purpose: a zone prefix, and pasted characters. */
    @Test
    void whatWeAcceptIsWhatTheSchedulerAcceptsAfterOurCorrections() {
        List<String> differences = new ArrayList<>();
        for (Question question : questions) {
            String ours = verdict(question.spec());
            boolean prefix = ZonePrefix.of(Blanks.trim(question.spec())).isPresent();
            boolean theirs = byGrammar(question).isPresent();
            String expected = prefix ? "refused" : theirs ? "accepted" : "refused";
            if (!ours.equals("corrected") && !ours.equals(expected)) {
                differences.add(question + " is " + ours + ", not " + expected);
            }
        }

        assertThat(differences).isEmpty();
    }

    private static String verdict(String spec) {
        try {
            CronSchedule schedule = CronSchedule.parse(spec);
            Grammar.parse(schedule.text());
            return schedule.corrections().isEmpty() ? "accepted" : "corrected";
        } catch (ProblemException e) {
            return "refused";
        }
    }

    private static Optional<List<Instant>> byGrammar(Question question) {
        try {
            Grammar.Parsed parsed = Grammar.parse(question.spec());
            ZoneId zone = parsed.zone().orElse(question.after().getZone());
            List<Instant> runs = new ArrayList<>();
            Optional<ZonedDateTime> run = parsed.timing().next(question.after().withZoneSameInstant(zone));
            while (run.isPresent() && runs.size() < 3) {
                runs.add(run.get().toInstant());
                run = parsed.timing().next(run.get());
            }
            return Optional.of(runs);
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static List<Question> questions() {
        MadeUpSpecs specs = new MadeUpSpecs(SEED);
        MadeUpMoments moments = new MadeUpMoments(SEED);
        return Stream.generate(() -> new Question(specs.any(), moments.any()))
                .limit(COUNT)
                .toList();
    }
}
