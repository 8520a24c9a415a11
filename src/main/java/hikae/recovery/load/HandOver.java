package hikae.recovery.load;

import hikae.dump.parts.DumpParts;
import hikae.dump.parts.DumpStatement;
import hikae.dump.parts.StatementKind;
import hikae.recovery.server.Names;
import hikae.recovery.server.PsqlContainer;
import hikae.text.ProblemException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was loaded gets the owners and privileges that the dump tells of, and the role that loaded is dropped, in one
 * transaction. Here the login with all its rights is at work, so the dump's own words are run only where they have the
 * one form that cannot do anything else; and before that nothing may be there that would run by itself but what the
 * scan has agreed to.
 */
public final class HandOver {
    private static final String IDENTIFIER = "(?:[A-Za-z_][\\w$]*+|\"[^\"]++(?:\"\"[^\"]*+)*+\")";
    private static final String NAME = IDENTIFIER + "(?:\\." + IDENTIFIER + ")?";
    private static final String THING = "(?:TABLE|SEQUENCE|VIEW|MATERIALIZED VIEW|FOREIGN TABLE|TYPE|DOMAIN|SCHEMA"
            + "|COLLATION|FUNCTION|PROCEDURE|AGGREGATE|STATISTICS|TEXT SEARCH CONFIGURATION|TEXT SEARCH DICTIONARY)";
    private static final String ARGUMENTS = "(?:\\((?:[\\w $,.\\[\\]]++|\"[^\"]++\")*+\\))?";
    private static final String PRIVILEGE =
            "(?:ALL|SELECT|INSERT|UPDATE|DELETE|TRUNCATE|REFERENCES|TRIGGER|MAINTAIN|USAGE"
                    + "|EXECUTE|CREATE)(?: PRIVILEGES)?(?: ?\\(" + IDENTIFIER + "(?:, ?" + IDENTIFIER + ")*\\))?";
    private static final String PRIVILEGES = PRIVILEGE + "(?:, ?" + PRIVILEGE + ")*";

    /** Nothing of the server's own, and no role: {@code GRANT a TO b} has no ON. */
    private static final String ON = " ON (?:SCHEMA " + IDENTIFIER + "|LARGE OBJECT \\d++"
            + "|(?:(?:TABLE|SEQUENCE|TYPE|DOMAIN|FUNCTION|PROCEDURE) )?(?!\"?(?:pg_catalog|information_schema)\"?\\.)"
            + NAME + ARGUMENTS + ") ";

    private static final String TO = "(?:TO|FROM) " + IDENTIFIER + "(?: WITH GRANT OPTION)?";

    private static final Map<StatementKind, Pattern> FORMS = Map.of(
            StatementKind.OWNER,
            Pattern.compile("ALTER (?:" + THING + " (?:ONLY )?" + NAME + ARGUMENTS + "|LARGE OBJECT \\d++) OWNER TO "
                    + IDENTIFIER),
            StatementKind.PRIVILEGE,
            Pattern.compile("(?:GRANT|REVOKE(?: GRANT OPTION FOR)?) " + PRIVILEGES + ON + TO),
            StatementKind.DEFAULT_PRIVILEGE,
            Pattern.compile("ALTER DEFAULT PRIVILEGES FOR ROLE " + IDENTIFIER + "(?: IN SCHEMA " + IDENTIFIER
                    + ")? (?:GRANT|REVOKE) " + PRIVILEGES + " ON (?:TABLES|SEQUENCES|FUNCTIONS|TYPES|SCHEMAS) {1,2}"
                    + TO), // two blanks before pg_dump 16
            StatementKind.COMMENT,
            Pattern.compile("COMMENT ON SCHEMA " + IDENTIFIER + " IS (?:NULL|'[^'\\\\]*+(?:''[^'\\\\]*+)*+')"));

    /** Names have at most 63 bytes; a longer line is of nobody who means well. */
    private static final int LONGEST = 4000;

    private static final Pattern OF_SCHEMA = Pattern.compile("(?is)COMMENT ON (?:SCHEMA|DATABASE|EXTENSION) .*");

    private static final Set<StatementKind> NEVER_LOADED = Set.of(
            StatementKind.OWNER,
            StatementKind.PRIVILEGE,
            StatementKind.DEFAULT_PRIVILEGE,
            StatementKind.EXTENSION,
            StatementKind.EXTENSION_COMMENT);

    /**
     * What runs by itself, by the kind of the statement that makes it; what an extension has made is its own, and a type of
     * ranges brings functions and a cast that are PostgreSQL's.
     */
    private static final String RUNS = """
            (
              SELECT 'FUNCTION' AS kind, oid, 'pg_proc'::regclass AS class, proname::text AS name, pronamespace AS space FROM pg_proc
              UNION ALL SELECT 'TRIGGER', t.oid, 'pg_trigger'::regclass, tgname, relnamespace
                FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid WHERE NOT tgisinternal
              UNION ALL SELECT CASE WHEN rulename <> '_RETURN' THEN 'RULE' WHEN relkind = 'm' THEN 'MATERIALIZED_VIEW'
                  ELSE 'VIEW' END, r.oid, 'pg_rewrite'::regclass, relname, relnamespace
                FROM pg_rewrite r JOIN pg_class c ON c.oid = ev_class
                WHERE NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e')
              UNION ALL SELECT 'POLICY', p.oid, 'pg_policy'::regclass, polname, relnamespace
                FROM pg_policy p JOIN pg_class c ON c.oid = polrelid
              UNION ALL SELECT 'OPERATOR', oid, 'pg_operator'::regclass, oprname, oprnamespace FROM pg_operator
              UNION ALL SELECT 'CAST', c.oid, 'pg_cast'::regclass, typname, 0 FROM pg_cast c JOIN pg_type t ON t.oid = castsource
                WHERE c.oid >= 16384
              UNION ALL SELECT 'EVENT_TRIGGER', oid, 'pg_event_trigger'::regclass, evtname, 0 FROM pg_event_trigger
            ) AS runs
            WHERE kind <> ALL (string_to_array(:'agreed', ' ')) AND space NOT IN (SELECT oid FROM pg_namespace WHERE nspname IN ('pg_catalog', 'information_schema'))
              AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = runs.class AND objid = runs.oid
                AND (deptype = 'e' OR (deptype = 'i' AND kind IN ('FUNCTION', 'CAST'))))
            """;

    /** Names of a hostile dump's own making are not to be met. */
    private static final String SAFE = "SET search_path = pg_catalog;\n";

    /** The first thing that runs by itself and was not agreed to ends it, before anything is done. */
    private static final String BEGIN = SAFE + """
            BEGIN;
            SELECT count(*) > 0 AS found, min(json_build_object('kind', kind, 'name', name)::text) AS what FROM
            """ + RUNS + """
            \\gset
            \\if :found
              \\echo :what
              \\quit
            \\endif
            SELECT format('REASSIGN OWNED BY %I TO CURRENT_USER', rolname) FROM pg_roles WHERE rolname = :'role' \\gexec
            """;

    /**
     * Who is no superuser gives a thing only to a role that may make things in its schema. The roles that this login could
     * be may, until all owners are set; what the dump says of privileges comes after that.
     */
    private static final String LET = """
            CREATE TEMP TABLE hikae_let ON COMMIT DROP AS SELECT nspname AS space, rolname AS role FROM pg_namespace n, pg_roles r
              WHERE NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
                AND nspname !~ '^pg_' AND nspname <> 'information_schema' AND rolname !~ '^pg_'
                AND pg_has_role(r.oid, 'MEMBER') AND NOT has_schema_privilege(r.oid, n.oid, 'CREATE');
            SELECT format('GRANT CREATE ON SCHEMA %I TO %I', space, role) FROM hikae_let \\gexec
            """;

    /** From who owns the schema by now it would take away what an owner may. */
    private static final String LET_NO_MORE = """
            SELECT format('REVOKE CREATE ON SCHEMA %I FROM %I', space, role) FROM hikae_let
              JOIN pg_namespace ON nspname = space WHERE pg_get_userbyid(nspowner) <> role \\gexec
            """;

    private static final String END = """
            SELECT format('ALTER DATABASE %I OWNER TO %I', :'new', pg_get_userbyid(datdba))
            FROM pg_database WHERE datname = :'live' AND pg_get_userbyid(datdba) <> current_user \\gexec
            SELECT format('DROP OWNED BY %I', rolname) FROM pg_roles WHERE rolname = :'role' \\gexec
            SELECT format('DROP ROLE %I', rolname) FROM pg_roles WHERE rolname = :'role' \\gexec
            COMMIT;
            """;

    private final Names names;
    private final Optional<String> live;
    private final DumpParts parts;

    /**
     * @param names of the run: which database was loaded, and who loaded it
     * @param live the database that owners are taken from; empty where there is none
     */
    public HandOver(Names names, Optional<String> live, DumpParts parts) {
        this.names = names;
        this.live = live;
        this.parts = parts;
    }

    /** Whether a statement is none of the load's, but is done here or before it. */
    static boolean takes(DumpStatement statement) {
        return NEVER_LOADED.contains(statement.kind())
                || (statement.kind() == StatementKind.COMMENT
                        && OF_SCHEMA.matcher(statement.text()).matches());
    }

    /**
     * Does it.
     *
     * @throws ProblemException {@code recovery-load-code} when something is there that runs by itself and that the scan
     *     has not seen
     */
    public void run(PsqlContainer client) {
        Map<String, String> variables = Map.of(
                "role", names.loader(),
                "new", names.staging(),
                "live", live.orElse(""),
                "agreed", agreed());
        String script = BEGIN
                + LET
                + statements(parts, client.user(), one -> one.kind() == StatementKind.OWNER)
                + LET_NO_MORE
                + statements(parts, client.user(), one -> one.kind() != StatementKind.OWNER)
                + END;
        PsqlContainer.rowsIn(client.script(names.staging(), script, variables)).stream()
                .findFirst()
                .ifPresent(found -> {
                    throw ProblemException.of(
                            "recovery-load-code", String.valueOf(found.get("kind")), String.valueOf(found.get("name")));
                });
    }

    private String agreed() {
        return Stream.concat(parts.before().stream(), parts.after().stream())
                .map(statement -> statement.kind().name())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /**
     * What the dump says of owners and privileges; that things are ours they are anyway.
     *
     * @param us the role that everything belongs to now
     * @param wanted which of them
     * @throws ProblemException {@code recovery-load-form} when one of them has another form
     */
    static String statements(DumpParts parts, String us, Predicate<DumpStatement> wanted) {
        String plain = " OWNER TO " + us;
        String quoted = " OWNER TO \"" + us.replace("\"", "\"\"") + "\"";
        return Stream.concat(parts.before().stream(), parts.after().stream())
                .filter(one -> takes(one) && FORMS.containsKey(one.kind()) && wanted.test(one))
                .filter(one -> !one.text().endsWith(plain) && !one.text().endsWith(quoted))
                .map(HandOver::inItsForm)
                .collect(Collectors.joining());
    }

    private static String inItsForm(DumpStatement one) {
        boolean known = Optional.ofNullable(FORMS.get(one.kind()))
                .filter(form -> one.text().length() <= LONGEST
                        && form.matcher(one.text()).matches())
                .isPresent();
        if (!known) {
            throw ProblemException.of("recovery-load-form", one.line(), one.text());
        }
        return one.text() + ";\n";
    }
}
