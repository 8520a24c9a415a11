package hikae.dump.grammar;

import hikae.dump.parts.StatementKind;
import java.util.List;

/** {@code GRANT} and {@code REVOKE} of what belongs to one database, never of a role's membership. */
final class PrivilegeGrammar {
    private final SqlWords words;
    private final DumpNames found;

    PrivilegeGrammar(SqlWords words, DumpNames found) {
        this.words = words;
        this.found = found;
    }

    /** Behind GRANT or REVOKE. */
    Meaning privilege() {
        rights();
        words.expect("on");
        TableName first = objects();
        roles();
        return Meaning.of(StatementKind.PRIVILEGE).with(List.of(first.shown()));
    }

    /** Behind ALTER DEFAULT PRIVILEGES. */
    Meaning byDefault() {
        if (words.accept("for")) {
            words.expectAny("role", "user");
            found.role(words.name());
        }
        if (words.accept("in", "schema")) {
            words.name();
        }
        words.expectAny("grant", "revoke");
        rights();
        words.expect("on");
        words.expectAny("tables", "sequences", "functions", "routines", "types", "schemas");
        roles();
        return Meaning.of(StatementKind.DEFAULT_PRIVILEGE);
    }

    /** {@code ALL}, {@code SELECT(a, b), INSERT}. */
    private void rights() {
        words.accept("grant", "option", "for");
        do {
            words.name();
            words.accept("privileges");
            if (words.accept("(")) {
                words.names();
                words.expect(")");
            }
        } while (words.accept(","));
    }

    private TableName objects() {
        boolean large = words.accept("large", "object");
        if (!large && !words.acceptAny("table", "sequence", "schema", "type", "domain", "language")) {
            boolean routine = words.acceptAny("function", "routine", "procedure");
            refuseOfServer(routine);
        }
        TableName first = large ? new TableName("public", words.number()) : words.table();
        NamedThing.arguments(words);
        return first;
    }

    private void refuseOfServer(boolean routine) {
        if (!routine
                && (words.is("database") || words.is("parameter") || words.is("tablespace") || words.is("foreign"))) {
            throw Refused.statement();
        }
    }

    private void roles() {
        words.expectAny("to", "from");
        do {
            found.role(words.name());
        } while (words.accept(","));
        words.accept("with", "grant", "option");
        words.accept("cascade");
        if (words.accept("granted", "by")) {
            words.name();
        }
    }
}
