package hikae.app;

import hikae.ask.Option;
import hikae.ask.Table;
import hikae.flow.Flow;
import hikae.flow.Session;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.ui.MenuChoice;
import hikae.ui.Navigation;
import hikae.work.ExitCode;
import java.util.List;
import java.util.Optional;

/** Behind the menu's row of object storage, once a bucket is set up: what can be done with it. */
final class StorageMenu {
    private final Session session;
    private final StorageFlows flows;

    StorageMenu(Session session) {
        this.session = session;
        this.flows = new StorageFlows(session);
    }

    /** Empty when the operator went back. */
    Optional<ExitCode> open() {
        if (!flows.isSetUp()) {
            return flows.storage();
        }
        while (true) {
            MenuChoice chosen = session.face()
                    .choose(Table.of(
                            "storage",
                            List.of(
                                    Option.of("checklist", Message.of("menu.checklist")),
                                    Option.of("check", Message.of("menu.storage-check")),
                                    Option.of("inventory", Message.of("menu.inventory")),
                                    Option.of("change", Message.of("menu.storage-change")))));
            if (chosen.navigation() != Navigation.NEXT) {
                return Flow.ended(chosen.navigation());
            }
            Optional<ExitCode> ended = opened(chosen.value());
            if (ended.filter(ExitCode.LEFT::equals).isPresent()) {
                return ended;
            }
        }
    }

    private Optional<ExitCode> opened(String value) {
        try {
            return switch (value) {
                case "checklist" -> flows.checklist(false);
                case "change" -> flows.storage();
                default -> flows.check(value.equals("inventory"));
            };
        } catch (ProblemException e) {
            session.face().refuse(e.problem());
            return Optional.empty();
        }
    }
}
