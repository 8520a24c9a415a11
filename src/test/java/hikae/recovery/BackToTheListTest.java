package hikae.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Given;
import hikae.ask.Table;
import hikae.flow.Session;
import hikae.ui.FrontEnd;
import hikae.ui.MenuChoice;
import hikae.ui.Navigation;
import hikae.work.ExitCode;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** From the plan of a backup that was chosen, one step back is the list it was chosen from. */
class BackToTheListTest {
    private final MadeUpServer server = new MadeUpServer();
    private final List<String> asked = new ArrayList<>();
    private int lists;

    /** The first backup is chosen, then back; from the plan of it this way. */
    private FrontEnd face(Navigation fromThePlan) {
        InvocationHandler handler = (proxy, method, words) -> switch (method.getName()) {
            case "attended" -> true;
            case "look" -> Optional.of(((Supplier<?>) words[1]).get());
            case "choose" -> {
                lists++;
                asked.add(((Table) words[0]).id());
                String first = ((Table) words[0]).rows().get(0).value();
                yield new MenuChoice(lists == 1 ? Navigation.NEXT : Navigation.BACK, first);
            }
            case "conduct", "approve" -> fromThePlan;
            default -> throw new AssertionError(method);
        };
        Class<?>[] types = {FrontEnd.class};
        return (FrontEnd) Proxy.newProxyInstance(BackToTheListTest.class.getClassLoader(), types, handler);
    }

    private Optional<ExitCode> restore(Navigation fromThePlan, Optional<String> named) {
        lists = 0;
        return new RestoreCommand(new Session(server.host, face(fromThePlan), Given.nothing()), named).run();
    }

    private Optional<ExitCode> rehearse(Navigation fromThePlan) {
        lists = 0;
        return new RehearseCommand(new Session(server.host, face(fromThePlan), Given.nothing()), Optional.empty())
                .run();
    }

    @Test
    void ofARestore() {
        assertThat(restore(Navigation.BACK, Optional.empty())).isEmpty();
        assertThat(lists).isEqualTo(2);
        assertThat(restore(Navigation.LEAVE, Optional.empty())).contains(ExitCode.LEFT);
        assertThat(lists).isEqualTo(1);
    }

    @Test
    void ofARehearsal() {
        assertThat(rehearse(Navigation.BACK)).isEmpty();
        assertThat(lists).isEqualTo(2);
        assertThat(rehearse(Navigation.LEAVE)).contains(ExitCode.LEFT);
    }

    @Test
    void oneThatWasNamedHasNoList() {
        String file = server.host
                .files()
                .list(MadeUpServer.HOME.resolve("backups/last"))
                .get(0)
                .toString();
        assertThat(restore(Navigation.BACK, Optional.of(file))).isEmpty();
        assertThat(lists).isZero();
    }

    /** Not on to a new restore while the other one is unfinished. */
    @Test
    void fromThePlanOfAnInterruptedRunItIsTheQuestionWhatToDoWithIt() throws InterruptedException {
        Killed.after(server, "load");
        asked.clear();

        assertThat(restore(Navigation.BACK, Optional.empty())).contains(ExitCode.LEFT);
        assertThat(asked).containsExactly("recovery-open", "recovery-open");
    }
}
