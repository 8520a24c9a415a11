package hikae.ui.line;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Check;
import hikae.ask.Interview;
import hikae.ask.Page;
import hikae.text.Finding;
import hikae.text.Language;
import hikae.text.Line;
import hikae.text.Message;
import hikae.ui.FrontEnd;
import hikae.ui.MadeUp;
import hikae.ui.Navigation;
import hikae.ui.Tempo;
import hikae.work.Event;
import hikae.work.MadeUpRun;
import hikae.work.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way out, and waiting. */
class EndsTest {
    /** Each look at the clock takes a hundredth of a second and counts as ten. */
    private static final Tempo QUICK = new Tempo(Duration.ofMillis(10), Duration.ofSeconds(10));

    @ParameterizedTest
    @MethodSource("hikae.ui.line.Sitting#all")
    void theEndOfInputAtAnyPromptIsTheEnd(Sitting story) {
        for (int lines = 0; lines < story.typed().size(); lines++) {
            Script script = story.play(Language.EN, story.typed().subList(0, lines));
            assertThat(script.left()).isZero();
            assertThat(script.asked()).isLessThanOrEqualTo(lines + 2); // a flow may ask once more after a table
        }
    }

    @Test
    void theEndOfInputLeavesTheQuestions() {
        for (int lines = 0; lines < Sitting.SETUP.typed().size(); lines++) {
            Script script = new Script(Sitting.SETUP.typed().subList(0, lines));
            Navigation navigation = face(script).conduct(new MadeUp(0).interview(Map.of()));
            assertThat(navigation).as("after %d lines", lines).isEqualTo(Navigation.LEAVE);
            assertThat(script.asked()).isEqualTo(lines + 1);
        }
    }

    @Test
    void ctrlCAndStayingChangesNothingAtAnyPrompt() {
        List<String> typed = Sitting.SETUP.typed();
        for (int at = 0; at < typed.size(); at++) {
            List<String> more = new ArrayList<>(typed);
            more.addAll(at, List.of(Script.CTRL_C, "no"));
            Interview interview = new MadeUp(0).interview(Map.of());
            assertThat(face(new Script(more)).conduct(interview))
                    .as("before line %d", at)
                    .isEqualTo(Navigation.NEXT);
            assertThat(interview.answers().text("made_cron")).contains("30 5 * * 1");
        }
    }

    @Test
    void ctrlCTwiceLeavesFromAnyPrompt() {
        List<String> typed = Sitting.SETUP.typed();
        for (int at = 0; at < typed.size(); at++) {
            List<String> more = new ArrayList<>(typed);
            more.addAll(at, List.of(Script.CTRL_C, Script.CTRL_C));
            assertThat(face(new Script(more)).conduct(new MadeUp(0).interview(Map.of())))
                    .as("before line %d", at)
                    .isEqualTo(Navigation.LEAVE);
        }
    }

    @Test
    void nothingTypedAtRandomThrowsOrBreaksALine() {
        Random random = new Random(20251123);
        List<String> words = List.of(
                "",
                "",
                "",
                "1",
                "2",
                "3",
                "９",
                "<",
                "＜",
                "?",
                "!",
                "yes",
                "no",
                "はい",
                "いいえ",
                "tokyo",
                "asia",
                "custom",
                "0 4 * * *",
                "\u001b[A",
                "a\rb",
                "\u0000",
                "😀",
                "が",
                "\uD800",
                "x".repeat(300),
                "漢".repeat(100),
                "'quoted text'",
                "KEY=value-of-key",
                Script.CTRL_C,
                "99999999999999999999",
                "-1");
        for (int round = 0; round < 400; round++) {
            List<String> typed = new ArrayList<>();
            for (int i = random.nextInt(40); i >= 0; i--) {
                typed.add(words.get(random.nextInt(words.size())));
            }
            Sitting story = Sitting.all().get(random.nextInt(Sitting.all().size()));
            Script script = story.play(round % 2 == 0 ? Language.JA : Language.EN, typed);
            assertThat(script.printed().chars().filter(c -> c < ' ' && c != '\n'))
                    .as("%s", typed)
                    .isEmpty();
            assertThat(script.asked()).as("%s", typed).isLessThanOrEqualTo(typed.size() + 2);
        }
    }

    @Test
    void saysEvery30SecondsThatACheckStillRuns() {
        CountDownLatch patience = new CountDownLatch(1);
        Script script = new Script(List.of("")).telling(line -> {
            if (line.contains("60 s")) {
                patience.countDown();
            }
        });
        assertThat(face(script).conduct(slow(patience))).isEqualTo(Navigation.NEXT);
        assertThat(script.seen().lines())
                .containsSubsequence(
                        "checking: login to the database",
                        "still working: login to the database, 30 s",
                        "still working: login to the database, 60 s",
                        "[ok] connected as misskey");
    }

    @Test
    void saysWhatAQuestionIsAboutBeforeItAsks() {
        Page page = Page.of("made_last", MadeUp.NOTE)
                .explaining(answers -> List.of(Line.text(Message.literal("READ THIS"))));
        Script script = new Script(List.of("x"));
        Navigation navigation = face(script).conduct(new Interview("made", List.of(page), 0, Map.of()));
        assertThat(navigation).isEqualTo(Navigation.NEXT);
        assertThat(script.printed()).containsOnlyOnce("READ THIS");
        assertThat(script.asked()).isEqualTo(1);
        assertThat(script.seen().indexOf("READ THIS")).isLessThan(script.seen().indexOf("x\n"));
    }

    @Test
    void leavesACheckThatHangs() {
        Script script = new Script(List.of("", "yes"));
        script.telling(line -> {
            if (line.startsWith("still working")) {
                script.pressCtrlC();
            }
        });
        assertThat(face(script).conduct(slow(new CountDownLatch(1)))).isEqualTo(Navigation.LEAVE);
        assertThat(script.seen()).endsWith("Leave? yes or no [no]: yes\n");
    }

    @Test
    void staysWithALookUpThatTakesItsTime() {
        CountDownLatch patience = new CountDownLatch(1);
        Script script = new Script(List.of("no"));
        script.telling(line -> {
            if (line.equals("Looking for Misskey")) {
                script.pressCtrlC();
            } else if (line.startsWith("still working")) {
                patience.countDown();
            }
        });
        assertThat(face(script).<String>look(Message.of("made.looking"), () -> found(patience)))
                .contains("found");
    }

    @Test
    void leavesALookUpThatHangs() {
        Script script = new Script(List.of());
        script.telling(line -> {
            if (line.equals("Looking for Misskey")) {
                script.pressCtrlC();
            }
        });
        assertThat(face(script).<String>look(Message.of("made.looking"), () -> found(new CountDownLatch(1))))
                .isEmpty();
    }

    @Test
    void saysHowFarLongWorkIsAndLeavesItRunning() {
        MadeUpRun told = new MadeUpRun(MadeUp.plan());
        Instant begin = Instant.parse("2025-11-23T05:05:00Z");
        told.happens(new Event.Started(begin, 2));
        told.happens(new Event.Advanced(begin, 271_000_000, 412_000_000, Message.of("made.unit.bytes")));
        Script script = new Script(List.of("yes"));
        script.telling(line -> {
            if (line.startsWith("still working")) {
                script.pressCtrlC();
            }
        });
        Run run = told.run();
        assertThat(face(script).follow(run)).isEqualTo(Navigation.LEAVE);
        assertThat(run.isOver()).isFalse();
        assertThat(script.seen()).isEqualTo("""
                step 3 of 3: first backup
                still working: first backup, 30 s, 271 MB of 412 MB
                The work goes on without this window. Start hikae again to see how it ended.
                Leave? yes or no [no]: yes
                """);
    }

    @Test
    void speaksTheOtherLanguageInTheMiddle() {
        Script script = new Script(List.of("", "", "", "", ""));
        FrontEnd face = face(script);
        Interview interview = new MadeUp(0).interview(Map.of()).telling(now -> face.speak(Language.JA));
        assertThat(face.conduct(interview)).isEqualTo(Navigation.LEAVE);
        assertThat(script.seen()).contains("Name [misskey]: ", "Hikae 手順 2/6: タイムゾーン", "[はい]: ");
    }

    private static FrontEnd face(Script script) {
        MadeUp.learn();
        return LineMode.on(script, Language.EN, QUICK);
    }

    /** One question and a check that takes until {@code patience}. */
    private static Interview slow(CountDownLatch patience) {
        MadeUp.learn();
        Check check = new Check("made_login", List.of(), answers -> {
            found(patience);
            return Finding.ok(Message.of("made.login.ok", "misskey"));
        });
        Page page = Page.of("made_last", MadeUp.NOTE).checking(answers -> List.of(check));
        return new Interview("made", List.of(page), 0, Map.of());
    }

    private static String found(CountDownLatch patience) {
        try {
            patience.await();
            return "found";
        } catch (InterruptedException e) {
            return "interrupted";
        }
    }
}
