package hikae.dump;

import java.util.ArrayList;
import java.util.List;

/** Understands the statements that pg_dump writes, as far as a restore has to know of them. */
final class StatementReader {
    private final DumpContent content;

    StatementReader(DumpContent content) {
        this.content = content;
    }

    /** One statement, without its semicolon. */
    void read(String text, long line) {
        SqlWords words = new SqlWords(text);
        if (words.accept("copy")) {
            copy(words, text, line);
        } else if (words.accept("insert", "into")) {
            content.insert(words.table());
        } else if (words.accept("create")) {
            create(words, text, line);
        } else if (words.accept("alter")) {
            alter(words, text, line);
        } else if (words.accept("drop")) {
            drop(words, text, line);
        } else if (words.accept("grant") || words.accept("revoke")) {
            grant(words);
        } else if (words.accept("set")) {
            set(words);
        } else if (words.accept("select", "pg_catalog", ".")) {
            call(words, text, line);
        }
    }

    private void call(SqlWords words, String text, long line) {
        if (words.is("lo_create")) {
            content.note(Oddity.LARGE_OBJECT, line, text);
        } else if (words.accept("setval", "(")) {
            TableName sequence = new SqlWords(words.textOrName()).table();
            words.accept(",");
            String value = (words.accept("-") ? "-" : "") + words.name();
            boolean given = !words.accept(",") || !words.is("false");
            content.sequence(sequence.shown(), value + " " + given);
        }
    }

    private void copy(SqlWords words, String text, long line) {
        boolean query = words.is("(");
        TableName table = words.table();
        List<String> columns = query ? List.of() : columns(words);
        if (words.accept("from", "stdin")) {
            content.block(new CopyTarget(table, columns));
            return;
        }
        while (!words.isEnd() && !words.is("program")) {
            words.skip();
        }
        content.note(words.isEnd() ? Oddity.SERVER_FILE : Oddity.PROGRAM, line, text);
    }

    private static List<String> columns(SqlWords words) {
        List<String> columns = new ArrayList<>();
        if (words.accept("(")) {
            do {
                columns.add(words.name());
            } while (words.accept(","));
            words.accept(")");
        }
        return columns;
    }

    private void create(SqlWords words, String text, long line) {
        words.accept("or", "replace");
        words.acceptAny("unlogged", "unique");
        if (isBeyond(words)) {
            content.note(Oddity.BEYOND, line, text);
        } else if (words.accept("table")) {
            table(words, true);
        } else if (words.accept("foreign", "table")) {
            table(words, false);
        } else if (words.accept("index")) {
            index(words);
        } else if (words.accept("domain")) {
            constraints(words, words.table());
        } else if (words.accept("constraint", "trigger")) {
            content.constraint(words.name());
        } else if (words.accept("extension")) {
            words.accept("if", "not", "exists");
            content.extension(words.name());
        } else if (words.accept("schema")) {
            words.name();
            owner(words);
        }
    }

    /** Things that belong to the server, not to one database. */
    private static boolean isBeyond(SqlWords words) {
        return !words.accept("user", "mapping")
                && words.acceptAny("database", "role", "user", "group", "tablespace", "system");
    }

    private void table(SqlWords words, boolean hasRows) {
        words.accept("if", "not", "exists");
        TableName table = words.table();
        boolean partitioned = constraints(words, table);
        content.table(table, hasRows && !partitioned);
    }

    private void index(SqlWords words) {
        words.accept("concurrently");
        words.accept("if", "not", "exists");
        String name = words.name();
        if (words.accept("on")) {
            words.accept("only");
            content.index(words.table().shown(name));
        }
    }

    /** Constraints in the rest of a statement; true where rows go into partitions. */
    private boolean constraints(SqlWords words, TableName table) {
        boolean partitioned = false;
        int depth = 0;
        while (!words.isEnd()) {
            if (words.accept("constraint")) {
                constraint(words, table);
            } else {
                depth += words.is("(") ? 1 : words.is(")") ? -1 : 0;
                partitioned |= depth == 0 && words.accept("partition", "by");
                words.skip();
            }
        }
        return partitioned;
    }

    /** NOT NULL is left out: whether it has a name differs from version to version. */
    private void constraint(SqlWords words, TableName table) {
        String name = table.shown(words.name());
        if (words.is("primary") || words.is("unique") || words.is("exclude")) {
            content.index(name);
        }
        if (!words.is("not")) {
            content.constraint(name);
        }
    }

    private void alter(SqlWords words, String text, long line) {
        if (isBeyond(words)) {
            content.note(Oddity.BEYOND, line, text);
        } else if (words.accept("default", "privileges")) {
            if (words.accept("for", "role")) {
                content.role(words.name());
            }
            grant(words);
        } else if (words.accept("table")) {
            boolean ifExists = words.accept("if", "exists");
            words.accept("only");
            alterTable(words, ifExists, text, line);
        } else {
            owner(words);
        }
    }

    private void alterTable(SqlWords words, boolean ifExists, String text, long line) {
        TableName table = words.table();
        if (words.accept("add", "constraint")) {
            constraint(words, table);
        } else if (words.is("drop") && !ifExists) {
            content.note(Oddity.DROP, line, text);
        } else {
            owner(words);
        }
    }

    private void owner(SqlWords words) {
        while (!words.isEnd()) {
            if (words.accept("owner", "to") || words.accept("authorization")) {
                content.role(words.name());
            } else {
                words.skip();
            }
        }
    }

    private void drop(SqlWords words, String text, long line) {
        if (isBeyond(words)) {
            content.note(Oddity.BEYOND, line, text);
            return;
        }
        while (!words.isEnd()) {
            if (words.accept("if", "exists")) {
                return;
            }
            words.skip();
        }
        content.note(Oddity.DROP, line, text);
    }

    /** {@code GRANT ... TO a, b} and {@code REVOKE ... FROM a}; a table's name does not stand behind these. */
    private void grant(SqlWords words) {
        while (!words.isEnd()) {
            if (words.acceptAny("to", "from")) {
                do {
                    content.role(words.name());
                } while (words.accept(","));
            } else {
                words.skip();
            }
        }
    }

    private void set(SqlWords words) {
        if (words.accept("session", "authorization")) {
            String role = words.textOrName();
            content.role(role.equals("default") ? "" : role);
        } else if (words.accept("standard_conforming_strings", "=")) {
            content.plainBackslashes(!words.is("off"));
        }
    }
}
