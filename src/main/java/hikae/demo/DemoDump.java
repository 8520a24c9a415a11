package hikae.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

/** A dump of the made-up Misskey, small and whole. */
final class DemoDump {
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
                username character varying(128) NOT NULL
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

            COPY public."user" (id, username) FROM stdin;
            9a0000000001	admin
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
        String aid = Long.toString(newest.toEpochMilli() - YEAR_2000, 36) + "0000aaaa";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(SQL.formatted(aid).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
