package hikae.ui;

import java.util.Set;

/**
 * What was ticked off in a list.
 *
 * @param navigation where to go
 * @param ids the rows that are ticked, wherever that is
 */
public record Ticked(Navigation navigation, Set<String> ids) {
    public Ticked {
        ids = Set.copyOf(ids);
    }
}
