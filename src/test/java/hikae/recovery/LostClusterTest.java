package hikae.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Given;
import hikae.ask.Table;
import hikae.flow.Session;
import hikae.host.Docker;
import hikae.ui.Chosen;
import hikae.ui.FrontEnd;
import hikae.ui.Walk;
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
    private Optional<ExitCode> restore(Walk ofTheQuestion, Walk ofTheReview) {
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

    private Chosen chosen(Table table, Walk walk) {
        if (table.id().equals("recovery-lost")) {
            questions++;
            return new Chosen(
                    questions > 1 ? Walk.BACK : walk, table.rows().get(0).value());
        }
        lists++;
        return new Chosen(lists == 1 ? Walk.ON : Walk.BACK, table.rows().get(0).value());
    }

    @Test
    void fromTheQuestionBackLeadsToTheList() {
        assertThat(restore(Walk.BACK, Walk.ON)).isEmpty();
        assertThat(lists).isEqualTo(2);
    }

    @Test
    void fromTheReviewBackLeadsToTheQuestion() {
        assertThat(restore(Walk.ON, Walk.BACK)).isEmpty();
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
        assertThat(restore(Walk.LEAVE, Walk.ON)).contains(ExitCode.LEFT);
        assertThat(restore(Walk.ON, Walk.LEAVE)).contains(ExitCode.LEFT);
    }
}
