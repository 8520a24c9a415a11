package hikae.ui.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.ask.Check;
import hikae.ask.Interview;
import hikae.ask.Page;
import hikae.ask.Table;
import hikae.text.Finding;
import hikae.text.Language;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.ui.Navigation;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Key.Kind;
import hikae.work.ExitCode;
import hikae.work.Report;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FullScreenTest {
    private final FakeTerminal terminal = FakeTerminal.english();

    /** Blocks until released, as a database that does not answer. */
    private static final class Hanging {
        private final CountDownLatch released = new CountDownLatch(1);

        Finding finding() {
            await();
            return Finding.ok(Message.of("sample.logged-in"));
        }

        void await() {
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private FakeTerminal throughTheDatabasePage() {
        return terminal.press(Kind.TAB, Kind.TAB)
                .type("s3cret")
                .press(Kind.ENTER)
                .until("Checked.")
                .press(Kind.ENTER);
    }

    // --- the menu

    @Test
    void digitsArrowsAndEnterChooseARow() {
        terminal.press(Kind.DOWN, Kind.DOWN, Kind.DOWN, Kind.UP, Kind.ENTER);
        assertThat(terminal.face.choose(Samples.menu()).value()).isEqualTo("storage");
        terminal.press(Key.typed('3'));
        assertThat(terminal.face.choose(Samples.menu()).value()).isEqualTo("restore");
        terminal.press(Key.typed('１'));
        assertThat(terminal.face.choose(Samples.menu()).value()).isEqualTo("setup");
    }

    @Test
    void u10EscOnTheMenuAsksAndStaysByDefault() {
        terminal.press(Kind.ESC)
                .sees("Leave Hikae?", "> Stay")
                .press(Kind.ENTER)
                .sees("What do you want")
                .press(Kind.ENTER);
        assertThat(terminal.face.choose(Samples.menu()).navigation()).isEqualTo(Navigation.NEXT);
    }

    @Test
    void escOnAnyOtherListGoesBack() {
        terminal.press(Kind.ESC);
        assertThat(terminal.face.choose(Samples.backups(3)).navigation()).isEqualTo(Navigation.BACK);
    }

    @Test
    void u10QAsksAndDownEnterLeaves() {
        terminal.press(Key.typed('q')).sees("Nothing has been changed").press(Kind.DOWN, Kind.ENTER);
        assertThat(terminal.face.choose(Samples.menu()).navigation()).isEqualTo(Navigation.LEAVE);
    }

    @Test
    void u10ASecondCtrlCLeavesAtOnce() {
        terminal.press(Key.ctrl('c'), Key.ctrl('c')).sees("never shown");
        assertThat(terminal.face.choose(Samples.menu()).navigation()).isEqualTo(Navigation.LEAVE);
        assertThat(terminal.isScriptOver()).isFalse();
    }

    @Test
    void anUnexpectedEndOfTheTerminalLeaves() {
        assertThat(terminal.face.choose(Samples.menu()).navigation()).isEqualTo(Navigation.LEAVE);
        assertThat(terminal.face.conduct(Samples.interview())).isEqualTo(Navigation.LEAVE);
    }

    @Test
    void u07TheMenuIsUsableWhileTheServerIsBeingLookedAt() {
        Hanging hanging = new Hanging();
        Table table = new Table("menu", Samples.menu().rows(), List.of(), () -> {
            hanging.await();
            return List.of(Line.text(Message.literal("found it")));
        });
        terminal.seesNot("Looking")
                .after(Duration.ofSeconds(2))
                .sees("Looking ... 2 s")
                .press(Kind.DOWN)
                .cursorOn("> 2")
                .meanwhile(hanging.released::countDown)
                .until("found it")
                .press(Kind.ENTER);
        assertThat(terminal.face.choose(table).value()).isEqualTo("storage");
    }

    @Test
    void aLookBehindTheMenuThatFailsSaysSoAndTheMenuStays() {
        Table table = new Table("menu", Samples.menu().rows(), List.of(), () -> {
            throw ProblemException.of("sample-refused");
        });
        terminal.until("! ").sees("refused").press(Kind.ENTER);
        assertThat(terminal.face.choose(table).value()).isEqualTo("setup");
    }

    @Test
    void aLongListScrollsWithTheFocus() {
        terminal.press(Kind.END)
                .cursorOn("misskey-20261169")
                .press(Kind.HOME)
                .cursorOn("misskey-20261110")
                .press(Kind.END, Kind.ENTER);
        assertThat(terminal.face.choose(Samples.backups(60)).value()).isEqualTo("file-59");
    }

    @Test
    void u61LanguageChangesAtOnce() {
        terminal.face.speak(Language.JA);
        assertThat(terminal.face.language()).isEqualTo(Language.JA);
        terminal.sees("何をしますか?").press(Kind.ENTER);
        terminal.face.choose(Samples.menu());
    }

    // --- pages

    @Test
    void u15AWholeInterviewNeedsOnlyEnterWhereEverythingIsSuggested() {
        throughTheDatabasePage().press(Kind.ENTER, Kind.ENTER, Kind.ENTER);
        Interview interview = Samples.interview();
        assertThat(terminal.face.conduct(interview)).isEqualTo(Navigation.NEXT);
        assertThat(interview.answers().text("zone")).contains("Asia/Tokyo");
        assertThat(interview.answers().text("when")).contains("0 4 * * *");
        assertThat(interview.answers().text("days")).contains("7");
        assertThat(interview.answers().text("password")).contains("s3cret");
    }

    @Test
    void u09EscGoesBackOneStepAndEveryAnswerIsStillThere() {
        throughTheDatabasePage()
                .press(Kind.ENTER)
                .press(Key.typed('2'))
                .press(Kind.ENTER)
                .sees("How many old")
                .press(Kind.ESC)
                .sees("(*) Every 6 hours")
                .press(Kind.ESC)
                .sees("Time zone")
                .press(Kind.ESC)
                .sees("6 characters", "Set up 1/6")
                .press(Kind.ESC);
        Interview interview = Samples.interview();
        assertThat(terminal.face.conduct(interview)).isEqualTo(Navigation.BACK);
        assertThat(interview.answers().text("when")).contains("0 */6 * * *");
    }

    @Test
    void movingTheFocusOverAChoiceChangesNothing() {
        throughTheDatabasePage()
                .press(Kind.ENTER)
                .press(Kind.DOWN, Kind.UP, Kind.ENTER)
                .sees("How many");
        Interview interview = Samples.interview();
        terminal.face.conduct(interview);
        assertThat(interview.answers().text("when")).contains("0 4 * * *");
    }

    @Test
    void aRefusedAnswerGetsTheFocusAndAWordAndAHint() {
        terminal.press(Kind.TAB)
                .press(Key.ctrl('u'))
                .press(Kind.TAB, Kind.ENTER)
                .sees("! Something is needed here.", "Type it, or press Esc.")
                .cursorOn("> User");
        assertThat(terminal.face.conduct(Samples.interview())).isEqualTo(Navigation.LEAVE);
    }

    @Test
    void theOriginIsSaidWhileTheSuggestedValueStands() {
        terminal.sees("Suggested: docker compose ls").type("x").seesNot("Suggested: docker");
        terminal.face.conduct(Samples.interview());
    }

    @Test
    void ctrlCWhileTypingAsksAndSaysThatAnswersAreKept() {
        terminal.type("x")
                .press(Key.ctrl('c'))
                .sees("Your answers are kept")
                .press(Kind.ESC)
                .cursorOn("/home/admin/misskeyx");
        terminal.face.conduct(Samples.interview());
    }

    // --- checks

    @Test
    void u07u08KeysActWhileACheckHangsAndItSaysHowLong() {
        Hanging hanging = new Hanging();
        terminal.press(Kind.TAB, Kind.TAB)
                .type("s3cret")
                .press(Kind.ENTER)
                .until("[ok] db:5432")
                .after(Duration.ofSeconds(3))
                .sees("[ >] log in  3 s")
                .press(Key.ctrl('g'))
                .sees("The role in PostgreSQL.")
                .press(Kind.ESC)
                .press(Kind.ENTER)
                .sees("[ >] log in")
                .press(Kind.ESC);
        assertThat(terminal.face.conduct(Samples.interview(answers -> hanging.finding())))
                .isEqualTo(Navigation.BACK);
        hanging.released.countDown();
    }

    @Test
    void whatIsTypedWhileACheckRunsIsJudgedBeforeTheNextOneRuns() {
        Hanging hanging = new Hanging();
        AtomicInteger logins = new AtomicInteger();
        Check slow = new Check("reach", List.of(), given -> {
            hanging.await();
            return Finding.ok(Message.of("sample.reached"));
        });
        Check next = new Check("login", List.of("user"), given -> {
            logins.incrementAndGet();
            return Finding.ok(Message.of("sample.logged-in"));
        });
        Page page = Page.of("database", Samples.USER).checking(answers -> List.of(slow, next));
        terminal.press(Kind.ENTER)
                .press(Key.ctrl('u'))
                .meanwhile(hanging.released::countDown)
                .until("[ok]")
                .press(Kind.ENTER)
                .cursorOn("> User")
                .press(Kind.ESC);
        terminal.face.conduct(new Interview("sample", List.of(page), 2, Map.of()));
        assertThat(logins).hasValue(0);
    }

    @Test
    void u35AFailedCheckKeepsAllFieldsAndPutsTheCursorIntoTheSuspectedOne() {
        AtomicInteger tries = new AtomicInteger();
        terminal.press(Kind.TAB, Kind.TAB)
                .type("wrong")
                .press(Kind.ENTER)
                .until("[NG]")
                .cursorOn("> User")
                .press(Kind.TAB)
                .press(Key.ctrl('u'))
                .type("right")
                .press(Kind.ENTER)
                .until("Checked.")
                .press(Kind.ENTER)
                .sees("Time zone");
        terminal.face.conduct(Samples.interview(answers -> tries.getAndIncrement() == 0
                ? Finding.no(Problem.of("sample-refused")).suspecting("user")
                : Finding.ok(Message.of("sample.logged-in"))));
        assertThat(tries).hasValue(2);
    }

    @Test
    void u39AFailedCheckCanBeRepeatedAloneAndTheOthersStay() {
        AtomicInteger tries = new AtomicInteger();
        terminal.press(Kind.TAB, Kind.TAB)
                .type("s3cret")
                .press(Kind.ENTER)
                .until("[NG]")
                .cursorOn("[NG]")
                .sees("t test again", "[ok] db:5432")
                .press(Key.typed('ｔ'))
                .until("15.8");
        terminal.face.conduct(Samples.interview(answers -> tries.getAndIncrement() == 0
                ? Finding.no(Problem.of("sample-refused"))
                : Finding.ok(Message.of("sample.logged-in"))));
        assertThat(tries).hasValue(2);
        assertThat(terminal.isScriptOver()).isTrue();
    }

    @Test
    void aBugInACheckComesOutAsItIs() {
        terminal.press(Kind.TAB, Kind.TAB).type("s3cret").press(Kind.ENTER).until("never");
        assertThatThrownBy(() -> terminal.face.conduct(Samples.interview(answers -> {
                    throw new IllegalStateException("a bug of ours");
                })))
                .hasMessage("a bug of ours");
        terminal.forget().sees("PostgreSQL refused").press(Kind.ENTER);
        terminal.face.refuse(Problem.of("sample-refused"));
    }

    // --- paste and secrets

    @Test
    void u25APastedLineBreakNeverSubmitsOrMovesOn() {
        terminal.press(Key.ctrl('u'))
                .press(Key.paste("  \"/srv/misskey\"\n\n"))
                .sees("[/srv/misskey", "A line break was removed", "quotes")
                .cursorOn("> Misskey directory");
        Interview interview = Samples.interview();
        terminal.face.conduct(interview);
        assertThat(interview.answers().text("place")).contains("/srv/misskey");
    }

    /** A slow line brings it all at once. */
    @Test
    void u26TabAndATextThatComeTogetherAreNotLostWhereTheFocusIsOnAChoice() {
        terminal.press(Key.paste("\tsocial.example.com"))
                .sees("[misskeysocial.example.com ")
                .press(Kind.ESC);
        Page page = Page.of("database", Samples.WHEN, Samples.USER);
        terminal.face.conduct(new Interview("sample", List.of(page), 2, Map.of()));
    }

    @Test
    void u27WhatAPasteLostCanBePutBack() {
        terminal.press(Key.ctrl('u'))
                .press(Key.paste("'quoted'"))
                .sees("[quoted ")
                .press(Key.ctrl('y'))
                .sees("['quoted'");
        terminal.face.conduct(Samples.interview());
    }

    @Test
    void u29ASecretIsNeverShownUnlessAskedForAndThenForTenSeconds() {
        terminal.press(Kind.TAB, Kind.TAB)
                .type("tops3cretvalue00")
                .sees("[****************")
                .seesNot("tops3cret")
                .press(Key.ctrl('r'))
                .sees("tops3cretvalue00")
                .after(Duration.ofSeconds(9))
                .sees("tops3cretvalue00")
                .after(Duration.ofSeconds(1))
                .seesNot("tops3cret")
                .press(Key.ctrl('r'))
                .press(Kind.UP)
                .seesNot("tops3cret")
                .sees("************ue00   16 characters");
        terminal.face.conduct(Samples.interview());
    }

    @Test
    void u30AFullWidthLetterInASecretIsNamedAndNotTaken() {
        terminal.press(Kind.TAB, Kind.TAB)
                .type("ab")
                .press(Key.typed('Ａ'))
                .sees("Ａ is a full-width character", "[** ")
                .press(Key.paste("日本"))
                .sees("日 cannot be part of it", "[** ");
        Interview interview = Samples.interview();
        terminal.face.conduct(interview);
        assertThat(interview.answers().text("password")).contains("ab");
    }

    @Test
    void u32AValueTooLongForItsFieldCanBeSeenWhole() {
        String path = "/a".repeat(40);
        terminal.press(Key.ctrl('u'))
                .type(path)
                .sees("[</a/a/a")
                .press(Key.ctrl('o'))
                .sees("/a/a/a/a/a/a/a/a/a/a")
                .press(Kind.ESC)
                .cursorOn("> Misskey");
        terminal.face.conduct(Samples.interview());
    }

    // --- review, result, waiting

    @Test
    void enterAppliesNothing() {
        terminal.press(Kind.ENTER, Kind.ENTER).press(Key.paste("aaa\n")).press(Kind.ESC);
        assertThat(terminal.face.approve(Samples.preview())).isEqualTo(Navigation.BACK);
    }

    @Test
    void u13TheReviewCountsOnAndNeverShowsASecret() {
        throughTheDatabasePage().press(Kind.ENTER, Kind.ENTER, Kind.ENTER);
        terminal.face.conduct(Samples.interview());
        terminal.sees("Set up 5/6", "content not shown")
                .seesNot("s3cret")
                .press(Key.typed('w'))
                .sees("Saved as /root/hikae-2026");
        terminal.face.approve(Samples.preview());
        assertThat(terminal.kept)
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains("+       SCHEDULE: \"30 5 * * *\"")
                        .doesNotContain("s3cret"));
    }

    @Test
    void u51WhatWasReportedStaysAfterLeaving() {
        terminal.press(Kind.ENTER);
        List<Line> lines = List.of(Line.pair(Message.of("sample.next"), Message.literal("tomorrow")));
        terminal.face.show(new Report("sample", Message.of("sample.done"), lines, Map.of(), ExitCode.DONE));
        terminal.face.close();
        assertThat(terminal.farewells)
                .singleElement()
                .asString()
                .contains("[ok] Backups are set up.", "Next run  tomorrow");
    }

    @Test
    void u08WaitingSaysForWhatAndHowLongAndEscDoesNotWait() {
        Hanging hanging = new Hanging();
        terminal.sees("[ >] Looking for Misskey")
                .seesNot(" s ")
                .after(Duration.ofSeconds(2))
                .sees("Misskey  2 s")
                .press(Kind.ESC);
        assertThat(terminal.face.look(Message.of("sample.looking"), hanging::finding))
                .isEmpty();
        hanging.released.countDown();
    }

    @Test
    void whatWasWaitedForIsHandedOver() {
        terminal.until("never shown, the work ends it");
        assertThat(terminal.face.look(Message.of("sample.looking"), () -> 42)).contains(42);
    }

    @Test
    void aProblemWhileWaitingComesOut() {
        terminal.until("never shown, the work ends it");
        assertThatThrownBy(() -> terminal.face.look(Message.of("sample.looking"), () -> {
                    throw ProblemException.of("sample-refused");
                }))
                .isInstanceOf(ProblemException.class);
    }

    // --- every screen

    @ParameterizedTest
    @ValueSource(ints = {20, 30, 40, 60, 80, 200})
    void u18HelpAndTheWayBackAreTheLastToDisappear(int columns) {
        FakeTerminal narrow = new FakeTerminal(Language.JA, Math.max(40, columns), 12);
        narrow.look(screen -> assertThat(screen.lines().toList().get(11)).contains("Esc 戻る", "^G ヘルプ"));
        narrow.face.conduct(Samples.interview());
    }

    @Test
    void u52ATooSmallTerminalSaysWhatItNeedsAndQLeaves() {
        FakeTerminal small = new FakeTerminal(Language.EN, 30, 8);
        small.sees("enlarge to 40x12", "--plain")
                .resize(80, 24)
                .sees("What do you want")
                .resize(20, 5)
                .seesNot("What do you want")
                .press(Key.typed('q'))
                .sees("never");
        assertThat(small.face.choose(Samples.menu()).navigation()).isEqualTo(Navigation.LEAVE);
    }

    @Test
    void u53TwoHundredResizesLoseNoAnswerAndNeverCrash() {
        Random random = new Random(53);
        terminal.press(Key.ctrl('u')).type("/srv");
        for (int i = 0; i < 200; i++) {
            terminal.resize(1 + random.nextInt(220), 1 + random.nextInt(70));
        }
        terminal.resize(80, 24).sees("[/srv ").cursorOn("> Misskey directory");
        Interview interview = Samples.interview();
        terminal.face.conduct(interview);
        assertThat(interview.answers().text("place")).contains("/srv");
    }

    @Test
    void u59PlainTakesAllColourAwayAndBringsItBack() {
        Table table = new Table(
                "menu", Samples.menu().rows(), List.of(Line.of(Finding.ok(Message.of("sample.logged-in")))), List::of);
        terminal.look(screen -> assertThat(terminal.inks()).hasSize(2))
                .press(Key.ctrl('t'))
                .look(screen -> assertThat(terminal.inks()).hasSize(1))
                .press(Kind.F4)
                .look(screen -> assertThat(terminal.inks()).hasSize(2));
        terminal.face.choose(table);
    }

    @Test
    void u06AScreenWithNothingToWaitForSleepsForever() {
        terminal.look(screen -> assertThat(terminal.wantedSleep()).isNegative())
                .press(Kind.TAB)
                .look(screen -> assertThat(terminal.wantedSleep()).isNegative());
        terminal.face.conduct(Samples.interview());
        assertThat(terminal.isScriptOver()).isTrue();
    }
}
