package hikae.status.check;

import hikae.instance.database.DataPlace;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Problem;
import java.util.Optional;

/** Warns while the database keeps its data in a volume without a name, which the next new container leaves behind. */
public final class DataNamed implements Check {
    @Override
    public String id() {
        return "data-volume";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        return snapshot.instance()
                .flatMap(instance -> instance.database()
                        .container()
                        .flatMap(DataPlace::of)
                        .filter(DataPlace::isNameless)
                        .map(place ->
                                Problem.of("data-nameless", instance.database().name(), instance.directory())))
                .map(Finding::warning);
    }
}
