package hikae;

import hikae.ask.Option;
import hikae.ask.Table;
import hikae.host.Host;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.ui.Chosen;
import hikae.ui.FrontEnd;
import hikae.ui.Walk;
import hikae.work.ExitCode;
import java.util.List;
import java.util.Optional;

/** Behind the menu's row of object storage, once a bucket is set up: what can be done with it. */
final class StorageMenu {
    private final FrontEnd face;
    private final StorageFlows flows;

    StorageMenu(Host host, FrontEnd face, Options options) {
        this.face = face;
        this.flows = new StorageFlows(host, face, options);
    }

    /** Empty when the operator went back. */
    Optional<ExitCode> open() {
        if (!flows.isSetUp()) {
            return flows.storage();
        }
        while (true) {
            Chosen chosen = face.choose(Table.of(
                    "storage",
                    List.of(
                            Option.of("checklist", Say.of("menu.checklist")),
                            Option.of("check", Say.of("menu.storage-check")),
                            Option.of("inventory", Say.of("menu.inventory")),
                            Option.of("change", Say.of("menu.storage-change")))));
            if (chosen.walk() != Walk.ON) {
                return chosen.walk() == Walk.BACK ? Optional.empty() : Optional.of(ExitCode.LEFT);
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
            face.refuse(e.problem());
            return Optional.empty();
        }
    }
}
