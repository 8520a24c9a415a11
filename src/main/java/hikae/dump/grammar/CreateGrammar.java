package hikae.dump.grammar;

import hikae.dump.parts.StatementKind;

/** What a dump makes: all that begins with CREATE. */
final class CreateGrammar {
    private final SqlWords words;
    private final DumpNames found;

    CreateGrammar(SqlWords words, DumpNames found) {
        this.words = words;
        this.found = found;
    }

    /** Behind CREATE. */
    Meaning create() {
        boolean replaced = words.accept("or", "replace");
        if (words.accept("view")) {
            return view();
        } else if (words.accept("function")) {
            return new FunctionGrammar(words, found).function();
        } else if (words.acceptAny("procedure", "aggregate", "rule", "language") || words.accept("event", "trigger")) {
            throw Refused.of(Refused.Cause.FUNCTION, words.known().shown());
        } else if (words.accept("trigger")) {
            return new TriggerGrammar(words, found).trigger(false);
        } else if (replaced) {
            throw Refused.statement();
        }
        return tableOrIndex();
    }

    private Meaning tableOrIndex() {
        if (words.accept("constraint", "trigger")) {
            return new TriggerGrammar(words, found).trigger(true);
        } else if (words.accept("table") || words.accept("unlogged", "table")) {
            return new TableGrammar(words, found).table();
        } else if (words.accept("index") || words.accept("unique", "index")) {
            return new IndexGrammar(words, found).index();
        } else if (words.accept("sequence") || words.accept("unlogged", "sequence")) {
            return sequence();
        } else if (words.accept("materialized", "view")) {
            return materialized();
        } else if (words.accept("statistics")) {
            return statistics();
        }
        return other();
    }

    private Meaning other() {
        if (words.accept("type")) {
            return new TableGrammar(words, found).type();
        } else if (words.accept("domain")) {
            return new TableGrammar(words, found).domain();
        } else if (words.accept("extension")) {
            return extension();
        } else if (words.accept("schema")) {
            return schema();
        } else if (words.accept("collation")) {
            return collation();
        }
        words.expect("text", "search", "configuration");
        words.table();
        words.expect("(", "parser", "=");
        words.known();
        words.expect(")");
        return Meaning.of(StatementKind.TYPE);
    }

    private Meaning schema() {
        words.accept("if", "not", "exists");
        words.name();
        if (words.accept("authorization")) {
            found.role(words.name());
        }
        return Meaning.of(StatementKind.SCHEMA);
    }

    private Meaning extension() {
        words.accept("if", "not", "exists");
        String name = words.name();
        if (words.accept("with")) {
            words.accept("schema");
            words.name();
        } else if (words.accept("schema")) {
            words.name();
        }
        if (!DumpExtensions.isKnown(name)) {
            throw Refused.of(Refused.Cause.EXTENSION, name);
        }
        found.extension(name);
        return Meaning.of(StatementKind.EXTENSION).naming(name);
    }

    private Meaning collation() {
        words.table();
        words.expect("(");
        do {
            words.expectAny("provider", "locale", "lc_collate", "lc_ctype", "deterministic", "version", "rules");
            words.expect("=");
            locale(words.literal());
        } while (words.accept(","));
        words.expect(")");
        return Meaning.of(StatementKind.COLLATION);
    }

    /** A library looks for a file of this name. */
    private static void locale(String name) {
        if (name.contains("/") || name.contains("..")) {
            throw Refused.statement();
        }
    }

    private Meaning sequence() {
        TableName sequence = words.table();
        sequenceOptions(words);
        return Meaning.of(StatementKind.SEQUENCE).naming(sequence.shown());
    }

    /** {@code AS integer START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1}. */
    static void sequenceOptions(SqlWords words) {
        boolean more = true;
        while (more) {
            more = words.accept("no", "minvalue")
                    || words.accept("no", "maxvalue")
                    || words.accept("no", "cycle")
                    || words.acceptAny("cycle", "logged", "unlogged")
                    || numbered(words);
        }
    }

    private static boolean numbered(SqlWords words) {
        if (words.accept("as")) {
            TypeName.read(words);
            return true;
        } else if (words.accept("sequence", "name")) {
            words.table();
            return true;
        }
        boolean there = words.accept("start", "with")
                || words.accept("increment", "by")
                || words.acceptAny("start", "increment", "minvalue", "maxvalue", "cache");
        if (there) {
            words.number();
        }
        return there;
    }

    private Meaning view() {
        TableName view = words.table();
        new TableGrammar(words, found).options();
        words.expect("as");
        viewBody();
        return Meaning.of(StatementKind.VIEW, view);
    }

    private void viewBody() {
        if (!words.is("select") && !words.is("with") && !words.is("values") && !words.is("(")) {
            throw Refused.statement();
        }
        Expression.query(words, found.functions());
    }

    /** Its body ends in WITH NO DATA; the rows come from a REFRESH behind all others. */
    private Meaning materialized() {
        TableName view = words.table();
        if (words.accept("using")) {
            words.name();
        }
        new TableGrammar(words, found).options();
        if (words.accept("tablespace")) {
            words.name();
        }
        words.expect("as");
        viewBody();
        return Meaning.of(StatementKind.MATERIALIZED_VIEW, view);
    }

    private Meaning statistics() {
        TableName name = words.table();
        if (words.accept("(")) {
            words.names();
            words.expect(")");
        }
        words.expect("on");
        Expression.until(words, found.functions(), next -> next.is("from"));
        words.expect("from");
        TableName table = words.table();
        return Meaning.of(StatementKind.STATISTICS, table).naming(name.shown());
    }
}
