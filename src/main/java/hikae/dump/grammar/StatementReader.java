package hikae.dump.grammar;

import hikae.dump.lexer.RawStatement;
import hikae.dump.parts.StatementKind;
import java.util.List;
import java.util.Optional;

/**
 * Understands the statements that pg_dump 12 to 18 writes in the plain format for a database like Misskey's and its
 * forks', each to its end; nothing else may reach a server.
 */
public final class StatementReader {
    private final StatementSink dump;

    public StatementReader(StatementSink dump) {
        this.dump = dump;
    }

    /**
     * One statement.
     *
     * @return what it does; empty for one that a load leaves out, or that makes the whole dump one of another form
     * @throws Refused when it is none that a load may run
     */
    public Optional<Meaning> read(RawStatement raw) {
        if (raw.flaw() == RawStatement.Flaw.NOT_TEXT) {
            throw Refused.of(Refused.Cause.NOT_TEXT, "");
        }
        SqlWords words = new SqlWords(raw.text());
        if (words.accept("insert", "into")) {
            dump.names().insert(words.table());
            return Optional.empty();
        } else if (words.accept("copy")) {
            return copy(words, raw);
        } else if (words.accept("drop")) {
            drop(words, raw);
            return Optional.empty();
        } else if (words.acceptAny("begin", "commit")) {
            return transaction(words);
        }
        return changing(words, raw);
    }

    private Optional<Meaning> changing(SqlWords words, RawStatement raw) {
        boolean creates = words.accept("create");
        boolean alters = !creates && words.accept("alter");
        if (creates || alters) {
            if (isBeyond(words)) {
                dump.note(Oddity.BEYOND, raw.line(), raw.text());
                return Optional.empty();
            }
            return creates ? ended(words, new CreateGrammar(words, dump.names()).create()) : alter(words, raw);
        }
        return ended(words, plain(words, raw.line()));
    }

    private Meaning plain(SqlWords words, long line) {
        if (words.accept("set")) {
            return Setting.read(words, dump);
        } else if (words.accept("select")) {
            return new SelectGrammar(words, dump, line).select();
        } else if (words.acceptAny("grant", "revoke")) {
            return new PrivilegeGrammar(words, dump.names()).privilege();
        } else if (words.accept("comment", "on")) {
            return comment(words);
        }
        words.expect("refresh", "materialized", "view");
        return Meaning.of(StatementKind.REFRESH, words.table());
    }

    private static Optional<Meaning> ended(SqlWords words, Meaning meaning) {
        words.end();
        return Optional.of(meaning);
    }

    private static Meaning comment(SqlWords words) {
        boolean extension = words.is("extension");
        TableName thing = NamedThing.read(words);
        words.expect("is");
        if (!words.accept("null")) {
            words.text();
        }
        return extension
                ? Meaning.of(StatementKind.EXTENSION_COMMENT).naming(thing.name())
                : Meaning.of(StatementKind.COMMENT, thing);
    }

    /** Things that belong to the server, not to one database. */
    private static boolean isBeyond(SqlWords words) {
        return words.is("database")
                || words.is("role")
                || words.is("user")
                || words.is("group")
                || words.is("tablespace")
                || words.is("system");
    }

    /** In an empty database there is nothing to drop: with IF EXISTS it is left out. */
    private void drop(SqlWords words, RawStatement raw) {
        if (isBeyond(words)) {
            dump.note(Oddity.BEYOND, raw.line(), raw.text());
            return;
        }
        while (!words.isEnd()) {
            if (words.accept("if", "exists")) {
                return;
            }
            words.skip();
        }
        dump.note(Oddity.DROP, raw.line(), raw.text());
    }

    private Optional<Meaning> alter(SqlWords words, RawStatement raw) {
        SqlWords ahead = new SqlWords(raw.text());
        ahead.expect("alter");
        if (ahead.accept("table")) {
            boolean ifExists = ahead.accept("if", "exists");
            ahead.accept("only");
            ahead.table();
            if (drops(ahead)) {
                if (!ifExists) {
                    dump.note(Oddity.DROP, raw.line(), raw.text());
                }
                return Optional.empty();
            }
        }
        return ended(words, new AlterGrammar(words, dump.names()).alter());
    }

    private static boolean drops(SqlWords ahead) {
        if (ahead.accept("alter", "column")) {
            ahead.name();
        }
        return ahead.is("drop");
    }

    /** pg_dump writes them around large objects only; a load has a transaction of its own. */
    private Optional<Meaning> transaction(SqlWords words) {
        if (!words.isEnd() || !dump.has(Oddity.LARGE_OBJECT)) {
            throw Refused.statement();
        }
        return Optional.empty();
    }

    private Optional<Meaning> copy(SqlWords words, RawStatement raw) {
        TableName table = words.is("(") ? new TableName("", "") : words.known();
        List<String> columns = List.of();
        if (!table.name().isEmpty() && words.accept("(")) {
            columns = words.names();
            words.expect(")");
        }
        if (words.accept("from", "stdin")) {
            dump.block(new CopyTarget(table, columns));
            if (SqlWords.isSystems(table)) {
                throw Refused.statement();
            }
            return ended(words, Meaning.of(StatementKind.COPY, table));
        }
        while (!words.isEnd() && !words.is("program")) {
            words.skip();
        }
        dump.note(words.isEnd() ? Oddity.SERVER_FILE : Oddity.PROGRAM, raw.line(), raw.text());
        return Optional.empty();
    }
}
