package hikae.dump.grammar;

import hikae.dump.parts.StatementKind;
import java.util.List;
import java.util.Set;

/** {@code CREATE INDEX} and {@code ADD CONSTRAINT}: what is built behind the rows. */
final class IndexGrammar {
    /** Ways to keep an index, of PostgreSQL and of the extensions on the list. */
    private static final Set<String> METHODS =
            Set.of("btree", "hash", "gin", "gist", "spgist", "brin", "pgroonga", "bloom", "hnsw", "ivfflat");

    private final SqlWords words;
    private final DumpNames found;

    IndexGrammar(SqlWords words, DumpNames found) {
        this.words = words;
        this.found = found;
    }

    /** Behind CREATE INDEX. */
    Meaning index() {
        words.accept("if", "not", "exists");
        String name = words.name();
        words.expect("on");
        words.accept("only");
        TableName table = words.table();
        if (words.accept("using")) {
            method();
        }
        columns();
        restOfIndex();
        String shown = table.shown(name);
        found.index(shown);
        return Meaning.of(StatementKind.INDEX, table).naming(shown);
    }

    private void method() {
        if (!METHODS.contains(words.name())) {
            throw Refused.statement();
        }
    }

    private void restOfIndex() {
        include();
        words.accept("nulls", "distinct");
        words.accept("nulls", "not", "distinct");
        new TableGrammar(words, found).options();
        tablespace();
        where();
    }

    private void include() {
        if (words.accept("include")) {
            inParentheses();
        }
    }

    private void tablespace() {
        if (words.accept("tablespace") || words.accept("using", "index", "tablespace")) {
            words.name();
        }
    }

    private void where() {
        if (words.accept("where")) {
            Expression.inParentheses(words, found.functions());
        }
    }

    private List<String> inParentheses() {
        words.expect("(");
        List<String> names = words.names();
        words.expect(")");
        return names;
    }

    /** Each an expression with an operator class, its options and an order; WITH gives an operator to EXCLUDE. */
    private void columns() {
        words.expect("(");
        do {
            Expression.until(words, found.functions(), IndexGrammar::endsColumn);
            if (words.accept("collate")) {
                words.known();
            }
            operatorClass();
            order();
        } while (words.accept(","));
        words.expect(")");
    }

    /** An expression with blanks in it stands in parentheses, so a name behind it is an operator class. */
    private static boolean endsColumn(SqlWords next) {
        return next.is(",") || next.is(")") || next.isName();
    }

    private void operatorClass() {
        if (words.isName() && !isOrder()) {
            words.known();
            if (words.is("(")) {
                new TableGrammar(words, found).optionList();
            }
        }
    }

    private boolean isOrder() {
        return words.is("asc") || words.is("desc") || words.is("nulls") || words.is("with");
    }

    private void order() {
        words.acceptAny("asc", "desc");
        if (words.accept("nulls")) {
            words.expectAny("first", "last");
        }
        if (words.accept("with")) {
            operator();
        }
    }

    private void operator() {
        if (words.accept("operator")) {
            words.expect("(");
            words.name();
            words.expect(".");
            words.skip();
            words.expect(")");
        } else if (words.peek().kind() != SqlTokens.Kind.SIGN || words.is(")")) {
            throw Refused.statement();
        } else {
            words.skip();
        }
    }

    /** Behind ADD CONSTRAINT. */
    Meaning constraint(TableName table) {
        String name = table.shown(words.name());
        Meaning meaning;
        if (words.accept("primary", "key") || words.accept("unique")) {
            key();
            found.index(name);
            meaning = Meaning.of(StatementKind.PRIMARY_OR_UNIQUE, table);
        } else if (words.accept("exclude", "using")) {
            method();
            columns();
            restOfIndex();
            found.index(name);
            meaning = Meaning.of(StatementKind.PRIMARY_OR_UNIQUE, table);
        } else if (words.accept("foreign", "key")) {
            meaning = Meaning.of(StatementKind.FOREIGN_KEY, table).with(List.of(reference()));
        } else if (words.accept("check")) {
            Expression.inParentheses(words, found.functions());
            meaning = Meaning.of(StatementKind.CHECK, table);
        } else {
            return notNull(table, name);
        }
        found.constraint(name);
        when();
        return meaning.naming(name);
    }

    /** Left out of what is compared: whether NOT NULL has a name differs from version to version. */
    private Meaning notNull(TableName table, String name) {
        words.expect("not", "null");
        words.name();
        when();
        return Meaning.of(StatementKind.NOT_NULL, table).naming(name);
    }

    private void key() {
        words.accept("nulls", "not", "distinct");
        words.expect("(");
        words.names();
        words.accept("without", "overlaps");
        words.expect(")");
        include();
        new TableGrammar(words, found).options();
        tablespace();
    }

    private String reference() {
        columnsOfKey();
        words.expect("references");
        TableName other = words.table();
        columnsOfKey();
        if (words.accept("match")) {
            words.expectAny("full", "partial", "simple");
        }
        while (words.accept("on")) {
            words.expectAny("update", "delete");
            action();
        }
        return other.shown();
    }

    private void columnsOfKey() {
        words.expect("(");
        do {
            words.accept("period");
            words.name();
        } while (words.accept(","));
        words.expect(")");
    }

    private void action() {
        if (words.accept("set")) {
            words.expectAny("null", "default");
            if (words.is("(")) {
                inParentheses();
            }
        } else if (!words.acceptAny("cascade", "restrict")) {
            words.expect("no", "action");
        }
    }

    /** When it is checked, and whether for the rows that are there. */
    private void when() {
        boolean more = true;
        while (more) {
            more = words.accept("deferrable")
                    || words.accept("not", "deferrable")
                    || words.accept("initially", "deferred")
                    || words.accept("initially", "immediate")
                    || words.accept("no", "inherit")
                    || words.accept("not", "valid")
                    || words.accept("not", "enforced");
        }
    }
}
