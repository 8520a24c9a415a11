package hikae.dump.grammar;

import hikae.dump.parts.StatementKind;
import java.util.Set;

/** The few functions that pg_dump calls itself. */
final class SelectGrammar {
    /** Statistics of pg_dump 18 --statistics. */
    private static final int STATISTICS = 18;

    private static final Set<String> LARGE = Set.of("lo_create", "lo_open", "lowrite", "lo_close");

    private final SqlWords words;
    private final StatementSink dump;
    private final long line;

    SelectGrammar(SqlWords words, StatementSink dump, long line) {
        this.words = words;
        this.dump = dump;
        this.line = line;
    }

    /** Behind SELECT. */
    Meaning select() {
        if (words.accept("*", "from")) {
            words.expect("pg_catalog", ".");
            words.expectAny("pg_restore_relation_stats", "pg_restore_attribute_stats");
            literals();
            return Meaning.of(StatementKind.STATISTICS).since(STATISTICS);
        }
        if (!words.accept("pg_catalog", ".")) {
            throw Refused.of(Refused.Cause.CALL, words.known().shown());
        }
        String called = words.name();
        if (called.equals("set_config")) {
            return searchPath();
        } else if (called.equals("setval")) {
            return setval();
        } else if (called.equals("lo_unlink")) {
            unlink();
        } else if (LARGE.contains(called)) {
            literals();
        } else {
            throw Refused.of(Refused.Cause.CALL, called);
        }
        dump.note(Oddity.LARGE_OBJECT, line, "");
        return Meaning.of(StatementKind.LARGE_OBJECT);
    }

    /** As pg_dump --clean --if-exists writes it. */
    private void unlink() {
        words.expect("(", "oid", ")", "from", "pg_catalog", ".", "pg_largeobject_metadata", "where", "oid", "=");
        words.text();
    }

    private Meaning searchPath() {
        words.expect("(");
        boolean right = words.text().equals("search_path") && words.accept(",");
        right = right && words.text().isEmpty() && words.accept(",") && words.accept("false");
        if (!right) {
            throw Refused.of(Refused.Cause.CALL, "set_config");
        }
        words.expect(")");
        return Meaning.of(StatementKind.SEARCH_PATH);
    }

    private Meaning setval() {
        words.expect("(");
        TableName sequence = new SqlWords(words.text()).table();
        words.expect(",");
        String value = words.number();
        boolean given = true;
        if (words.accept(",")) {
            given = !words.is("false");
            words.expectAny("true", "false");
        }
        words.expect(")");
        dump.names().sequence(sequence.shown(), value + " " + given);
        return Meaning.of(StatementKind.SETVAL).naming(sequence.shown());
    }

    /** Texts and numbers, each with a cast where it has one. */
    private void literals() {
        words.expect("(");
        do {
            words.literal();
            if (words.accept("::")) {
                TypeName.read(words);
            }
        } while (words.accept(","));
        words.expect(")");
    }
}
