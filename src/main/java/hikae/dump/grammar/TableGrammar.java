package hikae.dump.grammar;

import hikae.dump.parts.StatementKind;
import java.util.ArrayList;
import java.util.List;

/** {@code CREATE TABLE}, and what else has columns or checks. */
final class TableGrammar {
    private final SqlWords words;
    private final DumpNames found;

    TableGrammar(SqlWords words, DumpNames found) {
        this.words = words;
        this.found = found;
    }

    /** Behind CREATE TABLE. */
    Meaning table() {
        words.accept("if", "not", "exists");
        TableName table = words.table();
        words.expect("(");
        if (!words.is(")")) {
            do {
                element(table);
            } while (words.accept(","));
        }
        words.expect(")");
        List<String> parents = words.accept("inherits") ? tables() : List.of();
        boolean partitioned = words.accept("partition", "by");
        if (partitioned) {
            words.expectAny("range", "list", "hash");
            Expression.inParentheses(words, found.functions());
        }
        if (words.accept("using")) {
            words.name();
        }
        options();
        if (words.accept("tablespace")) {
            words.name();
        }
        found.table(table, !partitioned);
        return Meaning.of(StatementKind.TABLE, table).with(parents);
    }

    private List<String> tables() {
        words.expect("(");
        List<String> tables = new ArrayList<>();
        do {
            tables.add(words.table().shown());
        } while (words.accept(","));
        words.expect(")");
        return tables;
    }

    /** {@code WITH (fillfactor='90')}, where there is one. */
    void options() {
        if (words.accept("with")) {
            optionList();
        }
    }

    /** {@code (fillfactor='90', ...)}. */
    void optionList() {
        words.expect("(");
        do {
            option();
        } while (words.accept(","));
        words.expect(")");
    }

    private void option() {
        String name = words.name();
        if (words.accept(".")) {
            name = words.name();
        }
        String value = words.accept("=") ? words.literal() : "";
        if (name.equals("plugins") && !value.matches("([a-z_]+(/[a-z_]+)?(, *)?)*")) {
            throw Refused.of(Refused.Cause.SETTING, name); // pgroonga loads what it names
        }
    }

    private void element(TableName table) {
        if (words.accept("constraint")) {
            tableConstraint(table);
        } else {
            words.name();
            TypeName.read(words);
            column(table);
        }
    }

    private void tableConstraint(TableName table) {
        String name = table.shown(words.name());
        if (words.accept("check")) {
            check(name);
        } else {
            words.expect("not", "null");
            words.name();
            words.accept("no", "inherit");
        }
    }

    private void check(String name) {
        Expression.inParentheses(words, found.functions());
        words.accept("no", "inherit");
        words.accept("not", "valid");
        words.accept("not", "enforced");
        found.constraint(name);
    }

    private void column(TableName table) {
        while (!words.is(",") && !words.is(")")) {
            if (words.acceptAny("storage", "compression")) {
                words.name();
            } else if (words.accept("collate")) {
                words.known();
            } else if (words.accept("default")) {
                defaultValue();
            } else if (words.accept("generated", "always", "as")) {
                Expression.inParentheses(words, found.functions());
                words.acceptAny("stored", "virtual");
            } else {
                columnConstraint(table);
            }
        }
    }

    /** Up to the next clause of the column. */
    private void defaultValue() {
        Expression.until(
                words,
                found.functions(),
                next -> next.is(",")
                        || next.is(")")
                        || next.is("not")
                        || next.is("constraint")
                        || next.is("generated")
                        || next.is("collate"));
    }

    private void columnConstraint(TableName table) {
        String name = words.accept("constraint") ? table.shown(words.name()) : "";
        if (!name.isEmpty() && words.accept("check")) {
            check(name);
        } else {
            words.expect("not", "null");
            words.accept("no", "inherit");
        }
    }

    /** Behind CREATE DOMAIN. */
    Meaning domain() {
        TableName domain = words.table();
        words.accept("as");
        TypeName.read(words);
        while (!words.isEnd()) {
            if (words.accept("collate")) {
                words.known();
            } else if (words.accept("default")) {
                Expression.until(words, found.functions(), next -> next.is("not") || next.is("constraint"));
            } else {
                columnConstraint(domain);
            }
        }
        return Meaning.of(StatementKind.TYPE);
    }

    /** Behind CREATE TYPE: an enumeration, a row, a range; a base type has code. */
    Meaning type() {
        words.table();
        words.expect("as");
        if (words.accept("enum")) {
            words.expect("(");
            while (!words.is(")")) {
                words.text();
                words.accept(",");
            }
            words.expect(")");
        } else if (words.accept("range")) {
            range();
        } else {
            rowType();
        }
        return Meaning.of(StatementKind.TYPE);
    }

    private void range() {
        words.expect("(");
        do {
            words.expectAny("subtype", "multirange_type_name", "subtype_opclass", "collation");
            words.expect("=");
            TypeName.read(words);
        } while (words.accept(","));
        words.expect(")");
    }

    private void rowType() {
        words.expect("(");
        while (!words.is(")")) {
            words.name();
            TypeName.read(words);
            if (words.accept("collate")) {
                words.known();
            }
            words.accept(",");
        }
        words.expect(")");
    }
}
