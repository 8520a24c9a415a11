package hikae.dump;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a good dump may hold: by name, what is different from an ordinary one. */
@SuppressWarnings("StringConcatToTextBlock") // a list of short pieces reads better than blocks of two lines
final class GoodDumps {
    static final Map<String, Consumer<MadeUpDump>> TEXTS = new LinkedHashMap<>();

    static {
        for (String version : List.of("13.22", "14.19", "15.18", "16.10", "17.6", "18.0", "18beta1")) {
            TEXTS.put("version " + version, dump -> {
                dump.server = version + " (Debian " + version + "-1.pgdg12+1)";
                dump.client = version;
            });
        }
        TEXTS.put("not restricted", dump -> dump.restricted = false);
        TEXTS.put("a plain role", dump -> dump.owner = "misskey");
        TEXTS.put("a role with a quote", dump -> dump.owner = "\"a b\"");
        TEXTS.put("many notes", dump -> dump.notes = 20_000);
        TEXTS.put("no notes", dump -> dump.notes = 0);
        TEXTS.put("other tables", dump -> {
            dump.ddl =
                    "CREATE TABLE public.\"日本 x\" (\n    a int\n);\nCREATE UNLOGGED TABLE other.t (\n    a int\n);\n";
            dump.blocks = "COPY public.\"日本 x\" (a) FROM stdin;\n1\n2\n\\.\n\nCOPY other.t (a) FROM stdin;\n\\.\n";
            dump.rows.put("日本 x", 2L);
            dump.rows.put("other.t", 0L);
        });
        TEXTS.put("a name with quotes", dump -> {
            dump.blocks = "COPY public.\"a\"\"b;.c(\" (\"x\"\"y\", z) FROM stdin;\n1\t2\n\\.\n";
            dump.rows.put("a\"b;.c(", 1L);
        });
        TEXTS.put("a table named as PostgreSQL names its own", dump -> {
            dump.blocks = "COPY public.pg_mine (a) FROM stdin;\n1\n\\.\n";
            dump.rows.put("pg_mine", 1L);
        });
        TEXTS.put("a table without columns", dump -> {
            dump.ddl = "CREATE TABLE public.zero (\n);\n";
            dump.blocks = "COPY public.zero  FROM stdin;\n\n\n\\.\n";
            dump.rows.put("zero", 2L);
        });
        TEXTS.put("two blocks of one table", dump -> {
            dump.blocks = "COPY public.t (a) FROM stdin;\n1\n\\.\nCOPY public.t (a) FROM stdin;\n2\n3\n\\.\n";
            dump.rows.put("t", 3L);
        });
        TEXTS.put("partitions", dump -> {
            dump.ddl = """
                    CREATE TABLE public.p (
                        id integer,
                        at date
                    )
                    PARTITION BY RANGE (at);
                    CREATE TABLE public.p1 (
                        id integer,
                        at date
                    );
                    ALTER TABLE ONLY public.p ATTACH PARTITION public.p1 FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
                    """;
            dump.blocks = "COPY public.p1 (id, at) FROM stdin;\n1\t2020-05-05\n\\.\n";
            dump.post = "CREATE INDEX p_at ON ONLY public.p USING btree (at);\n"
                    + "CREATE INDEX p1_at ON public.p1 USING btree (at);\n"
                    + "ALTER INDEX public.p_at ATTACH PARTITION public.p1_at;\n";
            dump.rows.put("p1", 1L);
            dump.indexes.addAll(List.of("p_at", "p1_at"));
        });
        TEXTS.put("a generated column", dump -> {
            dump.ddl = "CREATE TABLE public.g (\n    a int,\n    b int GENERATED ALWAYS AS ((a * 2)) STORED\n);\n";
            dump.blocks = "COPY public.g (a) FROM stdin;\n1\n\\.\n";
            dump.rows.put("g", 1L);
        });
        TEXTS.put("functions that only calculate", dump -> {
            dump.ddl = """
                    CREATE FUNCTION public.get_birthday_date(birthday text) RETURNS smallint
                        LANGUAGE plpgsql IMMUTABLE
                        AS $$ BEGIN RETURN CAST((SUBSTR(birthday, 6, 2) || SUBSTR(birthday, 9, 2)) AS SMALLINT); END; $$;
                    ALTER FUNCTION public.get_birthday_date(birthday text) OWNER TO "example-misskey-user";
                    CREATE FUNCTION public.g(text) RETURNS text LANGUAGE sql
                        AS $_$ select '$$ \\i x;' || lower/* \\! id */($1) -- it's; "all
                    $_$;
                    CREATE FUNCTION public.h(a$b$ integer, c double precision DEFAULT 1.5) RETURNS integer
                        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 2
                        RETURN CASE WHEN true THEN public.get_birthday_date('x'::text) ELSE 2 END;
                    """;
            dump.post = "CREATE INDEX b ON public.note USING btree (public.get_birthday_date((text)::text));\n";
            dump.indexes.add("b");
        });
        TEXTS.put("backslashes where they mean nothing", dump -> dump.ddl = """
                -- \\! id
                /* \\! id /* \\! id */ ' \\! id */
                COMMENT ON TABLE public.note IS 'C:\\temp\\! id
                -- not a comment \\.
                \\i x';
                COMMENT ON COLUMN public.note.text IS E'it\\'s \\\\! id; ''x'' ';
                CREATE VIEW public."a\\b" AS SELECT E'\\\\' AS "\\! c", U&'\\0041' AS d, 'x', 'y\\';
                """);
        TEXTS.put("the end line in texts", dump -> {
            dump.ddl = "COMMENT ON TABLE public.note IS '\n-- PostgreSQL database dump complete\n';\n"
                    + "CREATE TABLE public.t (\n    a text\n);\n";
            dump.blocks = "COPY public.t (a) FROM stdin;\n-- PostgreSQL database dump complete\n\\.\n";
            dump.rows.put("t", 1L);
        });
        TEXTS.put("rows like the end mark", dump -> {
            dump.blocks = "COPY public.t (a) FROM stdin;\n\\\\.\n\\N\n\\.x\n\\..\n \\.\nx\\.\n\n\\.\n";
            dump.rows.put("t", 7L);
        });
        TEXTS.put("pgroonga and other extensions", dump -> {
            dump.ddl = "CREATE EXTENSION IF NOT EXISTS pgroonga WITH SCHEMA public;\n"
                    + "COMMENT ON EXTENSION pgroonga IS 'x';\nCREATE EXTENSION \"uuid-ossp\";\n";
            dump.post = "CREATE INDEX pg_note ON public.note USING pgroonga (text) WITH (tokenizer='TokenMecab');\n";
            dump.extensions.addAll(List.of("pgroonga", "uuid-ossp"));
            dump.indexes.add("pg_note");
        });
        TEXTS.put("pgroonga with all that its documents show", dump -> {
            dump.ddl = "CREATE EXTENSION IF NOT EXISTS pgroonga WITH SCHEMA public;\n";
            dump.post = """
                    CREATE INDEX pg_a ON public.note USING pgroonga (id, text public.pgroonga_text_full_text_search_ops_v2) \
                    WITH (tokenizer='TokenNgram("unify_alphabet", false, "unify_symbol", false)', \
                    normalizers='NormalizerNFKC150("remove_symbol", true), NormalizerTable("normalized", "x.y")', \
                    plugins='token_filters/stem', token_filters='TokenFilterStem("column", "''x''")');
                    CREATE INDEX pg_b ON public.note USING pgroonga \
                    (((text)::character varying) public.pgroonga_varchar_full_text_search_ops_v2, \
                    lower(text) pgroonga.text_regexp_ops_v2) WITH (tokenizer='TokenMecab', normalizer='') \
                    WHERE ((text IS NOT NULL) AND (length(text) > 0));
                    CREATE INDEX pg_c ON public.note USING pgroonga (tags public.pgroonga_text_array_term_search_ops_v2);
                    """;
            dump.extensions.add("pgroonga");
            dump.indexes.addAll(List.of("pg_a", "pg_b", "pg_c"));
        });
        TEXTS.put("numbers below zero without a blank", dump -> dump.ddl = """
                ALTER TABLE ONLY public.note ALTER COLUMN text SET (n_distinct=-0.5, n_distinct_inherited=-1);
                CREATE VIEW public.below AS SELECT 1 WHERE (2 =-1) AND ('{}'::jsonb @- '{}'::jsonb);
                """);
        TEXTS.put("views that make JSON", dump -> dump.ddl = """
                CREATE VIEW public.made AS
                 SELECT JSON_ARRAY(1, 'a'::text NULL ON NULL RETURNING json) AS one,
                    JSON_OBJECT('k' : 1 RETURNING json) AS two,
                    JSON_ARRAYAGG(note.id ORDER BY note.id RETURNING jsonb) AS three,
                    JSON_VALUE('{}'::jsonb, '$."a"' RETURNING integer DEFAULT 1 ON EMPTY) AS four,
                    JSON_QUERY('{}'::jsonb, '$' RETURNING jsonb WITH UNCONDITIONAL WRAPPER KEEP QUOTES) AS five,
                    (('{}'::text IS JSON OBJECT) AND JSON_EXISTS('{}'::jsonb, '$."b"')) AS six
                   FROM public.note;
                """);
        TEXTS.put("grants", dump -> {
            dump.post = "GRANT SELECT ON TABLE public.note TO reader, \"B c\" WITH GRANT OPTION;\n"
                    + "REVOKE ALL ON SCHEMA public FROM PUBLIC;\n"
                    + "ALTER DEFAULT PRIVILEGES FOR ROLE maker IN SCHEMA public GRANT ALL ON TABLES TO PUBLIC;\n";
            dump.roles.addAll(List.of("reader", "B c", "maker"));
        });
        TEXTS.put("constraints of all kinds", dump -> {
            dump.ddl = "CREATE DOMAIN public.pos AS integer\n\tCONSTRAINT pos_check CHECK ((VALUE > 0));\n"
                    + "CREATE TABLE public.c (\n    a int CONSTRAINT c_a_nn NOT NULL,\n"
                    + "    CONSTRAINT \"C h\" CHECK ((a > 1)) NO INHERIT\n);\n";
            dump.blocks = "COPY public.c (a) FROM stdin;\n\\.\n";
            dump.post = "ALTER TABLE ONLY public.c\n    ADD CONSTRAINT c_ex EXCLUDE USING gist (a WITH =);\n"
                    + "ALTER TABLE public.c\n    ADD CONSTRAINT c_nv CHECK ((a < 9)) NOT VALID;\n"
                    + "ALTER TABLE public.c\n    ADD CONSTRAINT c_nn NOT NULL a NOT VALID;\n"
                    + "CREATE CONSTRAINT TRIGGER c_tr AFTER INSERT ON public.c FOR EACH ROW"
                    + " EXECUTE FUNCTION suppress_redundant_updates_trigger();\n";
            dump.rows.put("c", 0L);
            dump.indexes.add("c_ex");
            dump.constraints.addAll(List.of("pos_check", "C h", "c_ex", "c_nv", "c_tr"));
        });
        TEXTS.put(
                "--clean --if-exists",
                dump -> dump.ddl = "DROP INDEX IF EXISTS public.\"IDX\";\n"
                        + "ALTER TABLE IF EXISTS ONLY public.note DROP CONSTRAINT IF EXISTS \"PK\";\n");
        TEXTS.put("words of SQL as names", dump -> {
            dump.ddl =
                    "CREATE TABLE public.\"constraint\" (\n    \"constraint\" text DEFAULT 'owner to x; drop'::text\n);\n";
            dump.blocks = "COPY public.\"constraint\" (\"constraint\") FROM stdin;\n\\.\n";
            dump.rows.put("constraint", 0L);
        });
    }

    private GoodDumps() {}
}
