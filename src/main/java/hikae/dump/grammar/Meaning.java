package hikae.dump.grammar;

import hikae.dump.parts.DumpStatement;
import hikae.dump.parts.StatementKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What a statement was understood to do; see {@link DumpStatement} for the parts.
 */
public record Meaning(StatementKind kind, List<String> tables, List<String> names, int since) {
    static Meaning of(StatementKind kind) {
        return new Meaning(kind, List.of(), List.of(), DumpStatement.ALWAYS);
    }

    static Meaning of(StatementKind kind, TableName table) {
        return of(kind).with(List.of(table.shown()));
    }

    /** The same, touching these tables, too. */
    Meaning with(List<String> more) {
        List<String> all = new ArrayList<>(tables);
        all.addAll(more);
        return new Meaning(kind, List.copyOf(all), names, since);
    }

    Meaning naming(String... named) {
        return new Meaning(kind, tables, List.of(named), since);
    }

    Meaning since(int major) {
        return new Meaning(kind, tables, names, major);
    }
}
