package hikae.dump;

import hikae.dump.grammar.Meaning;
import hikae.dump.grammar.Refused;
import hikae.dump.lexer.RawStatement;
import hikae.dump.parts.DumpParts;
import hikae.dump.parts.DumpRows;
import hikae.dump.parts.DumpStatement;
import hikae.dump.parts.StatementKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The statements of a dump and the blocks of rows between them, as many as a dump of Misskey could have. */
final class StatementList {
    /** Misskey has about 3,000, of 1 MB together. */
    private static final int MOST = 50_000;

    private static final long MOST_LETTERS = 8 << 20;

    private final List<DumpStatement> before = new ArrayList<>();
    private final List<DumpStatement> among = new ArrayList<>();
    private final List<DumpStatement> after = new ArrayList<>();
    private final List<DumpRows> rows = new ArrayList<>();
    private final Map<String, Integer> newerSettings = new LinkedHashMap<>();
    private int count;
    private long letters;
    private long rowsFrom;
    private long rowsTo;
    private int opened;
    private boolean leftOut;
    private DumpStatement copy = new DumpStatement(StatementKind.COPY, "", 0, List.of(""), List.of(), 0);

    /** Whether there is room for one more; counts it. */
    boolean takes(RawStatement raw) {
        count++;
        letters += raw.text().length();
        return count <= MOST && letters <= MOST_LETTERS && raw.flaw() != RawStatement.Flaw.TOO_LONG;
    }

    /** A statement is in no part: so it must not lie between rows, in bytes that may be sent as they are. */
    void leaveOut() {
        leftOut = leftOut || hasRows();
    }

    /**
     * A statement that was understood.
     *
     * @throws Refused when rows begin behind one that is left out
     */
    void add(RawStatement raw, Meaning meaning) {
        DumpStatement statement = new DumpStatement(
                meaning.kind(), raw.text(), raw.line(), meaning.tables(), meaning.names(), meaning.since());
        if (meaning.kind() == StatementKind.COPY) {
            beginRows(statement, raw.from());
        } else {
            (opened == 0 ? before : after).add(statement);
        }
        if (meaning.kind() == StatementKind.SETTING && meaning.since() > DumpStatement.ALWAYS) {
            newerSettings.put(meaning.names().get(0), meaning.since());
        }
    }

    /** Whether there was a COPY statement. */
    boolean hasRows() {
        return opened > 0;
    }

    private void beginRows(DumpStatement statement, long from) {
        if (leftOut) {
            throw Refused.statement();
        }
        if (opened == 0) {
            rowsFrom = from;
        }
        opened++;
        among.addAll(after);
        after.clear();
        copy = statement;
    }

    /**
     * The rows of the last COPY statement have ended.
     *
     * @param from offset of the first one
     * @param to offset of the line that ends them
     * @param end offset behind that line
     * @param many how many rows
     */
    void rows(long from, long to, long end, long many) {
        rows.add(new DumpRows(copy, from, to, many));
        rowsTo = end;
    }

    /** Settings that not every server knows, each with the oldest major version that does. */
    Map<String, Integer> newerSettings() {
        return newerSettings;
    }

    DumpParts parts(String encoding) {
        return new DumpParts(encoding, rowsFrom, rowsTo, before, rows, among, after);
    }
}
