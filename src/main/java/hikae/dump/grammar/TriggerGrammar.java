package hikae.dump.grammar;

import hikae.dump.parts.StatementKind;

/** {@code CREATE TRIGGER} that calls a function of PostgreSQL's own. */
final class TriggerGrammar {
    private final SqlWords words;
    private final DumpNames found;

    TriggerGrammar(SqlWords words, DumpNames found) {
        this.words = words;
        this.found = found;
    }

    /** Behind CREATE TRIGGER; one with CONSTRAINT is listed among the constraints. */
    Meaning trigger(boolean isConstraint) {
        String name = words.name();
        events();
        words.expect("on");
        TableName table = words.table();
        if (words.accept("from")) {
            words.table();
        }
        timing();
        words.expect("for", "each");
        words.expectAny("row", "statement");
        if (words.accept("when")) {
            Expression.condition(words, found.functions());
        }
        words.expect("execute");
        words.expectAny("function", "procedure");
        call();
        if (isConstraint) {
            found.constraint(name);
        }
        return Meaning.of(StatementKind.TRIGGER, table).naming(table.shown(name));
    }

    private void events() {
        if (!words.acceptAny("before", "after")) {
            words.expect("instead", "of");
        }
        do {
            words.expectAny("insert", "update", "delete", "truncate");
            if (words.accept("of")) {
                words.names();
            }
        } while (words.accept("or"));
    }

    private void timing() {
        boolean more = true;
        while (more) {
            more = words.accept("not", "deferrable")
                    || words.accept("deferrable")
                    || words.accept("initially", "deferred")
                    || words.accept("initially", "immediate");
        }
    }

    private void call() {
        TableName function = words.known();
        words.expect("(");
        while (!words.is(")")) {
            words.literal();
            words.accept(",");
        }
        words.expect(")");
        if (!HarmlessCalls.hasTrigger(function.name())) {
            throw Refused.of(Refused.Cause.FUNCTION, function.shown());
        }
    }
}
