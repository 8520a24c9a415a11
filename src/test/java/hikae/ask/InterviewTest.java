package hikae.ask;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InterviewTest {
    private static final Field<String> NAME = Field.of("name", Field.Kind.TEXT, InterviewTest::notEmpty);
    private static final Field<String> KIND =
            Field.of("kind", Field.Kind.CHOICE, InterviewTest::notEmpty).orElse("plain");
    private static final Field<String> MORE =
            Field.of("more", Field.Kind.TEXT, InterviewTest::notEmpty).when(answers -> answers.is("kind", "special"));
    private static final Field<String> SECRET = Field.of("secret", Field.Kind.SECRET, text -> text);

    private final List<String> looked = new ArrayList<>();

    @Test
    void u09GoesForwardAndBackWithAllAnswersKept() {
        Interview interview = interview(Map.of());
        interview.type(NAME, "a");
        assertThat(interview.submit()).isEqualTo(Interview.Submitted.NEXT);
        interview.type(KIND, "special");
        assertThat(interview.fields()).containsExactly(KIND, MORE);
        assertThat(interview.back()).isTrue();
        assertThat(interview.text(NAME)).isEqualTo("a");
        interview.submit();
        assertThat(interview.text(KIND)).isEqualTo("special");
        assertThat(interview.back()).isTrue();
        assertThat(interview.back()).isFalse();
    }

    @Test
    void staysOnAPageWhoseFieldIsRefusedAndKeepsTheText() {
        Interview interview = interview(Map.of());
        assertThat(interview.submit()).isEqualTo(Interview.Submitted.STAY);
        assertThat(interview.problem(NAME)).contains(Problem.of("empty"));
        interview.type(NAME, "a");
        assertThat(interview.problem(NAME)).isEmpty();
    }

    @Test
    void runsNoCheckByItselfAndWaitsForThem() {
        Interview interview = atChecks();
        assertThat(interview.submit()).isEqualTo(Interview.Submitted.UNCHECKED);
        assertThat(looked).isEmpty();
        runChecks(interview);
        assertThat(interview.submit()).isEqualTo(Interview.Submitted.FINISHED);
        assertThat(interview.answers().proof(new Proof<>("look", String.class))).contains("seen a");
    }

    @Test
    void aFindingIsVoidWhenWhatItLookedAtChanges() {
        Interview interview = atChecks();
        runChecks(interview);
        interview.back();
        interview.back();
        interview.type(NAME, "b");
        interview.submit();
        interview.submit();
        assertThat(interview.finding(interview.checks().get(0))).isEmpty();
        assertThat(interview.answers().proof(new Proof<>("look", String.class))).isEmpty();
        assertThat(interview.submit()).isEqualTo(Interview.Submitted.UNCHECKED);
    }

    @Test
    void aFindingSurvivesAChangeOfWhatItDidNotLookAt() {
        Interview interview = atChecks();
        runChecks(interview);
        interview.back();
        interview.type(KIND, "other");
        interview.submit();
        assertThat(interview.finding(interview.checks().get(0))).isPresent();
    }

    @Test
    void aCheckThatSaysNoHoldsThePage() {
        Interview interview = atChecks();
        Check check = interview.checks().get(0);
        interview.note(check, interview.answers(), Finding.no(Problem.of("empty")));
        assertThat(interview.submit()).isEqualTo(Interview.Submitted.STAY);
        interview.again(check);
        assertThat(interview.submit()).isEqualTo(Interview.Submitted.UNCHECKED);
    }

    @Test
    void aThrownProblemIsAFindingOfNo() {
        Check check = new Check("x", List.of(), answers -> {
            throw ProblemException.of("empty");
        });
        assertThat(Interview.run(check, Answers.none())).isEqualTo(Finding.no(Problem.of("empty")));
    }

    @Test
    void theStrongestOriginFillsAField() {
        Field<String> field = KIND.suggest(
                        answers -> Optional.of(new Suggestion("found", Origin.FOUND, Message.literal(""))))
                .suggest(answers -> Optional.of(new Suggestion("present", Origin.PRESENT, Message.literal(""))));
        Interview plain = new Interview("x", List.of(Page.of("p", field)), 0, Map.of());
        assertThat(plain.text(field)).isEqualTo("present");
        Interview given = new Interview("x", List.of(Page.of("p", field)), 0, Map.of("kind", "given"));
        assertThat(given.text(field)).isEqualTo("given");
        given.type(field, "typed");
        assertThat(given.text(field)).isEqualTo("typed");
    }

    @Test
    void u13NumbersOnlyTheStepsThatAreShown() {
        Interview interview = interview(Map.of());
        assertThat(interview.total()).isEqualTo(3 + 2);
        interview.type(NAME, "skip");
        assertThat(interview.total()).isEqualTo(2 + 2);
        assertThat(interview.number()).isEqualTo(1);
        interview.submit();
        assertThat(interview.page().id()).isEqualTo("last");
        assertThat(interview.number()).isEqualTo(2);
    }

    @Test
    void u11TakesUpKeptAnswersAtTheSamePage() {
        Interview interview = interview(Map.of());
        interview.resume(Map.of("name", "a", "kind", "special", "more", "m"), "last");
        assertThat(interview.page().id()).isEqualTo("last");
        assertThat(interview.text(MORE)).isEqualTo("m");
    }

    @Test
    void u12TakesUpOnlyAsFarAsTheAnswersAreStillRight() {
        Interview interview = interview(Map.of());
        interview.resume(Map.of("name", ""), "last");
        assertThat(interview.page().id()).isEqualTo("first");
        assertThat(interview.problem(NAME)).contains(Problem.of("empty"));
    }

    @Test
    void u12AnAnswerThatIsNotRightAnyMoreIsAskedAgainBeforeTheEnd() {
        Interview interview = atChecks();
        runChecks(interview);
        interview.type(NAME, ""); // as a changed earlier page would leave it
        assertThat(interview.submit()).isEqualTo(Interview.Submitted.UNCHECKED);
        runChecks(interview);
        assertThat(interview.submit()).isEqualTo(Interview.Submitted.STAY);
        assertThat(interview.page().id()).isEqualTo("first");
    }

    @Test
    void noAnswerIsInItsToString() {
        Interview interview = interview(Map.of());
        interview.type(SECRET, "hidden-value");
        assertThat(interview.answers().toString()).doesNotContain("hidden-value");
    }

    private Interview atChecks() {
        Interview interview = interview(Map.of());
        interview.type(NAME, "a");
        interview.submit();
        interview.submit();
        return interview;
    }

    private void runChecks(Interview interview) {
        for (Check check : interview.checks()) {
            Answers asked = interview.answers();
            interview.note(check, asked, Interview.run(check, asked));
        }
    }

    private Interview interview(Map<String, String> given) {
        Check check = new Check("look", List.of("name"), answers -> {
            looked.add("look");
            return Finding.ok(Message.literal("ok"))
                    .proving("seen " + answers.text("name").orElse(""));
        });
        Page middle = Page.of("middle", KIND, MORE).when(answers -> !answers.is("name", "skip"));
        Page last = Page.of("last").checking(answers -> List.of(check));
        return new Interview("x", List.of(Page.of("first", NAME), middle, last), 2, given);
    }

    private static String notEmpty(String text) {
        if (text.isEmpty()) {
            throw ProblemException.of("empty");
        }
        return text;
    }
}
