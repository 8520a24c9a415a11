package hikae.dump.lexer;

/**
 * Cuts SQL into statements, comments and commands for psql, as psql itself does (psqlscan.l of PostgreSQL 13
 * to 18): what psql would not run as a command must not be taken for one, and the other way round.
 */
public final class SqlLexer {
    private static final int LINE_LIMIT = 512;

    private enum State {
        NORMAL,
        LINE_COMMENT,
        BLOCK_COMMENT,
        QUOTE,
        NAME,
        DOLLAR,
        COMMAND
    }

    private final SqlListener listener;
    private final OpenStatement statement = new OpenStatement();
    private final Bytes line = new Bytes(LINE_LIMIT);
    private final StatementDepth depth = new StatementDepth();
    private final DollarQuote dollar = new DollarQuote();
    private final SqlQuote quote = new SqlQuote();
    private final BlockComment block = new BlockComment();

    private State state = State.NORMAL;
    private long lineNumber = 1;
    private long offset;
    private boolean atLineStart = true;
    private int previous;

    public SqlLexer(SqlListener listener) {
        this.listener = listener;
    }

    /** The line the next byte is on. */
    public long lineNumber() {
        return lineNumber;
    }

    /** Lines and bytes that were read elsewhere. */
    public void skip(long lines, long bytes) {
        lineNumber += lines;
        offset += bytes;
    }

    /** The offset of the next byte. */
    public long offset() {
        return offset;
    }

    /** The line on which the statement begins that is not ended. */
    public long openLine() {
        return statement.isEmpty() ? lineNumber : statement.line();
    }

    /** Whether nothing is open: no statement, no quote, no comment in the middle. */
    public boolean isBetweenStatements() {
        boolean quiet = state == State.NORMAL || state == State.LINE_COMMENT || state == State.COMMAND;
        return quiet && statement.isEmpty();
    }

    /** What is there of that statement. */
    public String openText() {
        return statement.shown();
    }

    /** Takes bytes; returns the index behind them, or behind the line where rows begin. */
    public int read(byte[] bytes, int from, int end) {
        for (int at = from; at < end; at++) {
            int value = bytes[at] & 0xFF;
            take(value);
            offset++;
            if (value == '\n') {
                newline();
                if (listener.blocksBehindLine() > 0) {
                    return at + 1;
                }
            }
        }
        return end;
    }

    /** The text has ended: what the last line holds counts, also without its newline. */
    public void end() {
        if (state == State.LINE_COMMENT || state == State.COMMAND) {
            take('\n');
        }
    }

    private void newline() {
        lineNumber++;
        atLineStart = true;
        quote.forget();
    }

    private void take(int value) {
        if (value == 0) {
            listener.zeroByte(lineNumber);
        }
        switch (state) {
            case NORMAL -> normal(value);
            case LINE_COMMENT -> lineComment(value);
            case BLOCK_COMMENT -> blockComment(value);
            case QUOTE -> quote(value);
            case NAME -> name(value);
            case DOLLAR -> dollar(value);
            case COMMAND -> command(value);
        }
    }

    private void normal(int value) {
        if (value == '-' && previous == '-') {
            beginComment(State.LINE_COMMENT);
        } else if (value == '*' && previous == '/') {
            beginComment(State.BLOCK_COMMENT);
            block.begin();
        } else if (value == ' ' || value == '\t' || value == '\n' || value == '\r' || value == '\f') {
            blank(value);
        } else {
            solid(value);
        }
    }

    private void blank(int value) {
        if (value == '\r') {
            quote.carriageReturn();
            listener.carriageReturn(lineNumber);
        }
        if (!statement.isEmpty()) {
            statement.add(' ');
            depth.sign(' ');
        }
        previous = value;
    }

    private void solid(int value) {
        if (value == '\\') {
            beginCommand();
            return;
        }
        if (depth.isAmbiguousBefore(value)) {
            listener.command(statement.shown(), lineNumber);
        }
        if (depth.takes(value)) {
            add(value);
            depth.word(value);
        } else if (value == '\'') {
            beginQuote();
        } else if (value == '"') {
            depth.endWord();
            begin(State.NAME, value);
        } else if (value == '$') {
            depth.endWord();
            begin(State.DOLLAR, value);
            dollar.begin();
        } else if (value == ';') {
            semicolon();
        } else {
            depth.sign(value);
            add(value);
        }
        quote.sign(value);
        atLineStart = false;
        previous = value;
    }

    private void add(int value) {
        if (statement.isEmpty()) {
            statement.begin(lineNumber, offset, atLineStart);
        }
        statement.add(value);
    }

    private void begin(State next, int value) {
        add(value);
        state = next;
    }

    private void beginQuote() {
        quote.open(depth.isEscapePrefix() || !listener.standardStrings(), previous == '\'');
        depth.endWord();
        begin(State.QUOTE, '\'');
    }

    private void semicolon() {
        depth.endWord();
        if (depth.isNested()) {
            add(';');
            return;
        }
        RawStatement whole = statement.end(listener.charset(), lineNumber, offset + 1);
        reset();
        listener.statement(whole);
    }

    private void reset() {
        statement.clear();
        depth.reset();
        quote.forget();
    }

    /** The first sign of the comment has gone into the statement. */
    private void beginComment(State comment) {
        statement.becomesComment();
        if (comment == State.LINE_COMMENT) {
            quote.lineComment();
        }
        line.clear();
        state = comment;
        previous = 0;
    }

    private void lineComment(int value) {
        if (value == '\n' || value == '\r') {
            if (statement.isWholeLine()) {
                listener.comment(line.text().strip(), lineNumber);
            }
            state = State.NORMAL;
            blank(value);
        } else {
            line.add(value);
        }
    }

    private void blockComment(int value) {
        if (block.endsWith(value)) {
            state = State.NORMAL;
            blank(' ');
        }
    }

    private void quote(int value) {
        statement.add(value);
        if (quote.closesWith(value)) {
            state = State.NORMAL;
            previous = value;
        }
    }

    private void name(int value) {
        statement.add(value);
        if (value == '"') {
            state = State.NORMAL;
            previous = value;
        }
    }

    private void dollar(int value) {
        DollarQuote.Step step = dollar.next(value);
        if (step != DollarQuote.Step.NONE) {
            statement.add(value);
        }
        if (step == DollarQuote.Step.ENDED) {
            state = State.NORMAL;
            previous = 0;
        } else if (step == DollarQuote.Step.NONE) {
            state = State.NORMAL;
            previous = '$';
            Bytes read = dollar.tag();
            statement.drop(read.length());
            for (int i = 0; i < read.length(); i++) {
                normal(read.at(i) & 0xFF);
            }
            take(value);
        }
    }

    private void beginCommand() {
        line.clear();
        line.add('\\');
        state = State.COMMAND;
    }

    private void command(int value) {
        if (value == '\n') {
            listener.command(line.text().strip(), lineNumber);
            state = State.NORMAL;
            blank(value);
        } else {
            line.add(value);
        }
    }
}
