package hikae.dump;

import hikae.dump.grammar.CopyTarget;
import hikae.dump.grammar.DumpNames;
import hikae.dump.grammar.Oddity;
import hikae.dump.grammar.Refused;
import hikae.dump.grammar.StatementReader;
import hikae.dump.grammar.StatementSink;
import hikae.dump.lexer.RawStatement;
import hikae.dump.lexer.SqlListener;
import hikae.dump.parts.DumpParts;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What was found in the text of a dump so far. */
public final class DumpContent implements SqlListener, StatementSink {
    private static final String END = "PostgreSQL database dump complete";
    private static final int SHOWN = 60;
    /** One for each row, in a dump that is refused for them. */
    private static final Pattern INSERT = Pattern.compile("(?i)insert\\s+into\\s");

    private final StatementReader reader = new StatementReader(this);
    private final Map<Oddity, Oddity.Place> oddities = new EnumMap<>(Oddity.class);
    private final DumpNames names = new DumpNames();
    private final StatementList list = new StatementList();
    private final Restrict restrict = new Restrict();
    private final Deque<CopyTarget> blocks = new ArrayDeque<>();

    private Optional<String> server = Optional.empty();
    private Optional<String> client = Optional.empty();
    private Optional<Refusal> refusal = Optional.empty();
    private String encoding = "UTF8";
    private Charset charset = StandardCharsets.UTF_8;
    private boolean begun;
    private boolean header;
    private boolean cluster;
    private boolean complete;

    @Override
    public void statement(RawStatement raw) {
        if (raw.text().isBlank()) {
            return;
        }
        begun = true;
        if (complete) {
            behindEnd(raw);
        } else if (!INSERT.matcher(raw.text()).lookingAt() && !list.takes(raw)) {
            note(Oddity.TOO_MUCH, raw.line(), raw.text());
        } else if (!blocks.isEmpty()) {
            refuse(Refused.statement(), raw.line(), raw.text()); // rows are to come, no statement
        } else {
            understand(raw);
        }
    }

    private void understand(RawStatement raw) {
        try {
            reader.read(raw).ifPresentOrElse(meaning -> list.add(raw, meaning), list::leaveOut);
        } catch (Refused e) {
            refuse(e, raw.line(), raw.text());
        }
    }

    /** Words of a program or a mail are only told; SQL there may be a second dump. It is read for its rows' sake. */
    private void behindEnd(RawStatement raw) {
        if (!Prose.isSql(raw.text())) {
            note(Oddity.TEXT_BEHIND, raw.line(), raw.text());
            return;
        }
        note(Oddity.BEHIND_END, raw.line(), raw.text());
        if (list.takes(raw)) {
            understand(raw);
        }
    }

    /** Remembers the first statement that may not run. */
    void refuse(Refused why, long line, String text) {
        refusal = refusal.or(() -> Optional.of(new Refusal(why.why(), why.what(), line, shown(text))));
    }

    @Override
    public void comment(String text, long line) {
        switch (text) {
            case "PostgreSQL database dump" -> header(line);
            case "PostgreSQL database cluster dump" -> cluster = true;
            case END -> complete = true;
            default -> version(text);
        }
    }

    private void header(long line) {
        if (complete) {
            note(Oddity.BEHIND_END, line, "PostgreSQL database dump");
        }
        header = true;
    }

    private void version(String text) {
        server = server.or(() -> behind("Dumped from database version ", text));
        client = client.or(() -> behind("Dumped by pg_dump version ", text));
    }

    /** {@code 15.18 (Debian 15.18-0+deb12u1)} without its packager. */
    private static Optional<String> behind(String words, String text) {
        return text.startsWith(words)
                ? Optional.of(text.substring(words.length()).split(" ", 2)[0])
                : Optional.empty();
    }

    @Override
    public void command(String text, long line) {
        switch (restrict.command(text, begun, complete)) {
            case RIGHT -> {}
            case BEHIND_END -> note(Oddity.BEHIND_END, line, text);
            case NONE -> note(Oddity.COMMAND, line, text);
        }
        begun = true;
    }

    @Override
    public void zeroByte(long line) {
        note(Oddity.ZERO_BYTE, line, "");
    }

    @Override
    public void carriageReturn(long line) {
        note(Oddity.CARRIAGE_RETURN, line, "");
    }

    @Override
    public int blocksBehindLine() {
        return blocks.size();
    }

    @Override
    public Charset charset() {
        return charset;
    }

    /** Another value than on is refused. */
    @Override
    public boolean standardStrings() {
        return true;
    }

    /** The next block of rows; only when there is one. */
    CopyTarget takeBlock() {
        return blocks.remove();
    }

    /** Remembers where it stands first. */
    @Override
    public void note(Oddity what, long line, String text) {
        oddities.putIfAbsent(what, new Oddity.Place(line, shown(text)));
    }

    private static String shown(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) : text;
    }

    @Override
    public void block(CopyTarget target) {
        blocks.add(target);
        names.filled(target.table());
    }

    /** The rows have the one that was set before them. */
    @Override
    public void encoding(String name, Charset inIt) {
        if (list.hasRows() && !name.equals(encoding)) {
            throw Refused.of(Refused.Cause.SETTING, "client_encoding");
        }
        encoding = name;
        charset = inIt;
    }

    @Override
    public boolean has(Oddity what) {
        return oddities.containsKey(what);
    }

    Optional<String> server() {
        return server;
    }

    Optional<String> client() {
        return client;
    }

    public Optional<Oddity.Place> find(Oddity what) {
        return Optional.ofNullable(oddities.get(what));
    }

    /** Whether it holds more than is looked at: no Misskey's does, and nothing behind is read. */
    boolean isTooMuch() {
        return has(Oddity.TOO_MUCH);
    }

    Restrict restrict() {
        return restrict;
    }

    Optional<Refusal> refusal() {
        return refusal;
    }

    @Override
    public DumpNames names() {
        return names;
    }

    StatementList list() {
        return list;
    }

    DumpParts parts() {
        return list.parts(encoding);
    }

    /** Whether it begins as pg_dump begins. */
    boolean hasHeader() {
        return header;
    }

    /** Whether pg_dumpall made it. */
    boolean isCluster() {
        return cluster;
    }

    /** Whether the line that says so was there, and nothing behind it is cut. */
    boolean isComplete() {
        return complete && !restrict.isCut();
    }
}
