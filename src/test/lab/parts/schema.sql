-- A part of Misskey's database (as of 2025.10) for tests: real names of tables and columns, fewer
-- of them. The rows come from seed.py; the migrations it names are those of migrations.txt.
CREATE TYPE public.note_visibility_enum AS ENUM ('public', 'home', 'followers', 'specified');
CREATE TYPE public.poll_notevisibility_enum AS ENUM ('public', 'home', 'followers', 'specified');
CREATE TYPE public.user_profile_followersvisibility_enum AS ENUM ('public', 'followers', 'private');
CREATE TYPE public.instance_suspensionstate_enum AS ENUM
    ('none', 'manuallySuspended', 'goneSuspended', 'autoSuspendedForNotResponding');

CREATE TABLE public.migrations (
    id serial PRIMARY KEY,
    "timestamp" bigint NOT NULL,
    name character varying NOT NULL
);

CREATE TABLE public."user" (
    id character varying(32) PRIMARY KEY,
    "updatedAt" timestamp with time zone,
    "lastFetchedAt" timestamp with time zone,
    "lastActiveDate" timestamp with time zone,
    "hideOnlineStatus" boolean DEFAULT false NOT NULL,
    username character varying(128) NOT NULL,
    "usernameLower" character varying(128) NOT NULL,
    name character varying(128),
    "followersCount" integer DEFAULT 0 NOT NULL,
    "followingCount" integer DEFAULT 0 NOT NULL,
    "movedToUri" character varying(512),
    "alsoKnownAs" text,
    "notesCount" integer DEFAULT 0 NOT NULL,
    "avatarId" character varying(32) UNIQUE,
    "bannerId" character varying(32) UNIQUE,
    "avatarUrl" character varying(1024),
    "bannerUrl" character varying(512),
    "avatarBlurhash" character varying(128),
    "bannerBlurhash" character varying(128),
    "avatarDecorations" jsonb DEFAULT '[]'::jsonb NOT NULL,
    tags character varying(128)[] DEFAULT '{}' NOT NULL,
    score integer DEFAULT 0 NOT NULL,
    "isSuspended" boolean DEFAULT false NOT NULL,
    "isLocked" boolean DEFAULT false NOT NULL,
    "isBot" boolean DEFAULT false NOT NULL,
    "isCat" boolean DEFAULT false NOT NULL,
    "isExplorable" boolean DEFAULT true NOT NULL,
    "isHibernated" boolean DEFAULT false NOT NULL,
    "isDeleted" boolean DEFAULT false NOT NULL,
    emojis character varying(128)[] DEFAULT '{}' NOT NULL,
    "chatScope" character varying(128) DEFAULT 'mutual' NOT NULL,
    host character varying(128),
    inbox character varying(512),
    "sharedInbox" character varying(512),
    featured character varying(512),
    uri character varying(512),
    "followersUri" character varying(512),
    token character(16) UNIQUE
);
COMMENT ON COLUMN public."user".host IS 'The host of the User. It will be null if local.';

CREATE TABLE public.drive_folder (
    id character varying(32) PRIMARY KEY,
    name character varying(128) NOT NULL,
    "userId" character varying(32) REFERENCES public."user"(id) ON DELETE CASCADE,
    "parentId" character varying(32) REFERENCES public.drive_folder(id) ON DELETE SET NULL
);

CREATE TABLE public.drive_file (
    id character varying(32) PRIMARY KEY,
    "userId" character varying(32) REFERENCES public."user"(id) ON DELETE SET NULL,
    "userHost" character varying(128),
    md5 character varying(32) NOT NULL,
    name character varying(256) NOT NULL,
    type character varying(128) NOT NULL,
    size integer NOT NULL,
    comment character varying(512),
    blurhash character varying(128),
    properties jsonb DEFAULT '{}'::jsonb NOT NULL,
    "storedInternal" boolean NOT NULL,
    url character varying(1024) NOT NULL,
    "thumbnailUrl" character varying(512),
    "webpublicUrl" character varying(512),
    "webpublicType" character varying(128),
    "accessKey" character varying(256) UNIQUE,
    "thumbnailAccessKey" character varying(256) UNIQUE,
    "webpublicAccessKey" character varying(256) UNIQUE,
    uri character varying(1024),
    src character varying(1024),
    "folderId" character varying(32) REFERENCES public.drive_folder(id) ON DELETE SET NULL,
    "isSensitive" boolean DEFAULT false NOT NULL,
    "maybeSensitive" boolean DEFAULT false NOT NULL,
    "maybePorn" boolean DEFAULT false NOT NULL,
    "isLink" boolean DEFAULT false NOT NULL,
    "requestHeaders" jsonb DEFAULT '{}'::jsonb,
    "requestIp" character varying(128)
);
ALTER TABLE public."user" ADD FOREIGN KEY ("avatarId") REFERENCES public.drive_file(id) ON DELETE SET NULL;
ALTER TABLE public."user" ADD FOREIGN KEY ("bannerId") REFERENCES public.drive_file(id) ON DELETE SET NULL;

CREATE TABLE public.channel (
    id character varying(32) PRIMARY KEY,
    "lastNotedAt" timestamp with time zone,
    "userId" character varying(32) REFERENCES public."user"(id) ON DELETE SET NULL,
    name character varying(128) NOT NULL,
    description character varying(2048),
    "notesCount" integer DEFAULT 0 NOT NULL,
    "usersCount" integer DEFAULT 0 NOT NULL,
    "isArchived" boolean DEFAULT false NOT NULL
);

CREATE TABLE public.note (
    id character varying(32) PRIMARY KEY,
    "replyId" character varying(32),
    "renoteId" character varying(32),
    "threadId" character varying(256),
    text text,
    name character varying(256),
    cw character varying(512),
    "userId" character varying(32) NOT NULL REFERENCES public."user"(id) ON DELETE CASCADE,
    "localOnly" boolean DEFAULT false NOT NULL,
    "reactionAcceptance" character varying(64),
    "renoteCount" smallint DEFAULT 0 NOT NULL,
    "repliesCount" smallint DEFAULT 0 NOT NULL,
    "clippedCount" smallint DEFAULT 0 NOT NULL,
    "pageCount" smallint DEFAULT 0 NOT NULL,
    reactions jsonb DEFAULT '{}'::jsonb NOT NULL,
    visibility public.note_visibility_enum NOT NULL,
    uri character varying(512),
    url character varying(512),
    "fileIds" character varying(32)[] DEFAULT '{}' NOT NULL,
    "attachedFileTypes" character varying(256)[] DEFAULT '{}' NOT NULL,
    "visibleUserIds" character varying(32)[] DEFAULT '{}' NOT NULL,
    mentions character varying(32)[] DEFAULT '{}' NOT NULL,
    "mentionedRemoteUsers" text DEFAULT '[]' NOT NULL,
    "reactionAndUserPairCache" character varying(1024)[] DEFAULT '{}' NOT NULL,
    emojis character varying(128)[] DEFAULT '{}' NOT NULL,
    tags character varying(128)[] DEFAULT '{}' NOT NULL,
    "hasPoll" boolean DEFAULT false NOT NULL,
    "channelId" character varying(32) REFERENCES public.channel(id) ON DELETE CASCADE,
    "userHost" character varying(128),
    "replyUserId" character varying(32),
    "replyUserHost" character varying(128),
    "renoteUserId" character varying(32),
    "renoteUserHost" character varying(128),
    "renoteChannelId" character varying(32)
);

CREATE TABLE public.note_reaction (
    id character varying(32) PRIMARY KEY,
    "userId" character varying(32) NOT NULL REFERENCES public."user"(id) ON DELETE CASCADE,
    "noteId" character varying(32) NOT NULL REFERENCES public.note(id) ON DELETE CASCADE,
    reaction character varying(260) NOT NULL
);

CREATE TABLE public.note_favorite (
    id character varying(32) PRIMARY KEY,
    "userId" character varying(32) NOT NULL REFERENCES public."user"(id) ON DELETE CASCADE,
    "noteId" character varying(32) NOT NULL REFERENCES public.note(id) ON DELETE CASCADE
);

CREATE TABLE public.poll (
    "noteId" character varying(32) PRIMARY KEY REFERENCES public.note(id) ON DELETE CASCADE,
    "expiresAt" timestamp with time zone,
    multiple boolean NOT NULL,
    choices character varying(256)[] DEFAULT '{}' NOT NULL,
    votes integer[] NOT NULL,
    "noteVisibility" public.poll_notevisibility_enum NOT NULL,
    "userId" character varying(32) NOT NULL,
    "userHost" character varying(128)
);

CREATE TABLE public.following (
    id character varying(32) PRIMARY KEY,
    "followeeId" character varying(32) NOT NULL REFERENCES public."user"(id) ON DELETE CASCADE,
    "followerId" character varying(32) NOT NULL REFERENCES public."user"(id) ON DELETE CASCADE,
    "isFollowerHibernated" boolean DEFAULT false NOT NULL,
    "withReplies" boolean DEFAULT false NOT NULL,
    notify character varying(32),
    "followerHost" character varying(128),
    "followerInbox" character varying(512),
    "followerSharedInbox" character varying(512),
    "followeeHost" character varying(128),
    "followeeInbox" character varying(512),
    "followeeSharedInbox" character varying(512)
);

CREATE TABLE public.follow_request (
    id character varying(32) PRIMARY KEY,
    "followeeId" character varying(32) NOT NULL REFERENCES public."user"(id) ON DELETE CASCADE,
    "followerId" character varying(32) NOT NULL REFERENCES public."user"(id) ON DELETE CASCADE,
    "requestId" character varying(128)
);

CREATE TABLE public.blocking (
    id character varying(32) PRIMARY KEY,
    "blockeeId" character varying(32) NOT NULL REFERENCES public."user"(id) ON DELETE CASCADE,
    "blockerId" character varying(32) NOT NULL REFERENCES public."user"(id) ON DELETE CASCADE
);

CREATE TABLE public.user_keypair (
    "userId" character varying(32) PRIMARY KEY REFERENCES public."user"(id) ON DELETE CASCADE,
    "publicKey" character varying(4096) NOT NULL,
    "privateKey" character varying(4096) NOT NULL
);

CREATE TABLE public.user_publickey (
    "userId" character varying(32) PRIMARY KEY REFERENCES public."user"(id) ON DELETE CASCADE,
    "keyId" character varying(256) NOT NULL UNIQUE,
    "keyPem" character varying(4096) NOT NULL
);

CREATE TABLE public.user_profile (
    "userId" character varying(32) PRIMARY KEY REFERENCES public."user"(id) ON DELETE CASCADE,
    location character varying(128),
    birthday character(10),
    description character varying(2048),
    fields jsonb DEFAULT '[]'::jsonb NOT NULL,
    url character varying(512),
    email character varying(128),
    "emailVerified" boolean DEFAULT false NOT NULL,
    "followersVisibility" public.user_profile_followersvisibility_enum DEFAULT 'public' NOT NULL,
    password character varying(128),
    "twoFactorEnabled" boolean DEFAULT false NOT NULL,
    "autoAcceptFollowed" boolean DEFAULT false NOT NULL,
    "userHost" character varying(128)
);

CREATE TABLE public.system_account (
    id character varying(32) PRIMARY KEY,
    "userId" character varying(32) NOT NULL REFERENCES public."user"(id) ON DELETE CASCADE,
    type character varying(256) NOT NULL UNIQUE
);

CREATE TABLE public.instance (
    id character varying(32) PRIMARY KEY,
    "firstRetrievedAt" timestamp with time zone NOT NULL,
    host character varying(128) NOT NULL UNIQUE,
    "usersCount" integer DEFAULT 0 NOT NULL,
    "notesCount" integer DEFAULT 0 NOT NULL,
    "followingCount" integer DEFAULT 0 NOT NULL,
    "followersCount" integer DEFAULT 0 NOT NULL,
    "latestRequestReceivedAt" timestamp with time zone,
    "isNotResponding" boolean DEFAULT false NOT NULL,
    "suspensionState" public.instance_suspensionstate_enum DEFAULT 'none' NOT NULL,
    "softwareName" character varying(64),
    "softwareVersion" character varying(64)
);

CREATE TABLE public.emoji (
    id character varying(32) PRIMARY KEY,
    "updatedAt" timestamp with time zone,
    name character varying(128) NOT NULL,
    host character varying(128),
    category character varying(128),
    "originalUrl" character varying(512) NOT NULL,
    "publicUrl" character varying(512) DEFAULT '' NOT NULL,
    uri character varying(512),
    type character varying(64),
    aliases character varying(128)[] DEFAULT '{}' NOT NULL,
    license character varying(1024)
);

CREATE TABLE public.hashtag (
    id character varying(32) PRIMARY KEY,
    name character varying(128) NOT NULL UNIQUE,
    "mentionedUserIds" character varying(32)[] NOT NULL,
    "mentionedUsersCount" integer DEFAULT 0 NOT NULL
);

CREATE TABLE public.role (
    id character varying(32) PRIMARY KEY,
    "updatedAt" timestamp with time zone NOT NULL,
    name character varying(256) NOT NULL,
    "isAdministrator" boolean DEFAULT false NOT NULL,
    policies jsonb DEFAULT '{}'::jsonb NOT NULL
);

CREATE TABLE public.access_token (
    id character varying(32) PRIMARY KEY,
    "lastUsedAt" timestamp with time zone,
    token character varying(128) NOT NULL,
    hash character varying(128) NOT NULL,
    "userId" character varying(32) NOT NULL REFERENCES public."user"(id) ON DELETE CASCADE,
    permission character varying(64)[] DEFAULT '{}' NOT NULL
);

CREATE TABLE public.__chart__notes (
    id serial PRIMARY KEY,
    date integer NOT NULL UNIQUE,
    ___local_total integer DEFAULT 0 NOT NULL,
    ___remote_total integer DEFAULT 0 NOT NULL
);

CREATE TABLE public.meta (
    id character varying(32) PRIMARY KEY,
    "rootUserId" character varying(32) REFERENCES public."user"(id) ON DELETE SET NULL,
    name character varying(1024),
    "shortName" character varying(64),
    description character varying(1024),
    "maintainerName" character varying(1024),
    "maintainerEmail" character varying(1024),
    "disableRegistration" boolean DEFAULT true NOT NULL,
    langs character varying(1024)[] DEFAULT '{}' NOT NULL,
    "hiddenTags" character varying(1024)[] DEFAULT '{}' NOT NULL,
    "blockedHosts" character varying(1024)[] DEFAULT '{}' NOT NULL,
    "cacheRemoteFiles" boolean DEFAULT false NOT NULL,
    "useObjectStorage" boolean DEFAULT false NOT NULL,
    "objectStorageBucket" character varying(1024),
    "objectStoragePrefix" character varying(1024),
    "objectStorageBaseUrl" character varying(1024),
    "objectStorageEndpoint" character varying(1024),
    "objectStorageRegion" character varying(1024),
    "objectStorageAccessKey" character varying(1024),
    "objectStorageSecretKey" character varying(1024),
    "objectStoragePort" integer,
    "objectStorageUseSSL" boolean DEFAULT true NOT NULL,
    "objectStorageUseProxy" boolean DEFAULT true NOT NULL,
    "objectStorageSetPublicRead" boolean DEFAULT false NOT NULL,
    "objectStorageS3ForcePathStyle" boolean DEFAULT true NOT NULL
);

CREATE UNIQUE INDEX "IDX_user_username_host" ON public."user" ("usernameLower", host);
CREATE INDEX "IDX_user_updatedAt" ON public."user" ("updatedAt");
CREATE INDEX "IDX_user_lastActiveDate" ON public."user" ("lastActiveDate");
CREATE INDEX "IDX_user_usernameLower" ON public."user" ("usernameLower");
CREATE INDEX "IDX_user_isExplorable" ON public."user" ("isExplorable");
CREATE INDEX "IDX_user_host" ON public."user" (host);
CREATE INDEX "IDX_user_uri" ON public."user" (uri);
CREATE INDEX "IDX_user_tags" ON public."user" (tags);
CREATE UNIQUE INDEX "IDX_note_uri" ON public.note (uri);
CREATE INDEX "IDX_note_userId_id" ON public.note ("userId", id DESC);
CREATE INDEX "IDX_note_replyId" ON public.note ("replyId");
CREATE INDEX "IDX_note_renoteId" ON public.note ("renoteId");
CREATE INDEX "IDX_note_threadId" ON public.note ("threadId");
CREATE INDEX "IDX_note_channelId_id" ON public.note ("channelId", id DESC);
CREATE INDEX "IDX_note_userHost" ON public.note ("userHost");
CREATE INDEX "IDX_NOTE_FILE_IDS" ON public.note USING gin ("fileIds");
CREATE INDEX "IDX_NOTE_VISIBLE_USER_IDS" ON public.note USING gin ("visibleUserIds");
CREATE INDEX "IDX_NOTE_MENTIONS" ON public.note USING gin (mentions);
CREATE INDEX "IDX_NOTE_TAGS" ON public.note USING gin (tags);
CREATE UNIQUE INDEX "IDX_note_reaction_user_note" ON public.note_reaction ("userId", "noteId");
CREATE INDEX "IDX_note_reaction_user" ON public.note_reaction ("userId");
CREATE INDEX "IDX_note_reaction_note" ON public.note_reaction ("noteId");
CREATE UNIQUE INDEX "IDX_note_favorite_user_note" ON public.note_favorite ("userId", "noteId");
CREATE UNIQUE INDEX "IDX_following_pair" ON public.following ("followerId", "followeeId");
CREATE INDEX "IDX_drive_file_user_folder" ON public.drive_file ("userId", "folderId", id);
CREATE INDEX "IDX_drive_file_md5" ON public.drive_file (md5);
CREATE INDEX "IDX_drive_file_userId" ON public.drive_file ("userId");
CREATE INDEX "IDX_drive_file_userHost" ON public.drive_file ("userHost");
CREATE INDEX "IDX_drive_file_type" ON public.drive_file ("type");
CREATE INDEX "IDX_drive_file_uri" ON public.drive_file ("uri");
CREATE INDEX "IDX_drive_file_folderId" ON public.drive_file ("folderId");
CREATE INDEX "IDX_drive_file_isSensitive" ON public.drive_file ("isSensitive");
CREATE INDEX "IDX_drive_file_maybeSensitive" ON public.drive_file ("maybeSensitive");
CREATE INDEX "IDX_drive_file_maybePorn" ON public.drive_file ("maybePorn");
CREATE INDEX "IDX_drive_file_isLink" ON public.drive_file ("isLink");
CREATE INDEX "IDX_poll_userId" ON public.poll ("userId");
CREATE INDEX "IDX_poll_userHost" ON public.poll ("userHost");
CREATE UNIQUE INDEX "IDX_emoji_name_host" ON public.emoji (name, host);

INSERT INTO public.migrations ("timestamp", name) VALUES
    (1000000000000, 'Init1000000000000'),
    (1556348509290, 'Pages1556348509290'),
    (1556746559567, 'UserProfile1556746559567'),
    (1557476068003, 'PinnedUsers1557476068003'),
    (1557761316509, 'AddSomeUrls1557761316509'),
    (1557932705754, 'ObjectStorageSetting1557932705754'),
    (1558072954435, 'PageLike1558072954435'),
    (1561873850023, 'ChartIndexes1561873850023'),
    (1562869971568, 'ModerationLog1562869971568'),
    (1579267006611, 'v121579267006611'),
    (1586624197029, 'AddObjectStorageUseProxy1586624197029'),
    (1595075960584, 'blurhash1595075960584'),
    (1597230137744, 'objectStorageSetPublicRead1597230137744'),
    (1603094348345, 'refineAbuseUserReport1603094348345'),
    (1611547387175, 'objectStorageS3ForcePathStyle1611547387175'),
    (1622679304522, 'userProfileDescriptionLength1622679304522'),
    (1740121393164, 'SystemAccounts1740121393164'),
    (1740129169650, 'SystemAccounts21740129169650'),
    (1740133121105, 'SystemAccounts31740133121105'),
    (1741279404074, 'SystemAccounts1741279404074'),
    (1745378064470, 'CompositeNoteIndex1745378064470');
INSERT INTO public.meta (id) VALUES ('x');
