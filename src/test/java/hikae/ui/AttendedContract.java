package hikae.ui;

import static hikae.ui.FrontEndContract.texts;
import static hikae.ui.FrontEndContract.then;
import static hikae.ui.FrontEndContract.words;
import static hikae.ui.Move.accept;
import static hikae.ui.Move.answer;
import static hikae.ui.Move.choose;
import static hikae.ui.Move.failed;
import static hikae.ui.Move.mend;
import static hikae.ui.Move.on;
import static hikae.ui.Move.refused;
import static hikae.ui.Move.simply;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Interview;
import hikae.ask.Proof;
import hikae.text.Language;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What faces with an operator do alike besides: back, out, mend and choose. */
public interface AttendedContract extends FrontEndContract {
    @Test
    default void goesBackWithoutLosingAnswers() {
        List<Move> moves = List.of(
                on("made_place", answer(MadeUp.NAME, "mk1"), answer(MadeUp.KIND, "hourly")),
                on("made_zone", answer(MadeUp.ZONE, "UTC"), answer(MadeUp.KEEP, "14")),
                simply(Move.Kind.BACK),
                simply(Move.Kind.BACK),
                on("made_place", accept(MadeUp.NAME), accept(MadeUp.KIND)),
                on("made_zone", accept(MadeUp.ZONE), accept(MadeUp.KEEP)),
                on("made_last", accept(MadeUp.NOTE)));
        try (Desk desk = desk(Language.EN, moves)) {
            Interview interview = new MadeUp(0).interview(Map.of());
            assertThat(desk.face().conduct(interview)).isEqualTo(Navigation.NEXT);
            assertThat(texts(interview.answers()))
                    .containsEntry("made_name", "mk1")
                    .containsEntry("made_kind", "hourly")
                    .containsEntry("made_zone", "UTC")
                    .containsEntry("made_keep", "14");
        }
    }

    @Test
    default void goesBackBeforeTheFirstPage() {
        try (Desk desk = desk(Language.EN, List.of(simply(Move.Kind.BACK)))) {
            assertThat(desk.face().conduct(new MadeUp(0).interview(Map.of()))).isEqualTo(Navigation.BACK);
        }
    }

    @Test
    default void leavesFromAnyPage() {
        for (int pages = 0; pages < EVERYTHING.size(); pages++) {
            List<Move> moves = then(EVERYTHING.subList(0, pages), simply(Move.Kind.LEAVE));
            try (Desk desk = desk(Language.EN, moves)) {
                assertThat(desk.face().conduct(new MadeUp(0).interview(Map.of())))
                        .isEqualTo(Navigation.LEAVE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    default void saysWhyAnAnswerIsRefusedAndStaysThere(Language language) {
        List<Move> moves =
                then(List.of(refused("made_place", answer(MadeUp.NAME, "two words"))), EVERYTHING.toArray(Move[]::new));
        try (Desk desk = desk(language, moves)) {
            Interview interview = new MadeUp(0).interview(Map.of());
            assertThat(desk.face().conduct(interview)).isEqualTo(Navigation.NEXT);
            assertThat(interview.answers().value(MadeUp.NAME)).contains("mk1");
            assertThat(desk.seen()).contains(words(language, "problem.made-name"));
        }
    }

    @ParameterizedTest
    @EnumSource
    default void saysWhyACheckSaysNoAndRunsItAgain(Language language) {
        List<Move> moves = List.of(
                EVERYTHING.get(0),
                EVERYTHING.get(1),
                failed("made_login", answer(MadeUp.USER, "misskey"), answer(MadeUp.PASSWORD, MadeUp.CANARY)),
                simply(Move.Kind.AGAIN),
                EVERYTHING.get(3));
        try (Desk desk = desk(language, moves)) {
            Interview interview = new MadeUp(1).interview(Map.of());
            assertThat(desk.face().conduct(interview)).isEqualTo(Navigation.NEXT);
            assertThat(interview.answers().proof(new Proof<>("made_login", String.class)))
                    .contains("misskey");
            assertThat(desk.seen()).contains(words(language, "check.made_login"));
        }
    }

    @Test
    default void offersTheSuspectedAnswerForChange() {
        List<Move> moves = List.of(
                EVERYTHING.get(0),
                EVERYTHING.get(1),
                failed("made_login", answer(MadeUp.USER, "misskey"), answer(MadeUp.PASSWORD, MadeUp.WRONG)),
                mend("made_login", answer(MadeUp.PASSWORD, MadeUp.CANARY)),
                EVERYTHING.get(3));
        try (Desk desk = desk(Language.EN, moves)) {
            Interview interview = new MadeUp(0).interview(Map.of());
            assertThat(desk.face().conduct(interview)).isEqualTo(Navigation.NEXT);
            assertThat(interview.answers().value(MadeUp.PASSWORD)).contains(MadeUp.CANARY);
            assertThat(desk.seen()).doesNotContain(MadeUp.WRONG).doesNotContain(MadeUp.CANARY);
        }
    }

    @Test
    default void choosesARow() {
        try (Desk desk = desk(Language.EN, List.of(choose("restore")))) {
            assertThat(desk.face().choose(MadeUp.menu())).isEqualTo(new MenuChoice(Navigation.NEXT, "restore"));
            assertThat(desk.seen()).contains(words(Language.EN, "made.menu.restore"));
        }
    }

    @Test
    default void leavesATableBothWays() {
        try (Desk desk = desk(Language.EN, List.of(simply(Move.Kind.BACK)))) {
            assertThat(desk.face().choose(MadeUp.menu()).navigation()).isEqualTo(Navigation.BACK);
        }
        try (Desk desk = desk(Language.EN, List.of(simply(Move.Kind.LEAVE)))) {
            assertThat(desk.face().choose(MadeUp.menu()).navigation()).isEqualTo(Navigation.LEAVE);
        }
    }

    @Test
    default void goesBackFromThePreview() {
        try (Desk desk = desk(Language.EN, List.of(simply(Move.Kind.BACK)))) {
            assertThat(desk.face().approve(MadeUp.preview())).isEqualTo(Navigation.BACK);
        }
    }
}
