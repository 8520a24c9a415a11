-- More notes, made of the first 5,000 that are there, with what hangs on notes: reactions, favourites, polls, files.
-- psql's variables: notes = how many; spread = yes: over the time of those that are there, no: all of now.
-- 200,000 take some seconds: the server makes them, and nobody checks that their authors exist.
BEGIN;
SET LOCAL session_replication_role = replica;
SET LOCAL max_parallel_workers_per_gather = 0;

-- Ids are aidx: milliseconds since 2000 in base 36, a node of their own each time, a counter.
CREATE FUNCTION pg_temp.digit(number bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
    $$ SELECT substr('0123456789abcdefghijklmnopqrstuvwxyz', (number % 36)::int + 1, 1) $$;
CREATE FUNCTION pg_temp.four(number bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
    $$ SELECT pg_temp.digit(number / 46656) || pg_temp.digit(number / 1296) || pg_temp.digit(number / 36)
        || pg_temp.digit(number) $$;
CREATE FUNCTION pg_temp.time36(id text) RETURNS bigint LANGUAGE sql IMMUTABLE AS
    $$ SELECT sum((strpos('0123456789abcdefghijklmnopqrstuvwxyz', substr(id, place, 1)) - 1)
           * (36::numeric ^ (8 - place))::bigint)::bigint
       FROM generate_series(1, 8) place $$;

CREATE TEMP TABLE span ON COMMIT DROP AS
    SELECT CASE WHEN :'spread' = 'yes' THEN pg_temp.time36(min(id)) ELSE today END AS first,
        CASE WHEN :'spread' = 'yes' THEN pg_temp.time36(max(id)) ELSE today END AS last,
        pg_temp.four(today / 1000) AS node, least(count(*), 5000) AS there
    FROM note, (SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint - 946684800000) now(today)
    GROUP BY today;
CREATE TEMP TABLE model ON COMMIT DROP AS
    SELECT row_number() OVER (ORDER BY id) - 1 AS place, note.* FROM note ORDER BY id LIMIT 5000;
CREATE UNIQUE INDEX ON model (place);
ANALYZE model;
CREATE TEMP TABLE plan ON COMMIT DROP AS
    SELECT n, pg_temp.four(at / 1679616) || pg_temp.four(at) || node || pg_temp.four(n) AS id,
        (n * 7919 + 13) % there AS place
    FROM (SELECT n, first + (last - first) * n / :notes AS at, node, there
        FROM span, generate_series(0::bigint, :notes - 1) n) even;

INSERT INTO note (id, "userId", "userHost", text, visibility, uri, "replyId", "fileIds", tags, reactions, "hasPoll")
    SELECT plan.id, m."userId", m."userHost", m.text || ' ' || substr(md5(plan.id), 1, 12), m.visibility,
        'https://' || m."userHost" || '/notes/' || plan.id, CASE WHEN n % 7 = 0 THEN m.id END, m."fileIds", m.tags,
        (CASE WHEN n % 5 = 0 THEN '{"👍": 1}' ELSE '{}' END)::jsonb, n % 100 = 3
    FROM plan JOIN model m USING (place) ORDER BY n;
INSERT INTO note_reaction (id, "userId", "noteId", reaction)
    SELECT plan.id, m."userId", plan.id, '👍' FROM plan JOIN model m USING (place) WHERE n % 5 = 0 ORDER BY n;
INSERT INTO note_favorite (id, "userId", "noteId")
    SELECT plan.id, (SELECT min(id) FROM "user"), plan.id FROM plan WHERE n % 40 = 0 ORDER BY n;
INSERT INTO poll ("noteId", multiple, choices, votes, "noteVisibility", "userId")
    SELECT plan.id, false, '{はい,いいえ}', '{3,1}', m.visibility::text::poll_notevisibility_enum, m."userId"
    FROM plan JOIN model m USING (place) WHERE n % 100 = 3 ORDER BY n;
INSERT INTO drive_file (id, "userId", md5, name, type, size, "storedInternal", url, "accessKey")
    SELECT plan.id, (SELECT min(id) FROM "user"), md5(plan.id), '写真.webp', 'image/webp', 10000 + n, true,
        'https://files.test/' || plan.id, plan.id
    FROM plan WHERE n % 100 = 7 ORDER BY n;
INSERT INTO "user" (id, username, "usernameLower", name)
    SELECT id, 'u' || id, 'u' || id, '新しい利用者' FROM plan WHERE n % 50 = 0 ORDER BY n;
INSERT INTO user_profile ("userId", description) SELECT id, 'はじめまして' FROM plan WHERE n % 50 = 0 ORDER BY n;
COMMIT;
