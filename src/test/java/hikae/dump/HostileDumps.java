package hikae.dump;

import java.util.List;
import java.util.stream.Stream;

/**
 * What somebody could write into a dump to have it run: a case a line, first what the scan must call it. Put between the
 * tables and the rows, and behind the rows, of a dump that is good without it.
 */
final class HostileDumps {
    /**
     * A case.
     *
     * @param id of the refusal
     * @param sql the statement or statements
     */
    record Case(String id, String sql) {
        @Override
        public String toString() {
            return sql.length() > 90 ? sql.substring(0, 90) : sql;
        }
    }

    /** {@code ^} stands for a backslash, {@code ~} for a newline. */
    private static final List<String> LINES = List.of(
            // statements that act by themselves
            "dump-statement DO $$BEGIN EXECUTE 'COPY x TO PROGRAM ''id'''; END$$;",
            "dump-statement DO LANGUAGE plpgsql 'BEGIN PERFORM 1; END';",
            "dump-statement CALL public.p();",
            "dump-statement LOAD '/tmp/evil.so';",
            "dump-statement SET ROLE postgres;",
            "dump-statement SET SESSION AUTHORIZATION postgres;",
            "dump-statement SET LOCAL ROLE postgres;",
            "dump-statement RESET ALL;",
            "dump-statement COMMIT;",
            "dump-statement BEGIN; CREATE TABLE public.t (a integer); COMMIT;",
            "dump-statement ROLLBACK;",
            "dump-statement PREPARE p AS SELECT pg_read_file('/etc/passwd');",
            "dump-statement EXECUTE p;",
            "dump-statement LISTEN x;",
            "dump-statement LOCK TABLE public.note;",
            "dump-statement TRUNCATE public.note;",
            "dump-statement DELETE FROM public.note;",
            "dump-statement UPDATE pg_catalog.pg_authid SET rolsuper = true;",
            "dump-statement WITH x AS (DELETE FROM public.note RETURNING *) SELECT 1;",
            "dump-statement EXPLAIN ANALYZE SELECT pg_sleep(1);",
            "dump-statement VACUUM;",
            "dump-statement CREATE TABLE public.t AS SELECT pg_read_file('/etc/passwd') AS a;",
            "dump-statement SELECT 1 INTO public.t;",
            "dump-statement TABLE pg_authid;",
            "dump-statement VALUES (pg_sleep(1));",
            // calls
            "dump-call SELECT pg_read_file('/etc/passwd');",
            "dump-call SELECT public.f();",
            "dump-call SELECT pg_catalog.pg_terminate_backend(1);",
            "dump-call SELECT pg_catalog.set_config('session_preload_libraries', 'x', false);",
            "dump-call SELECT pg_catalog.set_config('search_path', 'public', false);",
            "dump-call SELECT pg_catalog.lo_import('/etc/passwd');",
            "dump-call SELECT pg_catalog.lo_export(1, '/tmp/x');",
            "dump-statement SELECT pg_catalog.setval('public.migrations_id_seq', pg_sleep(1)::bigint, true);",
            "dump-statement SELECT pg_catalog.setval('public.s', 1, true), pg_sleep(1);",
            "dump-statement SELECT pg_catalog.set_config('search_path', '', false), pg_sleep(1);",
            "dump-statement SELECT pg_catalog.lo_create(pg_sleep(1)::text::oid);",
            // calls in what is made
            "dump-call CREATE TABLE public.t (a text DEFAULT pg_read_file('/etc/passwd'));",
            "dump-call CREATE TABLE public.t (a text DEFAULT pg_catalog.pg_read_file('/etc/passwd') NOT NULL);",
            "dump-call CREATE TABLE public.t (a text DEFAULT lower(public.evil()));",
            "dump-call CREATE TABLE public.t (a text, b text GENERATED ALWAYS AS (public.evil(a)) STORED);",
            "dump-call CREATE TABLE public.t (a text, CONSTRAINT c CHECK ((public.evil(a) IS NULL)));",
            "dump-call CREATE TABLE public.t (a date) PARTITION BY RANGE (public.evil(a));",
            "dump-call CREATE DOMAIN public.d AS text CONSTRAINT c CHECK ((dblink_connect(VALUE) = 'OK'));",
            "dump-call ALTER TABLE ONLY public.note ALTER COLUMN text SET DEFAULT query_to_xml('x', true, true, '');",
            "dump-call ALTER TABLE public.note ADD CONSTRAINT c CHECK ((pg_sleep(1) IS NULL)) NOT VALID;",
            "dump-call CREATE INDEX i ON public.note USING btree (public.evil(text));",
            "dump-call CREATE INDEX i ON public.note USING btree (id) WHERE (lo_export(1, '/tmp/x') = 1);",
            "dump-call CREATE INDEX i ON public.note USING btree (((((pg_read_file(text))))::text));",
            "dump-call CREATE STATISTICS public.s ON public.evil(text), id FROM public.note;",
            "dump-call CREATE VIEW public.v AS SELECT pg_read_file('/etc/passwd') AS a;",
            "dump-call CREATE VIEW public.v AS SELECT DISTINCT ON (a) pg_sleep(1) FROM public.t;",
            "dump-call CREATE MATERIALIZED VIEW public.v AS SELECT set_config('a.b', 'c', false) WITH NO DATA;",
            "dump-call ALTER TABLE public.note ADD CONSTRAINT c EXCLUDE USING gist (public.evil(id) WITH =);",
            "dump-call ALTER TABLE ONLY public.p ATTACH PARTITION public.q FOR VALUES IN (pg_sleep(1));",
            // the same in disguise
            "dump-call CREATE TABLE public.t (a text DEFAULT pg_read_file /* ( */ ('/etc/passwd'));",
            "dump-call CREATE TABLE public.t (a text DEFAULT \"pg_read_file\"('/etc/passwd'));",
            "dump-call CREATE TABLE public.t (a text DEFAULT pg_catalog . \"pg_read_file\" -- x~ ('/etc/passwd'));",
            "dump-call CREATE TABLE public.t (a text DEFAULT PG_Read_File('/etc/passwd'));",
            "dump-call CREATE TABLE public.t (a text DEFAULT \"lower;\"('x'));",
            "dump-call CREATE TABLE public.t (a text DEFAULT public.\"in\"('x'));",
            "dump-call CREATE TABLE public.t (a text DEFAULT \"in\"('x'));",
            "dump-statement CREATE TABLE public.t (a text DEFAULT U&\"^0070g_read_file\"('/etc/passwd'));",
            "dump-statement CREATE TABLE public.t (a text DEFAULT ('/etc/passwd'::text).pg_read_file);",
            "dump-call COMMENT ON TABLE public.note IS E'^''; SELECT pg_sleep(1); --';",
            "dump-call SELECT f($a$ ; $a$);",
            "dump-statement COMMENT ON TABLE public.note IS 'a'~'b';",
            "dump-statement COMMENT ON TABLE public.note IS E'a'~'^'';';",
            "dump-statement COMMENT ON TABLE public.note IS :'HOST';",
            "dump-statement CREATE TABLE public.t (a text) DO INSTEAD NOTHING;",
            "dump-statement CREATE TABLE public.t (a text, (SELECT 1; SELECT 2));",
            // PostgreSQL takes x.f for f(x) where x is a plain value
            "dump-call CREATE VIEW public.v AS SELECT x.pg_read_file FROM unnest(ARRAY['/etc/passwd'::text]) x;",
            "dump-call CREATE VIEW public.v AS SELECT x.pg_read_file FROM unnest(ARRAY['/etc/passwd'::text]) AS x(y);",
            "dump-call CREATE VIEW public.v AS SELECT x.ts_stat FROM lower('select 1') WITH ORDINALITY AS x(a, b);",
            "dump-call CREATE VIEW public.v AS SELECT lower.pg_read_file FROM lower('/ETC/PASSWD');",
            "dump-call CREATE VIEW public.v AS SELECT btrim.pg_read_file FROM trim('/etc/passwd');",
            "dump-call CREATE VIEW public.v AS SELECT x.pg_read_file FROM coalesce('/etc/passwd'::text) \"x\";",
            "dump-call CREATE VIEW public.v AS SELECT x.pg_read_file FROM CURRENT_USER x;",
            "dump-call CREATE VIEW public.v AS SELECT \"current_user\".pg_read_file FROM CURRENT_USER;",
            "dump-statement CREATE VIEW public.v AS SELECT x.pg_read_file FROM ROWS FROM (lower('/ETC/PASSWD')) x;",
            "dump-call CREATE VIEW public.v AS SELECT (SELECT x.f FROM unnest(a) x(f)) AS a, x.f FROM lower('a') x(g);",
            "dump-function CREATE FUNCTION public.f(t text) RETURNS text LANGUAGE sql AS $$SELECT t.pg_read_file$$;",
            "dump-function CREATE FUNCTION public.f(text) RETURNS text LANGUAGE sql AS $$SELECT $1.pg_read_file$$;",
            "dump-function CREATE FUNCTION public.f(t text) RETURNS text LANGUAGE sql AS $$SELECT f.t.pg_read_file$$;",
            // code that stays
            "dump-function CREATE FUNCTION public.f() RETURNS void LANGUAGE plpgsql AS $$BEGIN EXECUTE 'x'; END$$;",
            "dump-function CREATE FUNCTION public.f() RETURNS int LANGUAGE plpgsql AS $$BEGIN RETURN QUERY EXECUTE 'x'; END$$;",
            "dump-function CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS $$SELECT 1; DROP TABLE note$$;",
            "dump-function CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS $$SELECT 1 /* ; */ --~; DROP TABLE note$$;",
            "dump-call CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS $$SELECT/*/**/*/pg_sleep--~(1)$$;",
            "dump-function CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS $$SELECT 1 /* /* */$$;",
            "dump-function CREATE FUNCTION public.f() RETURNS int LANGUAGE sql SECURITY DEFINER AS $$SELECT 1$$;",
            "dump-function CREATE FUNCTION public.f() RETURNS int LANGUAGE sql SET search_path TO x AS $$SELECT 1$$;",
            "dump-function CREATE FUNCTION public.f() RETURNS int LANGUAGE c AS '/tmp/evil.so', 'f';",
            "dump-function CREATE FUNCTION public.f() RETURNS int LANGUAGE plpython3u AS $$import os$$;",
            "dump-function CREATE FUNCTION public.f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;",
            "dump-function CREATE FUNCTION public.f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END;",
            "dump-call CREATE FUNCTION public.f() RETURNS text LANGUAGE sql AS $$SELECT pg_read_file('/etc/passwd')$$;",
            "dump-function CREATE PROCEDURE public.p() LANGUAGE sql AS $$SELECT 1$$;",
            "dump-function CREATE AGGREGATE public.a(integer) (SFUNC = evil, STYPE = integer);",
            "dump-function CREATE RULE r AS ON INSERT TO public.note DO ALSO (SELECT 1; SELECT 2);",
            "dump-function CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION public.f();",
            "dump-function CREATE TRIGGER t BEFORE INSERT ON public.note FOR EACH ROW EXECUTE FUNCTION public.evil();",
            "dump-function CREATE LANGUAGE plpython3u;",
            "dump-statement CREATE OPERATOR public.+ (FUNCTION = public.evil, LEFTARG = text, RIGHTARG = text);",
            "dump-statement CREATE CAST (text AS integer) WITH FUNCTION public.evil(text) AS IMPLICIT;",
            "dump-statement CREATE CONVERSION public.c FOR 'UTF8' TO 'LATIN1' FROM evil;",
            "dump-statement CREATE TRANSFORM FOR text LANGUAGE sql (FROM SQL WITH FUNCTION public.evil(internal));",
            "dump-statement CREATE OPERATOR CLASS public.o FOR TYPE text USING btree AS FUNCTION 1 public.evil(text, text);",
            "dump-statement CREATE ACCESS METHOD a TYPE INDEX HANDLER public.evil;",
            "dump-statement CREATE TYPE public.t (INPUT = public.evil, OUTPUT = public.evil);",
            "dump-statement CREATE TYPE public.r AS RANGE (subtype = integer, subtype_diff = public.evil);",
            "dump-statement CREATE COLLATION public.c (provider = libc, locale = '../../tmp/evil');",
            "dump-statement CREATE TEXT SEARCH TEMPLATE public.t (LEXIZE = evil);",
            "dump-statement CREATE POLICY p ON public.note USING (true);",
            "dump-statement SECURITY LABEL ON TABLE public.note IS 'x';",
            // other servers, other programs
            "dump-extension CREATE EXTENSION IF NOT EXISTS dblink WITH SCHEMA public;",
            "dump-extension CREATE EXTENSION \"plpython3u\";",
            "dump-extension CREATE EXTENSION file_fdw;",
            "dump-extension CREATE EXTENSION pg_cron;",
            "dump-statement ALTER EXTENSION pg_trgm ADD FUNCTION public.evil();",
            "dump-statement CREATE SERVER s FOREIGN DATA WRAPPER file_fdw;",
            "dump-statement CREATE FOREIGN TABLE public.t (a text) SERVER s OPTIONS (program 'id');",
            "dump-statement IMPORT FOREIGN SCHEMA public FROM SERVER s INTO public;",
            "dump-statement CREATE PUBLICATION p FOR ALL TABLES;",
            "dump-statement CREATE SUBSCRIPTION s CONNECTION 'host=evil' PUBLICATION p;",
            "dump-setting CREATE INDEX i ON public.note USING pgroonga (text) WITH (plugins='../../tmp/evil');",
            "dump-setting CREATE INDEX i ON public.note USING pgroonga (text) WITH (plugins='/tmp/evil');",
            "dump-program COPY public.note FROM PROGRAM 'id';",
            "dump-program COPY (SELECT 1) TO PROGRAM 'id';",
            "dump-server-file COPY public.note TO '/tmp/x';",
            "dump-server-file COPY public.note FROM '/etc/passwd';",
            // the catalogs: a role, a function, a hook is a row there
            "dump-statement COPY pg_catalog.pg_authid (oid, rolname, rolsuper) FROM stdin;~7\tx\tt~^.~",
            "dump-statement COPY pg_proc (oid) FROM stdin;~7~^.~",
            "dump-statement COPY \"pg_catalog\".\"pg_rewrite\" (oid) FROM stdin;~7~^.~",
            "dump-statement COPY information_schema.sql_features (feature_id) FROM stdin;~7~^.~",
            "dump-statement ALTER TABLE pg_catalog.pg_authid OWNER TO misskey;",
            "dump-statement GRANT ALL ON TABLE pg_authid TO PUBLIC;",
            "dump-statement GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) TO PUBLIC;",
            "dump-statement CREATE VIEW pg_catalog.v AS SELECT 1 AS a;",
            "dump-statement CREATE INDEX i ON pg_class USING btree (oid);",
            "dump-statement CREATE FUNCTION pg_catalog.lower(name) RETURNS text LANGUAGE sql AS $$SELECT 'x'$$;",
            // rights and settings
            "dump-statement GRANT postgres TO misskey;",
            "dump-statement GRANT pg_execute_server_program TO PUBLIC;",
            "dump-statement GRANT SET ON PARAMETER session_preload_libraries TO PUBLIC;",
            "dump-statement REASSIGN OWNED BY postgres TO misskey;",
            "dump-beyond ALTER SYSTEM SET archive_command = 'id';",
            "dump-beyond ALTER ROLE misskey SUPERUSER;",
            "dump-beyond ALTER DATABASE misskey SET session_preload_libraries = 'x';",
            "dump-beyond CREATE USER MAPPING FOR PUBLIC SERVER s;",
            "dump-setting SET session_preload_libraries = 'evil';",
            "dump-setting SET search_path = evil, pg_catalog;",
            "dump-setting SET standard_conforming_strings = off;",
            "dump-setting SET check_function_bodies = pg_sleep;",
            "dump-setting SET dynamic_library_path = '/tmp';",
            "dump-setting SET row_security TO 'x';",
            "dump-setting SET statement_timeout = 1;",
            "dump-statement SET statement_timeout = 0, lock_timeout = 0;",
            // psql
            "dump-command ^! id~",
            "dump-command ^copy public.note from program 'id'~",
            "dump-command ^i /etc/passwd~",
            "dump-command ^connect postgres~",
            "dump-command ^unrestrict QnsPhBGQx0sr2jWKEqbY3ZrGhPDK9s1dVbYDJJwTlV9KEofCmcSvn0VoVdkc8Ec~",
            "dump-command ^restrict abc~",
            "dump-command ^restrict ab`id`c~",
            "dump-command SELECT 'SELECT pg_sleep(1)' ^gexec~",
            "dump-command SELECT pg_catalog.setval('public.s', 1) ^g |id~",
            "dump-command SELECT 1 ^gset x~",
            "dump-command COMMENT ON TABLE public.note IS 'x'^; DROP TABLE public.note;~",
            "dump-command ^set x `id`~",
            "dump-command ^lo_import /etc/passwd~",
            "dump-command ^.x~",
            // encodings in which a byte of a letter can be a backslash or a quote
            "dump-encoding SET client_encoding = 'SJIS';",
            "dump-encoding SET client_encoding = 'SHIFT_JIS_2004';",
            "dump-encoding SET client_encoding = 'BIG5';",
            "dump-encoding SET client_encoding = 'GBK';",
            "dump-encoding SET client_encoding = 'GB18030';",
            "dump-encoding SET client_encoding = 'UHC';",
            "dump-encoding SET client_encoding = 'JOHAB';",
            "dump-encoding SET client_encoding TO sjis;",
            "dump-encoding SET client_encoding = 'EUC_JP';",
            "dump-encoding SET client_encoding = E'SJI^123';",
            "dump-statement SET NAMES 'SJIS';");

    private HostileDumps() {}

    static Stream<Case> cases() {
        return LINES.stream().map(line -> {
            String[] parts = line.split(" ", 2);
            return new Case(parts[0], parts[1].replace('^', '\\').replace('~', '\n') + "\n");
        });
    }
}
