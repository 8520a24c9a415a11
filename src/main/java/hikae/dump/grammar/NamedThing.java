package hikae.dump.grammar;

/** What COMMENT, OWNER and DROP speak of: a kind of thing, its name, and the table or the arguments that belong to it. */
final class NamedThing {
    private NamedThing() {}

    /** Takes kind and name; returns the table where it is one or has one, else the thing itself. */
    static TableName read(SqlWords words) {
        if (words.accept("large", "object")) {
            return new TableName("public", words.number());
        }
        if (words.accept("extension")) {
            return new TableName("public", words.name());
        }
        boolean ofTable = kindOfTable(words);
        if (!ofTable) {
            kind(words);
        }
        words.accept("if", "exists");
        words.accept("only");
        TableName thing = thing(words);
        arguments(words);
        if (ofTable) {
            words.expect("on");
            words.accept("domain");
            return words.table();
        }
        return thing;
    }

    private static boolean kindOfTable(SqlWords words) {
        return words.acceptAny("constraint", "trigger");
    }

    private static void kind(SqlWords words) {
        boolean known = words.accept("materialized", "view")
                || words.accept("text", "search")
                || words.acceptAny("table", "column", "index", "sequence", "view", "type", "domain", "schema")
                || words.acceptAny("function", "statistics", "collation");
        if (!known) {
            throw Refused.statement();
        }
        words.acceptAny("configuration", "dictionary");
    }

    /** With up to three names: schema, table, column. */
    private static TableName thing(SqlWords words) {
        TableName thing = words.table();
        if (words.accept(".")) {
            words.name();
        }
        return thing;
    }

    /** The types of a function's arguments, where there are any; with their names as pg_dump writes them. */
    static void arguments(SqlWords words) {
        if (!words.accept("(")) {
            return;
        }
        while (!words.is(")")) {
            words.name();
            if (words.isName() && !TypeName.goesOn(words)) {
                TypeName.read(words);
            } else {
                TypeName.rest(words);
            }
            words.accept(",");
        }
        words.expect(")");
    }
}
