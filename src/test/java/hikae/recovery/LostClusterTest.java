package hikae.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Given;
import hikae.ask.Table;
import hikae.flow.Session;
import hikae.host.Docker;
import hikae.ui.FrontEnd;
import hikae.ui.MenuChoice;
import hikae.ui.Navigation;
import hikae.work.ExitCode;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked where the database does not run, and the ways out of the question. */
class LostClusterTest {
    private final MadeUpServer server = new MadeUpServer();
    private int questions;
    private int lists;

    @BeforeEach
    void stopTheDatabase() {
        Docker docker = server.host.docker();
        docker.containers().stream()
                .filter(one -> one.service().filter("db"::equals).isPresent())
                .forEach(one -> docker.stop(one.id(), Duration.ZERO));
    }

    /** With the first backup chosen, and back from their list after that. */
    private Optional<ExitCode> restore(Navigation ofTheQuestion, Navigation ofTheReview) {
        questions = 0;
        lists = 0;
        InvocationHandler handler = (proxy, method, words) -> switch (method.getName()) {
            case "attended" -> true;
            case "look" -> Optional.of(((Supplier<?>) words[1]).get());
            case "choose" -> chosen((Table) words[0], ofTheQuestion);
            case "approve" -> ofTheReview;
            default -> throw new AssertionError(method);
        };
        Class<?>[] types = {FrontEnd.class};
        FrontEnd face = (FrontEnd) Proxy.newProxyInstance(LostClusterTest.class.getClassLoader(), types, handler);
        return new RestoreCommand(new Session(server.host, face, Given.nothing()), Optional.empty()).run();
    }

    private MenuChoice chosen(Table table, Navigation navigation) {
        if (table.id().equals("recovery-lost")) {
            questions++;
            return new MenuChoice(
                    questions > 1 ? Navigation.BACK : navigation,
                    table.rows().get(0).value());
        }
        lists++;
        return new MenuChoice(
                lists == 1 ? Navigation.NEXT : Navigation.BACK,
                table.rows().get(0).value());
    }

    @Test
    void fromTheQuestionBackLeadsToTheList() {
        assertThat(restore(Navigation.BACK, Navigation.NEXT)).isEmpty();
        assertThat(lists).isEqualTo(2);
    }

    @Test
    void fromTheReviewBackLeadsToTheQuestion() {
        assertThat(restore(Navigation.NEXT, Navigation.BACK)).isEmpty();
        assertThat(questions).isEqualTo(2);
    }

    @Test
    void toSeeWhatWouldBeDoneIsNoWayOut() {
        Map<String, String> answers = Map.of(LostCluster.LOST, "yes", "--dry-run", "");
        Optional<ExitCode> ended = server.run(
                answers,
                (face, given) -> new RestoreCommand(new Session(server.host, face, given), Optional.empty()).run());
        assertThat(ended).contains(ExitCode.DONE);
        assertThat(server.out()).contains("db");
    }

    @Test
    void outOfTheProgramIsOut() {
        assertThat(restore(Navigation.LEAVE, Navigation.NEXT)).contains(ExitCode.LEFT);
        assertThat(restore(Navigation.NEXT, Navigation.LEAVE)).contains(ExitCode.LEFT);
    }
}
