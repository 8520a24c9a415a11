package hikae.recovery;

import hikae.dump.parts.DumpParts;
import hikae.dump.parts.DumpRows;
import hikae.dump.parts.DumpStatement;
import hikae.dump.parts.StatementKind;
import java.util.ArrayList;
import java.util.List;

/** Parts of a dump as a test wants them, with and without a scan having agreed to them. */
public final class Parts {
    private final List<DumpStatement> before = new ArrayList<>();
    private final List<DumpRows> rows = new ArrayList<>();
    private final List<DumpStatement> after = new ArrayList<>();

    public static DumpStatement statement(StatementKind kind, String table, String name, String text) {
        List<String> tables = table.isEmpty() ? List.of() : List.of(table);
        return new DumpStatement(kind, text, 1, tables, name.isEmpty() ? List.of() : List.of(name), 12);
    }

    /** A statement before the rows. */
    public Parts before(StatementKind kind, String name, String text) {
        before.add(statement(kind, "", name, text));
        return this;
    }

    /** A setting that only servers from this version on know. */
    public Parts setting(String name, String text, int since) {
        before.add(new DumpStatement(StatementKind.SETTING, text, 1, List.of(), List.of(name), since));
        return this;
    }

    /** A block of rows of so many bytes. */
    public Parts rows(String table, long bytes) {
        String copy = "COPY public." + table + " (id) FROM stdin";
        rows.add(new DumpRows(statement(StatementKind.COPY, table, "", copy), 100, 100 + bytes, 1));
        return this;
    }

    /** A statement behind the rows. */
    public Parts after(StatementKind kind, String table, String name, String text) {
        after.add(statement(kind, table, name, text));
        return this;
    }

    public DumpParts made() {
        return new DumpParts("UTF8", 100, 200, before, rows, List.of(), after);
    }
}
