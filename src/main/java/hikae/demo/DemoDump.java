package hikae.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A dump of the made-up Misskey, small and whole. */
final class DemoDump {
    /** The tables in it, with their rows. */
    static final Map<String, Long> TABLES =
            Map.of("meta", 1L, "migrations", 1L, "note", 1L, "user", 2L, "user_keypair", 1L);

    /** What the backup container counts of them. */
    static final String ROWS = "rows note 1\nrows user 2\nrows counted\n";

    /** The account of the server itself, and SHA-256 of its public key below. */
    static final String ACTOR = "9a0000000000";

    static final String KEY = "a533df6c64cf5d6bff38bf7d1e0a08c0d80dc95bcb120d980e22a73fd7c5fbcf";

    static final List<String> INDEXES = List.of("IDX_note", "PK_note");
    static final List<String> CONSTRAINTS = List.of("PK_note");

    private static final long YEAR_2000 = 946_684_800_000L;

    private static final String SQL = """
            --
            -- PostgreSQL database dump
            --

            -- Dumped from database version 15.8
            -- Dumped by pg_dump version 15.8

            CREATE TABLE public.meta (
                id character varying(32) NOT NULL
            );
            CREATE TABLE public.migrations (
                id integer NOT NULL,
                "timestamp" bigint NOT NULL,
                name character varying NOT NULL
            );
            CREATE TABLE public.note (
                id character varying(32) NOT NULL,
                text text
            );
            CREATE TABLE public."user" (
                id character varying(32) NOT NULL,
                username character varying(128) NOT NULL,
                host character varying(128)
            );
            CREATE TABLE public.user_keypair (
                "userId" character varying(32) NOT NULL,
                "publicKey" character varying(4096) NOT NULL
            );

            COPY public.meta (id) FROM stdin;
            x
            \\.

            COPY public.migrations (id, "timestamp", name) FROM stdin;
            1	1000000000000	Init1000000000000
            \\.

            COPY public.note (id, text) FROM stdin;
            %s	hello
            \\.

            COPY public."user" (id, username, host) FROM stdin;
            9a0000000000	instance.actor	\\N
            9a0000000001	admin	\\N
            \\.

            COPY public.user_keypair ("userId", "publicKey") FROM stdin;
            9a0000000000	made-up-public-key
            \\.

            ALTER TABLE ONLY public.note
                ADD CONSTRAINT "PK_note" PRIMARY KEY (id);
            CREATE INDEX "IDX_note" ON public.note USING btree (id);

            --
            -- PostgreSQL database dump complete
            --
            """;

    private DemoDump() {}

    /** A dump whose newest note was written at this time. */
    static byte[] at(Instant newest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(SQL.formatted(id(newest)).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The id of a note written at this time. */
    static String id(Instant at) {
        return Long.toString(at.toEpochMilli() - YEAR_2000, 36) + "0000aaaa";
    }
}
