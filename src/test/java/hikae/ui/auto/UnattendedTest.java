package hikae.ui.auto;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.AnswersFile;
import hikae.ask.Check;
import hikae.ask.Field;
import hikae.ask.Field.Kind;
import hikae.ask.Interview;
import hikae.ask.Page;
import hikae.text.Finding;
import hikae.text.Json;
import hikae.text.Language;
import hikae.text.Message;
import hikae.text.Messages;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.ui.MadeUp;
import hikae.ui.MenuChoice;
import hikae.ui.Navigation;
import hikae.ui.Tempo;
import hikae.work.ExitCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class UnattendedTest {
    @Test
    void namesTheKeyOfARefusedAnswer() {
        try (AutoDesk desk = AutoDesk.of(Language.EN, true, false)) {
            Map<String, String> given = Map.of("made_keep", "often", "made_password", MadeUp.CANARY);
            assertThat(desk.face().conduct(new MadeUp(0).interview(given))).isEqualTo(Navigation.LEAVE);
            assertThat(desk.face().exit()).contains(ExitCode.WRONG_USE);
            assertThat(desk.said()).isEqualTo("""
                    [NG] This is not a number from 1 to 99: often
                    Type how many days to keep, for example 7.
                    Its key in the answers file (--answers FILE) is made_keep.
                    """);
            assertThat(desk.result()).isEmpty();
        }
    }

    @Test
    void namesTheFileKeyOfAMissingSecret() {
        Field<String> password = Field.of("password", Kind.SECRET, text -> {
            throw ProblemException.of("made-password");
        });
        try (AutoDesk desk = AutoDesk.of(Language.JA, true, false)) {
            Interview interview = new Interview("made", List.of(Page.of("made_last", password)), 0, Map.of());
            assertThat(desk.face().conduct(interview)).isEqualTo(Navigation.LEAVE);
            assertThat(desk.said()).endsWith("回答ファイル(--answers FILE)での項目名は password_file です。\n");
        }
    }

    @Test
    void everyQuestionOfTheProgramCanBeAnsweredWithNobodyThere() {
        List<String> asked = Messages.in(Language.EN).keys().stream()
                .filter(key -> key.matches("ask\\.[a-z0-9_]+\\.help"))
                .map(key -> key.split("\\.")[1])
                .toList();
        assertThat(asked).contains("schedule_kind", "confirm", "password");
        assertThat(asked).allSatisfy(field -> {
            Message where = Answering.whereGiven(field);
            boolean byFlag = where.key().equals("ui.auto.flag");
            assertThat(byFlag || AnswersFile.KEYS.contains(where.args().get(0))).isTrue();
        });
    }

    @Test
    void namesTheFlagWhereThereIsOne() {
        Field<String> directory = Field.of("instance_dir", Kind.TEXT, text -> {
            throw ProblemException.of("made-name");
        });
        try (AutoDesk desk = AutoDesk.of(Language.EN, true, false)) {
            Interview interview = new Interview("made", List.of(Page.of("made_last", directory)), 0, Map.of());
            desk.face().conduct(interview);
            assertThat(desk.said()).endsWith("is instance_dir, its flag is --dir.\n");
        }
    }

    @Test
    void stopsAtACheckThatSaysNo() {
        try (AutoDesk desk = AutoDesk.of(Language.EN, true, false)) {
            Interview interview = new MadeUp(9).interview(Map.of("made_password", MadeUp.CANARY));
            assertThat(desk.face().conduct(interview)).isEqualTo(Navigation.LEAVE);
            assertThat(desk.face().exit()).contains(ExitCode.PROBLEM);
            assertThat(desk.said()).isEqualTo("""
                    checking: login to the database
                    [NG] PostgreSQL refused this password for misskey.
                    Most likely docker.env was changed after the database was made. Type the password that Misskey itself uses.
                    Its key in the answers file (--answers FILE) is made_password.
                    """);
        }
    }

    @Test
    void goesOnAfterAWarningAndSaysIt() {
        Check check = new Check("made_login", List.of(), answers -> Finding.warning(Problem.of("made-broken")));
        Page page = Page.of("made_last", MadeUp.NOTE).checking(answers -> List.of(check));
        try (AutoDesk desk = AutoDesk.of(Language.EN, true, false)) {
            assertThat(desk.face().conduct(new Interview("made", List.of(page), 0, Map.of())))
                    .isEqualTo(Navigation.NEXT);
            assertThat(desk.face().exit()).isEmpty();
            assertThat(desk.said()).isEqualTo("""
                    checking: login to the database
                    [!] The first backup failed.
                    Look at the log and start again.
                    """);
        }
    }

    @Test
    void appliesNothingWithoutYesAndSaysHow() {
        try (AutoDesk desk = AutoDesk.of(Language.EN, false, false)) {
            assertThat(desk.face().approve(MadeUp.preview())).isEqualTo(Navigation.LEAVE);
            assertThat(desk.face().exit()).contains(ExitCode.WRONG_USE);
            assertThat(desk.said()).isEqualTo("""
                    These files will be written:
                    + /home/admin/misskey-backup/ (new directory, mode 700)
                    + /home/admin/misskey-backup/compose.yml (new, mode 644, 43 bytes)
                      + services:
                      +   db-backup:
                      +     restart: always
                    ~ /home/admin/misskey-backup/.env (changed, mode 644, 8 bytes)
                        A=1
                      - B=2
                      + B=3
                    + /home/admin/misskey-backup/secrets/db_password (new, mode 600, secret: not shown)
                    This will be done:
                    in /home/admin/misskey-backup: docker compose up -d
                    first backup
                    Nothing else is changed.
                    [NG] Nothing was changed: nobody is there to say yes.
                    Read the list above. To apply it, run the same command again with --yes.
                    """);
        }
    }

    @Test
    void hasNobodyToChooseFromATable() {
        try (AutoDesk desk = AutoDesk.of(Language.EN, true, false)) {
            assertThat(desk.face().choose(MadeUp.menu())).isEqualTo(new MenuChoice(Navigation.LEAVE, ""));
            assertThat(desk.face().exit()).contains(ExitCode.WRONG_USE);
            assertThat(desk.said()).contains("hikae setup --answers FILE --yes").hasLineCount(2);
        }
    }

    @Test
    void printsTheResultToStandardOutputAndNothingElse() {
        try (AutoDesk desk = AutoDesk.of(Language.EN, true, false)) {
            desk.face().show(MadeUp.report());
            assertThat(desk.result()).isEqualTo("""
                    Finished
                    Backups are set up.
                    Size: 412 MB
                    [ok] connected as misskey
                    """);
            assertThat(desk.said()).isEmpty();
        }
    }

    @Test
    void printsOneJsonObjectWithStableKeys() {
        try (AutoDesk desk = AutoDesk.of(Language.JA, true, true)) {
            desk.face().show(MadeUp.report());
            desk.face().refuse(Problem.of("made-broken"));
            assertThat(desk.result())
                    .isEqualTo("{\"schema\":1,\"report\":\"made\",\"exit\":0,\"bytes\":432013312,"
                            + "\"file\":\"/home/admin/last.sql.gz\",\"made_at\":\"2025-11-23T05:05:00Z\"}\n");
        }
    }

    @Test
    void printsARefusalAsJsonToo() {
        try (AutoDesk desk = AutoDesk.of(Language.EN, true, true)) {
            desk.face().refuse(Problem.of("made-login", "misskey"));
            Map<String, Object> answer = Json.object(desk.result()).orElseThrow();
            assertThat(answer).containsOnlyKeys("schema", "error");
            assertThat((Map<?, ?>) answer.get("error"))
                    .isEqualTo(Map.of(
                            "code", "made-login",
                            "message", "PostgreSQL refused this password for misskey.",
                            "hint",
                                    "Most likely docker.env was changed after the database was made. "
                                            + "Type the password that Misskey itself uses."));
        }
    }

    @Test
    void saysEvery30SecondsThatALookUpStillRuns() {
        CountDownLatch patience = new CountDownLatch(1);
        Tempo quick = new Tempo(Duration.ofMillis(10), Duration.ofSeconds(10));
        try (AutoDesk desk = AutoDesk.at(quick, Language.EN, true, false)) {
            Thread watcher = new Thread(() -> {
                while (!desk.said().contains("60 s")) {
                    Thread.onSpinWait();
                }
                patience.countDown();
            });
            watcher.start();
            assertThat(desk.face().<Boolean>look(Message.of("made.looking"), () -> waited(patience)))
                    .contains(true);
            assertThat(desk.said().lines())
                    .containsSubsequence(
                            "Looking for Misskey",
                            "still working: Looking for Misskey, 30 s",
                            "still working: Looking for Misskey, 60 s");
        }
    }

    private static boolean waited(CountDownLatch patience) {
        try {
            patience.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
