package hikae.dump.grammar;

import hikae.dump.parts.StatementKind;

/**
 * Functions that only calculate, such as Misskey's own {@code get_birthday_date}: the body is one expression, in SQL or
 * between BEGIN RETURN and END. It would run with the rights of whoever changes a row, so nothing else is let in.
 */
final class FunctionGrammar {
    private final SqlWords words;
    private final DumpNames found;

    FunctionGrammar(SqlWords words, DumpNames found) {
        this.words = words;
        this.found = found;
    }

    /** Behind CREATE FUNCTION. */
    Meaning function() {
        TableName name = words.table();
        try {
            definition();
        } catch (Refused e) {
            throw e.why() == Refused.Cause.STATEMENT ? Refused.of(Refused.Cause.FUNCTION, name.shown()) : e;
        }
        found.function(name.name());
        return Meaning.of(StatementKind.FUNCTION).naming(name.shown());
    }

    private void definition() {
        arguments();
        words.expect("returns");
        if (words.is("trigger") || words.is("event_trigger") || words.is("setof") || words.is("table")) {
            throw Refused.statement();
        }
        TypeName.read(words);
        words.expect("language");
        String language = words.name();
        boolean procedural = language.equals("plpgsql");
        if (!procedural && !language.equals("sql")) {
            throw Refused.statement();
        }
        attributes();
        if (!procedural && words.accept("return")) {
            Expression.body(words, found.functions());
        } else {
            words.expect("as");
            body(new SqlWords(source()), procedural);
        }
        words.end();
    }

    private String source() {
        SqlTokens.Token token = words.skip();
        if (token.kind() != SqlTokens.Kind.BODY) {
            throw Refused.statement();
        }
        return token.value();
    }

    private void arguments() {
        words.expect("(");
        while (!words.is(")")) {
            words.accept("in");
            words.name();
            if (words.isName() && !words.is("default") && !TypeName.goesOn(words)) {
                TypeName.read(words);
            } else {
                TypeName.rest(words);
            }
            if (words.accept("default")) {
                Expression.until(words, found.functions(), next -> next.is(",") || next.is(")"));
            }
            if (!words.accept(",") && !words.is(")")) {
                throw Refused.statement();
            }
        }
        words.expect(")");
    }

    /** SECURITY DEFINER and SET are not among them. */
    private void attributes() {
        boolean more = true;
        while (more) {
            more = words.acceptAny("immutable", "stable", "volatile", "strict", "leakproof")
                    || words.accept("parallel", "safe")
                    || words.accept("parallel", "restricted")
                    || words.accept("parallel", "unsafe")
                    || cost();
        }
    }

    private boolean cost() {
        boolean there = words.accept("cost");
        if (there) {
            words.number();
        }
        return there;
    }

    private void body(SqlWords source, boolean procedural) {
        if (procedural) {
            source.expect("begin", "return");
        } else {
            source.expect("select");
        }
        Expression.body(source, found.functions());
        if (procedural) {
            source.expect(";");
            source.expect("end");
        }
        source.accept(";");
        source.end();
    }
}
