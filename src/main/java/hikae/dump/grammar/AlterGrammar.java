package hikae.dump.grammar;

import hikae.dump.parts.StatementKind;
import java.util.List;

/** What a dump adds to things it has made: all that begins with ALTER. */
final class AlterGrammar {
    private final SqlWords words;
    private final DumpNames found;

    AlterGrammar(SqlWords words, DumpNames found) {
        this.words = words;
        this.found = found;
    }

    /** Behind ALTER. */
    Meaning alter() {
        if (words.accept("default", "privileges")) {
            return new PrivilegeGrammar(words, found).byDefault();
        } else if (words.accept("table")) {
            words.accept("only");
            return table(words.table());
        } else if (words.accept("index")) {
            return index(words.table());
        } else if (words.accept("sequence")) {
            return sequence(words.table());
        }
        boolean statistics = words.is("statistics");
        boolean search = words.is("text");
        TableName thing = NamedThing.read(words);
        if (statistics && words.accept("set", "statistics")) {
            words.number();
            return Meaning.of(StatementKind.STATISTICS).naming(thing.shown());
        } else if (search && words.accept("add", "mapping", "for")) {
            words.names();
            words.expect("with");
            mapped();
            return Meaning.of(StatementKind.TYPE);
        }
        return owner(thing);
    }

    private void mapped() {
        do {
            words.known();
        } while (words.accept(","));
    }

    private Meaning owner(TableName thing) {
        words.expect("owner", "to");
        found.role(words.name());
        return Meaning.of(StatementKind.OWNER, thing);
    }

    private Meaning sequence(TableName sequence) {
        if (!words.accept("owned", "by")) {
            return owner(sequence);
        }
        TableName table = words.table();
        if (words.accept(".")) {
            words.name();
        }
        return Meaning.of(StatementKind.SEQUENCE_OWNED, table).naming(sequence.shown());
    }

    private Meaning index(TableName index) {
        if (words.accept("attach", "partition")) {
            String part = words.table().shown();
            return Meaning.of(StatementKind.ATTACH_INDEX).naming(index.shown(), part);
        }
        words.expect("alter", "column");
        words.number();
        words.expect("set", "statistics");
        words.number();
        return Meaning.of(StatementKind.COLUMN).naming(index.shown());
    }

    private Meaning table(TableName table) {
        if (words.accept("add", "constraint")) {
            return new IndexGrammar(words, found).constraint(table);
        } else if (words.accept("alter", "column")) {
            words.name();
            return column(table);
        } else if (words.accept("attach", "partition")) {
            TableName part = words.table();
            partitionBound();
            return Meaning.of(StatementKind.ATTACH_PARTITION, table).with(List.of(part.shown()));
        } else if (words.accept("cluster", "on")) {
            return Meaning.of(StatementKind.CLUSTER_ON, table).naming(table.shown(words.name()));
        } else if (words.accept("replica", "identity")) {
            return replicaIdentity(table);
        }
        return rest(table);
    }

    private Meaning rest(TableName table) {
        if (words.accept("inherit")) {
            TableName parent = words.table();
            return Meaning.of(StatementKind.TABLE, table).with(List.of(parent.shown()));
        } else if (words.accept("enable", "row", "level", "security")
                || words.accept("force", "row", "level", "security")) {
            return Meaning.of(StatementKind.COLUMN, table);
        } else if (words.accept("set")) {
            new TableGrammar(words, found).optionList();
            return Meaning.of(StatementKind.COLUMN, table);
        } else if (words.accept("disable", "trigger")
                || words.accept("enable", "always", "trigger")
                || words.accept("enable", "replica", "trigger")) {
            return Meaning.of(StatementKind.TRIGGER, table).naming(table.shown(words.name()));
        }
        return owner(table);
    }

    private Meaning replicaIdentity(TableName table) {
        Meaning meaning = Meaning.of(StatementKind.REPLICA_IDENTITY, table);
        if (words.accept("using", "index")) {
            return meaning.naming(table.shown(words.name()));
        }
        words.expectAny("full", "nothing", "default");
        return meaning;
    }

    private Meaning column(TableName table) {
        if (words.accept("set", "default")) {
            Expression.until(words, found.functions(), SqlWords::isEnd);
            return Meaning.of(StatementKind.DEFAULT, table);
        } else if (words.accept("add", "generated")) {
            if (!words.accept("always")) {
                words.expect("by", "default");
            }
            words.expect("as", "identity", "(");
            CreateGrammar.sequenceOptions(words);
            words.expect(")");
            return Meaning.of(StatementKind.DEFAULT, table);
        }
        words.expect("set");
        if (words.accept("statistics")) {
            words.number();
        } else if (words.acceptAny("storage", "compression")) {
            words.name();
        } else if (!words.accept("not", "null")) {
            new TableGrammar(words, found).optionList();
        }
        return Meaning.of(StatementKind.COLUMN, table);
    }

    private void partitionBound() {
        if (words.accept("default")) {
            return;
        }
        words.expect("for", "values");
        if (words.accept("from")) {
            Expression.inParentheses(words, found.functions());
            words.expect("to");
        } else if (!words.accept("in")) {
            words.expect("with");
        }
        Expression.inParentheses(words, found.functions());
    }
}
