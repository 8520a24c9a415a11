package hikae.ui;

import static hikae.ui.Move.accept;
import static hikae.ui.Move.answer;
import static hikae.ui.Move.on;
import static hikae.ui.Move.simply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.ask.Answers;
import hikae.ask.Interview;
import hikae.ask.Proof;
import hikae.text.Language;
import hikae.text.Message;
import hikae.text.Messages;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.work.MadeUpRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What all faces do alike: the same answers reach the same {@link Answers}, nothing is applied without
 * consent, no secret is seen. Each face's test says how the moves of an operator look to it.
 */
public interface FrontEndContract {
    /** A face in use. */
    interface Desk extends AutoCloseable {
        FrontEnd face();

        /** All words that were to be seen so far. */
        String seen();

        @Override
        void close();
    }

    /** Opens a face at which somebody will do this; where nobody is, the same comes with the command. */
    Desk desk(Language language, List<Move> moves);

    /** What comes with the command; a face with an operator needs nothing. */
    default Map<String, String> given(List<Move> moves) {
        return Map.of();
    }

    /** A way through all pages that changes every answer. */
    List<Move> EVERYTHING = List.of(
            on(
                    "made_place",
                    answer(MadeUp.NAME, "mk1"),
                    answer(MadeUp.KIND, "custom"),
                    answer(MadeUp.CRON, "30 5 * * 1")),
            on("made_zone", answer(MadeUp.ZONE, "UTC"), answer(MadeUp.KEEP, "14")),
            on("made_login", answer(MadeUp.USER, "postgres"), answer(MadeUp.PASSWORD, MadeUp.CANARY)),
            on("made_last", answer(MadeUp.NOTE, "by hand")));

    /** A way through all pages that changes nothing that need not be. */
    List<Move> NOTHING = List.of(
            on("made_place", accept(MadeUp.NAME), accept(MadeUp.KIND)),
            on("made_zone", accept(MadeUp.ZONE), accept(MadeUp.KEEP)),
            on("made_login", accept(MadeUp.USER), answer(MadeUp.PASSWORD, MadeUp.CANARY)),
            on("made_last", accept(MadeUp.NOTE)));

    @ParameterizedTest
    @EnumSource
    default void theSameAnswersReachTheSameEnd(Language language) {
        try (Desk desk = desk(language, EVERYTHING)) {
            Interview interview = new MadeUp(0).interview(given(EVERYTHING));
            assertThat(desk.face().conduct(interview)).isEqualTo(Navigation.NEXT);
            assertThat(texts(interview.answers()))
                    .isEqualTo(Map.of(
                            "made_name", "mk1",
                            "made_kind", "custom",
                            "made_cron", "30 5 * * 1",
                            "made_zone", "UTC",
                            "made_keep", "14",
                            "made_user", "postgres",
                            "made_password", MadeUp.CANARY,
                            "made_note", "by hand"));
            assertThat(interview.answers().value(MadeUp.KEEP)).contains(14);
            assertThat(interview.answers().proof(new Proof<>("made_login", String.class)))
                    .contains("postgres");
        }
    }

    @Test
    default void whatNobodyChangesStaysAsItWasSuggested() {
        try (Desk desk = desk(Language.EN, NOTHING)) {
            Interview interview = new MadeUp(0).interview(given(NOTHING));
            assertThat(desk.face().conduct(interview)).isEqualTo(Navigation.NEXT);
            Answers answers = interview.answers();
            assertThat(answers.value(MadeUp.NAME)).contains("misskey");
            assertThat(answers.value(MadeUp.ZONE)).contains("Asia/Tokyo");
            assertThat(answers.value(MadeUp.KEEP)).contains(7);
            assertThat(answers.value(MadeUp.CRON)).isEmpty();
            assertThat(answers.text("made_cron")).isEmpty();
        }
    }

    @Test
    default void asksNothingThatDoesNotApply() {
        List<Move> hourly = List.of(
                on("made_place", accept(MadeUp.NAME), answer(MadeUp.KIND, "hourly")),
                on("made_zone", accept(MadeUp.ZONE), accept(MadeUp.KEEP)),
                on("made_last", accept(MadeUp.NOTE)));
        try (Desk desk = desk(Language.EN, hourly)) {
            Interview interview = new MadeUp(0).interview(given(hourly));
            assertThat(desk.face().conduct(interview)).isEqualTo(Navigation.NEXT);
            assertThat(interview.answers().proofs()).isEmpty();
            assertThat(desk.seen()).doesNotContain(words(Language.EN, "ask.made_password"));
        }
    }

    @Test
    default void neverShowsASecret() {
        List<Move> moves = then(EVERYTHING, simply(Move.Kind.YES));
        try (Desk desk = desk(Language.EN, moves)) {
            desk.face().conduct(new MadeUp(0).interview(given(moves)));
            desk.face().approve(MadeUp.preview());
            assertThat(desk.seen())
                    .contains("/home/admin/misskey-backup/secrets/db_password")
                    .doesNotContain(MadeUp.CANARY)
                    .doesNotContain(MadeUp.CANARY.substring(0, 8));
        }
    }

    @ParameterizedTest
    @EnumSource
    default void showsEverythingThatWillBeChangedAndAppliesAfterAYes(Language language) {
        try (Desk desk = desk(language, List.of(simply(Move.Kind.YES)))) {
            assertThat(desk.face().approve(MadeUp.preview())).isEqualTo(Navigation.NEXT);
            assertThat(desk.seen())
                    .contains("compose.yml", "restart: always", ".env", "B=3", "600", "docker compose up -d");
        }
    }

    @Test
    default void appliesNothingByDefault() {
        try (Desk desk = desk(Language.EN, List.of(simply(Move.Kind.NO)))) {
            assertThat(desk.face().approve(MadeUp.preview())).isNotEqualTo(Navigation.NEXT);
        }
    }

    @Test
    default void handsBackWhatWasLookedUp() {
        try (Desk desk = desk(Language.EN, List.of())) {
            Optional<String> found = desk.face().look(Message.of("made.looking"), () -> "found");
            assertThat(found).contains("found");
        }
    }

    @Test
    default void passesOnWhyALookUpFailed() {
        try (Desk desk = desk(Language.EN, List.of())) {
            assertThatThrownBy(() -> desk.face().look(Message.of("made.looking"), () -> {
                        throw ProblemException.of("made-broken");
                    }))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.of("made-broken")));
        }
    }

    @ParameterizedTest
    @EnumSource
    default void followsARunToItsEnd(Language language) {
        try (Desk desk = desk(language, List.of(simply(Move.Kind.READ)))) {
            Navigation navigation = desk.face().follow(MadeUpRun.of(MadeUp.plan(), MadeUp.goodEvents()));
            assertThat(navigation).isEqualTo(Navigation.NEXT);
            MadeUp.plan()
                    .steps()
                    .forEach(step -> assertThat(desk.seen())
                            .contains(words(language, step.title().key())));
        }
    }

    @ParameterizedTest
    @EnumSource
    default void saysWhyARunFailed(Language language) {
        try (Desk desk = desk(language, List.of(simply(Move.Kind.READ)))) {
            desk.face().follow(MadeUpRun.of(MadeUp.plan(), MadeUp.badEvents()));
            assertThat(desk.seen()).contains(words(language, "problem.made-broken"));
        }
    }

    @ParameterizedTest
    @EnumSource
    default void showsAReport(Language language) {
        try (Desk desk = desk(language, List.of(simply(Move.Kind.READ)))) {
            MadeUp.learn();
            desk.face().show(MadeUp.report());
            assertThat(desk.seen()).contains(words(language, "made.done"), "412 MB");
        }
    }

    @ParameterizedTest
    @EnumSource
    default void refusesWithAReasonAndAWayOut(Language language) {
        try (Desk desk = desk(language, List.of(simply(Move.Kind.READ)))) {
            MadeUp.learn();
            desk.face().refuse(Problem.of("made-broken"));
            assertThat(desk.seen())
                    .contains(words(language, "problem.made-broken"), words(language, "problem.made-broken.hint"));
        }
    }

    @Test
    default void speaksTheOtherLanguageAtOnce() {
        try (Desk desk = desk(Language.EN, List.of(simply(Move.Kind.READ)))) {
            desk.face().speak(Language.JA);
            assertThat(desk.face().language()).isEqualTo(Language.JA);
            desk.face().show(MadeUp.report());
            assertThat(desk.seen()).contains(words(Language.JA, "made.done"));
        }
    }

    @Test
    default void bearsABannerFromThenOn() {
        try (Desk desk = desk(Language.EN, List.of(simply(Move.Kind.READ)))) {
            MadeUp.learn();
            desk.face().banner(Message.of("made.banner"));
            desk.face().show(MadeUp.report());
            assertThat(desk.seen()).contains(words(Language.EN, "made.banner"));
        }
    }

    /** All the moves, then one more. */
    static List<Move> then(List<Move> moves, Move... more) {
        List<Move> all = new ArrayList<>(moves);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    /** The text in each field. */
    static Map<String, String> texts(Answers answers) {
        return answers.texts().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().text()));
    }

    /** What stands for this key. */
    static String words(Language language, String key) {
        MadeUp.learn();
        return Messages.in(language).get(key);
    }
}
