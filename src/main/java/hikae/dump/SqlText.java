package hikae.dump;

import hikae.dump.grammar.CopyTarget;
import hikae.dump.grammar.Oddity;
import hikae.dump.grammar.Refused;
import hikae.dump.lexer.SqlLexer;
import hikae.dump.rows.CopyRows;
import hikae.dump.rows.RowCapture;
import hikae.dump.rows.RowWatcher;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the text of a dump piece by piece: statements by the lexer, rows by {@link CopyRows}. */
public final class SqlText {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final DumpContent content = new DumpContent();
    private final SqlLexer lexer = new SqlLexer(content);
    private final List<RowWatcher> watchers;
    private final TextBefore before = new TextBefore(lexer, content);
    private Optional<CopyRows> rows = Optional.empty();
    private long rowsFrom;
    private long bytes;

    public SqlText(List<RowWatcher> watchers) {
        this.watchers = List.copyOf(watchers);
    }

    /** The next bytes of the text. */
    public void read(byte[] text, int length) {
        if (content.isTooMuch()) {
            bytes += length;
            return;
        }
        int at = bytes == 0 ? behindMark(text, length) : 0;
        if (!before.isOver()) {
            at = before.read(text, at, length);
            openNext();
        }
        long base = bytes;
        bytes += length;
        while (at < length) {
            if (rows.isPresent()) {
                at = rows.get().read(text, at, length);
                closeEnded(rows.get(), base + at);
            } else {
                at = lexer.read(text, at, length);
                if (text[at - 1] == '\n') {
                    openNext();
                }
            }
        }
    }

    /** Bytes that are not SQL. */
    void skip(int length) {
        bytes += length;
    }

    /** psql passes over a mark of UTF-8 at the beginning, too. */
    private int behindMark(byte[] text, int length) {
        int mark = BYTE_ORDER_MARK.length;
        boolean there = length >= mark && Arrays.equals(text, 0, mark, BYTE_ORDER_MARK, 0, mark);
        lexer.skip(0, there ? mark : 0);
        return there ? mark : 0;
    }

    private void openNext() {
        if (content.blocksBehindLine() > 0) {
            CopyTarget target = content.takeBlock();
            List<RowCapture> captures = watchers.stream()
                    .filter(watcher -> watcher.table().equals(target.table().name()))
                    .flatMap(watcher -> RowCapture.of(watcher, target.columns()).stream())
                    .toList();
            rows = Optional.of(new CopyRows(target.table().shown(), captures));
            rowsFrom = lexer.offset();
            if (!lexer.isBetweenStatements()) {
                content.refuse(Refused.statement(), lexer.openLine(), "COPY");
            }
        }
    }

    private void closeEnded(CopyRows block, long end) {
        if (block.isEnded()) {
            count(block);
            content.list().rows(rowsFrom, end - block.markLength(), end, block.rows());
            lexer.skip(block.rows() + 1, end - rowsFrom);
            rows = Optional.empty();
            openNext();
        }
    }

    private void count(CopyRows block) {
        content.names().addRows(block.table(), block.rows());
        if (block.zeroByteRow() >= 0) {
            content.zeroByte(lexer.lineNumber() + block.zeroByteRow());
        }
        if (block.hasCarriageReturns()) {
            content.carriageReturn(lexer.lineNumber());
        }
    }

    /** No more bytes come. */
    public void end() {
        rows.ifPresent(this::count);
        before.end();
        if (rows.isEmpty()) {
            lexer.end();
        }
    }

    /** What was found. */
    public DumpContent content() {
        return content;
    }

    /** Bytes of text. */
    long bytes() {
        return bytes;
    }

    /** The table in whose rows the text stands. */
    Optional<String> inRowsOf() {
        return rows.map(CopyRows::table);
    }

    /** Where words begin that are behind the end of the dump and no SQL; empty where nothing is open. */
    Optional<Oddity.Place> openBehindEnd() {
        return lexer.isBetweenStatements()
                ? Optional.empty()
                : Optional.of(new Oddity.Place(lexer.openLine(), lexer.openText()));
    }

    /** The line where it stands. */
    public long line() {
        return lexer.lineNumber() + rows.map(CopyRows::rows).orElse(0L);
    }
}
