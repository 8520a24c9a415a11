SET statement_timeout = '8s';
SELECT format('SELECT ''rows %s '' || round(count(*) * 100.0 / %s) FROM %s TABLESAMPLE SYSTEM (%s)',
  relname, share, oid::regclass, share)
FROM (SELECT oid, relname, least(100, 100.0 * 500 * current_setting('block_size')::int
    / greatest(1, pg_relation_size(oid))) AS share
  FROM pg_class WHERE oid IN (to_regclass('public.note'), to_regclass('public."user"'))) AS counted \gexec
\echo rows counted
