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

-- Of ten notes three are renotes and two are replies, to one of the two thousand before.
INSERT INTO note (id, "userId", "userHost", text, visibility, uri, url, "replyId", "replyUserId", "replyUserHost",
        "renoteId", "renoteUserId", "renoteUserHost", "threadId", mentions, "fileIds", "attachedFileTypes", emojis, tags,
        reactions, "reactionAndUserPairCache", "hasPoll")
    SELECT plan.id, m."userId", m."userHost",
        CASE WHEN n % 10 > 2 THEN m.text || ' ' || substr(md5(plan.id), 1, 12) END, m.visibility,
        'https://' || m."userHost" || '/notes/' || plan.id, 'https://' || m."userHost" || '/@' || m."userId" || '/' || plan.id,
        CASE WHEN is_reply THEN to_id END, CASE WHEN is_reply THEN t."userId" END, CASE WHEN is_reply THEN t."userHost" END,
        CASE WHEN is_renote THEN to_id END, CASE WHEN is_renote THEN t."userId" END, CASE WHEN is_renote THEN t."userHost" END,
        CASE WHEN is_reply THEN to_id END, CASE WHEN is_reply THEN ARRAY[t."userId"] ELSE '{}' END,
        CASE WHEN n % 5 = 4 THEN ARRAY[plan.id] ELSE m."fileIds" END, CASE WHEN n % 5 = 4 THEN '{image/webp}' ELSE '{}'::text[] END,
        CASE WHEN n % 4 = 1 THEN '{blobcat1,blobcat2}' ELSE '{}'::text[] END, m.tags,
        (CASE WHEN n % 4 = 0 THEN '{"👍": 1, ":blobcat1@.:": 1}' WHEN n % 2 = 0 THEN '{"👍": 1}' ELSE '{}' END)::jsonb,
        CASE WHEN n % 2 = 0 THEN ARRAY[t."userId" || '/👍'] ELSE '{}' END, n % 100 = 3
    FROM (SELECT here.*, coalesce(there.id, here.id) AS to_id, coalesce(there.place, here.place) AS to_place,
            here.n % 10 < 3 AS is_renote, here.n % 10 IN (3, 4) AS is_reply
        FROM plan here LEFT JOIN plan there ON there.n = here.n - 1 - here.n * 7919 % 2000) plan
    JOIN model m USING (place) JOIN model t ON t.place = to_place ORDER BY n;
INSERT INTO note_reaction (id, "userId", "noteId", reaction)
    SELECT plan.id, m."userId", plan.id, '👍' FROM plan JOIN model m USING (place) WHERE n % 2 = 0 ORDER BY n;
INSERT INTO note_reaction (id, "userId", "noteId", reaction)
    SELECT overlay(plan.id PLACING 'rr' FROM 9), u.id, plan.id, ':blobcat1@.:'
    FROM plan JOIN plan u ON u.n = plan.n - plan.n % 50 WHERE plan.n % 4 = 0 ORDER BY plan.n;
INSERT INTO note_favorite (id, "userId", "noteId")
    SELECT plan.id, (SELECT min(id) FROM "user"), plan.id FROM plan WHERE n % 40 = 0 ORDER BY n;
INSERT INTO poll ("noteId", multiple, choices, votes, "noteVisibility", "userId")
    SELECT plan.id, false, '{はい,いいえ}', '{3,1}', m.visibility::text::poll_notevisibility_enum, m."userId"
    FROM plan JOIN model m USING (place) WHERE n % 100 = 3 ORDER BY n;
-- A file of a remote note is a link to its server; those of local ones are here.
INSERT INTO drive_file (id, "userId", "userHost", md5, name, type, size, blurhash, properties, "storedInternal", url,
        "thumbnailUrl", uri, "accessKey", "isLink")
    SELECT plan.id, m."userId", m."userHost", md5(plan.id), '写真.webp', 'image/webp', 10000 + n,
        'yFA]' || substr(md5(plan.id || n), 1, 28), '{"width": 1920, "height": 1080}', m."userHost" IS NULL,
        'https://' || coalesce(m."userHost", 'files.test') || '/files/' || plan.id || '.webp',
        'https://' || m."userHost" || '/files/thumbnail-' || plan.id || '.webp',
        'https://' || m."userHost" || '/files/' || plan.id || '.webp',
        CASE WHEN m."userHost" IS NULL THEN plan.id END, m."userHost" IS NOT NULL
    FROM plan JOIN model m USING (place) WHERE n % 5 = 4 ORDER BY n;
INSERT INTO "user" (id, username, "usernameLower", name)
    SELECT id, 'u' || id, 'u' || id, '新しい利用者' FROM plan WHERE n % 50 = 0 ORDER BY n;
INSERT INTO user_profile ("userId", description) SELECT id, 'はじめまして' FROM plan WHERE n % 50 = 0 ORDER BY n;
COMMIT;
