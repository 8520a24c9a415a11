package hikae.dump;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.dump.parts.DumpParts;
import hikae.dump.parts.DumpRows;
import hikae.dump.parts.DumpStatement;
import hikae.dump.rows.Fingerprint;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scan says of a real dump is what the real server says of the database. */
@Tag("lab")
class DumpScanLabTest {
    /** What other people's databases have beside Misskey's tables. */
    private static final String ODD = """
            CREATE SCHEMA other;
            CREATE TABLE other."weird ""t 日本" (a int PRIMARY KEY, "b.c" text CHECK (length("b.c") > 0));
            INSERT INTO other."weird ""t 日本" VALUES (1, E'x\\\\y\\nz\\t'), (2, '\\.'), (3, E'\\n\\\\.\\n');
            CREATE TABLE p (id int, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
            CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
            INSERT INTO p VALUES (1, '2020-05-05');
            CREATE INDEX ON p (at);
            CREATE DOMAIN pos AS int CONSTRAINT pos_check CHECK (VALUE > 0);
            CREATE FUNCTION f(t text) RETURNS text LANGUAGE sql AS $body$ SELECT E'\\\\x' || '\\y' || t; -- \\! id
            $body$;
            CREATE FUNCTION get_birthday_date(birthday text) RETURNS smallint LANGUAGE plpgsql IMMUTABLE
                AS $$ BEGIN RETURN CAST((SUBSTR(birthday, 6, 2) || SUBSTR(birthday, 9, 2)) AS SMALLINT); END; $$;
            CREATE INDEX ON user_profile (get_birthday_date(birthday));
            CREATE UNLOGGED TABLE ul (x int, y int GENERATED ALWAYS AS (x * 2) STORED);
            INSERT INTO ul VALUES (4);
            CREATE TABLE zero ();
            COMMENT ON TABLE zero IS E'a\\\\b ''quote'' "x" ; \\n\\\\! id\\n-- PostgreSQL database dump complete\\n';
            CREATE SEQUENCE other."seq ''x"" ü" INCREMENT -1 START -5;
            CREATE SEQUENCE given;
            SELECT nextval('given');
            CREATE MATERIALIZED VIEW mv AS SELECT 1 a;
            CREATE UNIQUE INDEX mvi ON mv (a);
            CREATE CONSTRAINT TRIGGER ct AFTER INSERT ON zero
                FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
            """;

    private static final String OURS = "nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')";
    private static final String SHOWN = "SELECT CASE WHEN nspname = 'public' THEN '' ELSE nspname || '.' END || ";

    private static LabInstance misskey;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        misskey = LabInstance.plain();
        misskey.sql(ODD);
    }

    @AfterAll
    static void stop() {
        misskey.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--clean --if-exists", "--no-owner --no-privileges", "--quote-all-identifiers"})
    void saysWhatTheServerSays(String options) {
        DumpReport report = dumped(options);
        DumpFacts facts = report.facts();

        assertThat(report.findings()).isEmpty();
        assertThat(facts.rows()).isEqualTo(rows());
        assertThat(new TreeSet<>(facts.indexes()))
                .isEqualTo(names(SHOWN + "relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
                        + " WHERE relkind IN ('i', 'I') AND " + OURS));
        assertThat(new TreeSet<>(facts.constraints()))
                .isEqualTo(names(SHOWN + "conname FROM pg_constraint JOIN pg_namespace n ON n.oid = connamespace"
                        + " WHERE contype <> 'n' AND " + OURS));
        assertThat(facts.migrations())
                .containsExactlyElementsOf(psql("SELECT name FROM migrations ORDER BY \"timestamp\", name")
                        .lines()
                        .toList());
        assertThat(facts.sequences()).isEqualTo(sequences());
        assertThat(facts.fingerprint()).isEqualTo(fingerprint()).isNotEmpty();
        assertThat(facts.newestNote()).contains(psql("SELECT max(id) FROM note"));
        assertThat(facts.newestNoteAt()).isNotEmpty();
        assertThat(facts.server()).contains(psql("SHOW server_version").split(" ")[0]);
        if (!options.startsWith("--no-owner")) {
            assertThat(facts.roles()).contains(misskey.fact("DB_USER"));
        }
    }

    /** What lies in the parts, sent in their order, is all there is. */
    @Test
    void itsPartsMakeTheSameDatabaseAgain() throws IOException {
        Path dump = directory.resolve("parts.sql");
        String exec = "docker exec -i " + misskey.fact("DB_CONTAINER") + " ";
        String plain = " | grep -av restrict > ";
        Lab.shell(exec + "pg_dump " + login() + " > " + dump);
        DumpParts parts = DumpScan.read(Scanned.files(), dump, bytes -> {}).parts();
        Path sent = Files.write(directory.resolve("sent.sql"), sent(parts, Files.readAllBytes(dump)));

        psql("CREATE DATABASE again TEMPLATE template0");
        String again = login().replaceFirst("-d .*", "-d again");
        Lab.shell(exec + "psql -Xq -v ON_ERROR_STOP=1 " + again + " < " + sent + " > /dev/null");
        Lab.shell("set -o pipefail; " + exec + "pg_dump " + again + plain + directory + "/again.sql; cat " + dump
                + plain + directory + "/first.sql");
        assertThat(directory.resolve("again.sql")).hasSameBinaryContentAs(directory.resolve("first.sql"));
        psql("DROP DATABASE again");
    }

    private static byte[] sent(DumpParts parts, byte[] dump) {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        sent.writeBytes(text(parts.before()));
        for (DumpRows rows : parts.rows()) {
            sent.writeBytes(text(List.of(rows.copy())));
            sent.write(dump, (int) rows.from(), (int) (rows.to() - rows.from()));
            sent.writeBytes("\\.\n".getBytes(StandardCharsets.UTF_8));
        }
        sent.writeBytes(text(parts.among()));
        sent.writeBytes(text(parts.after()));
        return sent.toByteArray();
    }

    private static byte[] text(List<DumpStatement> statements) {
        return statements.stream()
                .map(statement -> statement.text() + ";\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What the database holds is dumped, and refused, one at a time. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE FUNCTION x() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END; DROP FUNCTION x()",
                "CREATE FUNCTION x() RETURNS int LANGUAGE plpgsql AS 'BEGIN PERFORM 1; RETURN 1; END'; DROP FUNCTION x()",
                "CREATE RULE x AS ON INSERT TO ul DO ALSO (SELECT 1; SELECT 2); DROP RULE x ON ul",
            })
    void refusesCodeThatDoesMoreThanCalculate(String makesAndDrops) {
        int drop = makesAndDrops.lastIndexOf("DROP");
        psql(makesAndDrops.substring(0, drop));
        DumpReport report = dumped("");
        psql(makesAndDrops.substring(drop));

        assertThat(Scanned.refusals(report)).containsExactly("dump-function");
    }

    @Test
    void tellsTheOtherFormsOfPgDumpApart() {
        assertThat(Scanned.refusals(dumped("--use-set-session-authorization"))).containsExactly("dump-statement");
        assertThat(Scanned.refusals(dumped("--schema-only"))).containsExactly("dump-schema-only");
        assertThat(Scanned.refusals(dumped("--data-only"))).containsExactly("dump-data-only");
        assertThat(Scanned.refusals(dumped("--inserts"))).containsExactly("dump-inserts");
        assertThat(Scanned.refusals(dumped("--create"))).containsExactly("dump-beyond");
        assertThat(Scanned.refusals(dumped("--clean"))).containsExactly("dump-clean");
        assertThat(Scanned.refusals(dumped("--exclude-table-data=note"))).containsExactly("dump-unfilled");
        assertThat(Scanned.warnings(dumped("--exclude-table-data=drive_file"))).containsExactly("dump-unfilled");
        assertThat(Scanned.refusals(dumped("-t hashtag"))).containsExactly("dump-not-misskey");
        assertThat(Scanned.refusals(dumped("-T '*.*'"))).containsExactly("dump-no-tables");
        assertThat(Scanned.refusals(dumped("-Fc"))).containsExactly("dump-gzip-other");
    }

    private DumpReport dumped(String options) {
        Path file = directory.resolve("dump.sql.gz");
        Lab.shell("set -o pipefail; docker exec " + misskey.fact("DB_CONTAINER") + " pg_dump " + login() + " " + options
                + " | gzip > " + file);
        return DumpScan.scan(Scanned.files(), file, bytes -> {});
    }

    private static Map<String, Long> rows() {
        String tables = psql("SELECT format('%I.%I', nspname, relname) || chr(9)"
                + " || CASE WHEN nspname = 'public' THEN '' ELSE nspname || '.' END || relname"
                + " FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind = 'r' AND " + OURS);
        Map<String, Long> rows = new LinkedHashMap<>();
        for (String line : tables.lines().toList()) {
            String[] names = line.split("\t");
            rows.put(names[1], Long.valueOf(psql("SELECT count(*) FROM " + names[0])));
        }
        return rows;
    }

    private static Map<String, String> sequences() {
        String all = psql("SELECT format('%I.%I', nspname, relname) || chr(9)"
                + " || CASE WHEN nspname = 'public' THEN '' ELSE nspname || '.' END || relname"
                + " FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind = 'S' AND " + OURS);
        Map<String, String> sequences = new LinkedHashMap<>();
        for (String line : all.lines().toList()) {
            String[] names = line.split("\t");
            sequences.put(names[1], psql("SELECT last_value || ' ' || is_called FROM " + names[0]));
        }
        return sequences;
    }

    private static Optional<Fingerprint> fingerprint() {
        String[] row = psql(Fingerprint.SQL).split("\\|");
        return row.length < 3 ? Optional.empty() : Optional.of(new Fingerprint(row[0], row[1], row[2].equals("t")));
    }

    /** Without the actor, and without anybody who has a key. */
    @Test
    void theFingerprintIsTheOneOfTheDatabaseWhoeverIsThere() {
        List<String> changes = List.of(
                "UPDATE \"user\" SET username = 'system.actor' WHERE username = 'instance.actor'",
                "UPDATE \"user\" SET username = 'nobody' WHERE username = 'system.actor'",
                "DELETE FROM user_keypair");
        psql("CREATE TABLE kept AS SELECT * FROM user_keypair");
        List<Optional<Fingerprint>> found = new ArrayList<>();
        for (String change : changes) {
            psql(change);
            found.add(dumped("").facts().fingerprint());
            assertThat(found.get(found.size() - 1)).isEqualTo(fingerprint());
        }
        assertThat(found)
                .extracting(one -> one.map(Fingerprint::actor))
                .containsExactly(Optional.of(true), Optional.of(false), Optional.empty());
        psql("INSERT INTO user_keypair SELECT * FROM kept; DROP TABLE kept");
    }

    private static Set<String> names(String query) {
        return psql(query).lines().collect(Collectors.toCollection(TreeSet::new));
    }

    private static String psql(String query) {
        String[] login = login().split(" ");
        List<String> words = List.of("-XAt", login[0], login[1], login[2], login[3], "-c", query);
        return Lab.psql(misskey.fact("DB_CONTAINER"), words, "");
    }

    private static String login() {
        return "-U " + misskey.fact("DB_USER") + " -d " + misskey.fact("DB_NAME");
    }
}
