package hikae.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hikae.lab.Lab;
import hikae.lab.OtherMajor;
import hikae.work.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A login that may make databases and roles and is no superuser, as some servers give to Misskey: what a dump gives to
 * other roles is given to them, also where they may make nothing in its schema themselves, and nothing else is.
 */
@Tag("lab")
class PlainLoginLabTest {
    private static final String DATABASE = "misskey";

    private static final Path SCHEMA = Path.of("src/test/lab/parts/schema.sql");

    /** Things of every kind that has an owner, in schemas in which those may make nothing of their own. */
    private static final String OTHERS = """
            CREATE SCHEMA more;
            CREATE TABLE more.list (id integer PRIMARY KEY, of text);
            CREATE VIEW more.seen AS SELECT id FROM more.list;
            CREATE MATERIALIZED VIEW public.kept AS SELECT 1 AS one;
            CREATE SEQUENCE public.counted;
            CREATE TYPE public.mood AS ENUM ('good', 'bad');
            CREATE DOMAIN public.short AS text CHECK (length(VALUE) < 9);
            CREATE FUNCTION public.twice(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
            RESET ROLE;
            CREATE ROLE "A reader's role" NOLOGIN;
            CREATE ROLE writer NOLOGIN;
            CREATE ROLE keeper NOLOGIN;
            ALTER TABLE more.list OWNER TO writer;
            ALTER VIEW more.seen OWNER TO "A reader's role";
            ALTER MATERIALIZED VIEW public.kept OWNER TO writer;
            ALTER SEQUENCE public.counted OWNER TO writer;
            ALTER TYPE public.mood OWNER TO writer;
            ALTER DOMAIN public.short OWNER TO "A reader's role";
            ALTER FUNCTION public.twice(integer) OWNER TO writer;
            CREATE SCHEMA own AUTHORIZATION keeper;
            CREATE TABLE own.thing (id integer);
            ALTER TABLE own.thing OWNER TO keeper;
            GRANT USAGE ON SCHEMA more TO writer;
            GRANT CREATE ON SCHEMA own TO writer;
            GRANT SELECT ON more.list TO "A reader's role";
            GRANT ALL ON public.note TO writer;
            """;

    @TempDir
    static Path home;

    @ParameterizedTest
    @ValueSource(ints = {13, 15, 17, 18})
    void whatADumpGivesToOthersIsTheirs(int major) throws IOException {
        Map<String, String> there = OtherMajor.all();
        for (String needed : new String[] {"server " + major, "client 18"}) {
            assumeTrue(OtherMajor.has(needed, there), () -> needed + ": could not be run: " + there.get(needed));
        }
        Lab.shell("src/test/lab/lab untagged");
        try (OtherMajor server = OtherMajor.start(major, there)) {
            server.sql("postgres", "CREATE ROLE plain LOGIN CREATEDB CREATEROLE");
            server.sql("postgres", "CREATE DATABASE " + DATABASE + " OWNER plain");
            server.sql(DATABASE, "SET ROLE plain;\n" + Files.readString(SCHEMA) + OTHERS);
            Path dump = home.resolve(major + ".sql");
            server.dump(18, DATABASE, "", dump);
            assertThat(dump).content().contains("OWNER TO plain", "OWNER TO writer", "OWNER TO keeper");
            server.sql(DATABASE, "DROP OWNED BY writer, keeper, \"A reader's role\" CASCADE");
            server.sql("postgres", "DROP ROLE writer, keeper, \"A reader's role\"");

            Path again = home.resolve("again.sql");
            Run run = new OtherRehearsal(home, server, major, DATABASE, "plain")
                    .of(dump, staging -> server.dump(18, staging, "", again));

            assertThat(run.problem()).as(String.valueOf(run.problem())).isEmpty();
            assertThat(Lab.shell("diff <(" + compared(dump) + ") <(" + compared(again) + ") | head -n 40"))
                    .isEmpty();
        }
    }

    private static String compared(Path dump) {
        return "grep -avE '^(.(un)?restrict |-- Dumped (from|by) )' '" + dump + "'";
    }
}
