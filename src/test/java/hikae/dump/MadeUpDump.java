package hikae.dump;

import hikae.dump.rows.Fingerprint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A dump as pg_dump makes it of a Misskey of any size: the same seed gives the same bytes. It knows what it
 * holds, so a test can compare. Written as a stream, for the benchmark, or as one text, for damage.
 */
public final class MadeUpDump {
    private static final String TOKEN = "QnsPhBGQx0sr2jWKEqbY3ZrGhPDK9s1dVbYDJJwTlV9KEofCmcSvn0VoVdkc8Ec";
    private static final long EPOCH_2000 = 946_684_800_000L;

    private static final int ACTOR = 1;
    private static final String KEY = "-----BEGIN PUBLIC KEY-----\nmade up\n-----END PUBLIC KEY-----\n";
    private static final String KEY_SHA256 = "f7dab1841f53815f3af993a8192f9c60c72fe7e193d66d0c17013fb8bcaf8c05";

    public final Map<String, Long> rows = new LinkedHashMap<>();
    final TreeSet<String> indexes = new TreeSet<>();
    final TreeSet<String> constraints = new TreeSet<>();
    final TreeSet<String> roles = new TreeSet<>();
    final List<String> extensions = new ArrayList<>();
    final List<String> migrations = new ArrayList<>();
    String newestNote = "";

    final long seed;
    long notes = 20;
    long users = 5;
    String server = "15.18 (Debian 15.18-0+deb12u1)";
    String client = "15.18 (Debian 15.18-0+deb12u1)";
    String owner = "\"example-misskey-user\"";
    /** The name of the second user; empty for a dump without keys. */
    String actor = "instance.actor";

    boolean restricted = true;
    public String lineEnd = "\n";
    /** Statements that stand between the tables and the rows. */
    public String ddl = "";
    /** Whole blocks that stand behind Misskey's rows. */
    public String blocks = "";
    /** Statements that stand behind the rows, where indexes are made. */
    public String post = "";

    MadeUpDump(long seed) {
        this.seed = seed;
    }

    public static MadeUpDump small() {
        return new MadeUpDump(1);
    }

    /** So many notes that the text has about this many bytes. */
    public static MadeUpDump ofSize(long seed, long bytes) {
        MadeUpDump dump = new MadeUpDump(seed);
        dump.notes = Math.max(1, (bytes - 5_000) / 303);
        return dump;
    }

    public String text() {
        return new String(sql(), StandardCharsets.UTF_8);
    }

    public byte[] sql() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out);
        return out.toByteArray();
    }

    byte[] gz() {
        return gz(sql(), Deflater.DEFAULT_COMPRESSION);
    }

    static byte[] gz(String text) {
        return gz(text.getBytes(StandardCharsets.UTF_8), Deflater.DEFAULT_COMPRESSION);
    }

    static byte[] gz(byte[] bytes, int level) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packed = packing(out, level)) {
            packed.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static OutputStream packing(OutputStream out, int level) throws IOException {
        return new GZIPOutputStream(out, 1 << 16) {
            {
                def.setLevel(level);
            }
        };
    }

    void write(OutputStream out) {
        Sink sink = new Sink(out, lineEnd);
        head(sink);
        tables(sink);
        sink.text(ddl);
        rows(sink);
        sink.text(blocks);
        indexesAndKeys(sink);
        sink.text(post);
        sink.text("--\n-- PostgreSQL database dump complete\n--\n\n");
        if (restricted) {
            sink.text("\\unrestrict " + TOKEN + "\n\n");
        }
        sink.flush();
    }

    private void head(Sink sink) {
        sink.text("--\n-- PostgreSQL database dump\n--\n\n");
        if (restricted) {
            sink.text("\\restrict " + TOKEN + "\n\n");
        }
        sink.text("-- Dumped from database version " + server + "\n-- Dumped by pg_dump version " + client + "\n\n");
        sink.text("""
                SET statement_timeout = 0;
                SET lock_timeout = 0;
                SET client_encoding = 'UTF8';
                SET standard_conforming_strings = on;
                SELECT pg_catalog.set_config('search_path', '', false);
                SET row_security = off;

                """);
    }

    private void tables(Sink sink) {
        sink.text("""
                --
                -- Name: note_visibility_enum; Type: TYPE; Schema: public; Owner: x
                --

                CREATE TYPE public.note_visibility_enum AS ENUM (
                    'public',
                    'home'
                );

                """);
        owned(sink, "TYPE public.note_visibility_enum");
        roles.add(owner.replace("\"", ""));
        table(sink, "meta", "id character varying(32) NOT NULL,\n    name character varying(1024)");
        table(sink, "migrations", "id integer NOT NULL,\n    \"timestamp\" bigint NOT NULL,\n    name text NOT NULL");
        table(
                sink,
                "note",
                "id character varying(32) NOT NULL,\n    \"replyId\" character varying(32),\n    text text,\n"
                        + "    CONSTRAINT \"CHK_note\" CHECK (((id)::text <> ''::text))");
        constraints.add("CHK_note");
        table(sink, "\"user\"", "id character varying(32) NOT NULL,\n    username text DEFAULT 'a;b'::text NOT NULL");
        if (!actor.isEmpty()) {
            table(sink, "user_keypair", "\"userId\" character varying(32) NOT NULL");
        }
    }

    private void table(Sink sink, String name, String columns) {
        sink.text("--\n-- Name: " + name + "; Type: TABLE; Schema: public; Owner: x\n--\n\n");
        sink.text("CREATE TABLE public." + name + " (\n    " + columns + "\n);\n\n\n");
        owned(sink, "TABLE public." + name);
    }

    private void owned(Sink sink, String what) {
        sink.text("ALTER " + what + " OWNER TO " + owner + ";\n\n");
    }

    private void rows(Sink sink) {
        sink.text("""
                --
                -- Data for Name: meta; Type: TABLE DATA; Schema: public; Owner: x
                --

                COPY public.meta (id, name) FROM stdin;
                x\tMisskey \\\\o/ \
                \\tいい
                \\.


                """);
        rows.put("meta", 1L);
        migrations(sink);
        notes(sink);
        sink.text("COPY public.\"user\" (id, username, host) FROM stdin;\n");
        for (long i = 0; i < users; i++) {
            sink.text(base36(i, 8) + "user00\t" + (i == ACTOR ? actor : "user" + i) + "\t\\N\n");
        }
        rows.put("user", users);
        sink.text("\\.\n\n\n");
        if (!actor.isEmpty()) {
            sink.text("COPY public.user_keypair (\"userId\", \"publicKey\") FROM stdin;\n" + base36(0, 8)
                    + "user00\t-----\n" + base36(ACTOR, 8) + "user00\t" + KEY.replace("\n", "\\n")
                    + "\n\\.\n\n\n");
            rows.put("user_keypair", 2L);
        }
    }

    /** What tells whose dump it is. */
    static Fingerprint fingerprint() {
        return new Fingerprint(base36(ACTOR, 8) + "user00", KEY_SHA256, true);
    }

    /** Out of order, as rows may be. */
    private void migrations(Sink sink) {
        sink.text("""
                COPY public.migrations (id, "timestamp", name) FROM stdin;
                2\t1000000001000\tFirst1000000001000
                1\t999\tInit999
                3\t1767169026317\tBirthdayIndex1767169026317
                \\.


                """);
        rows.put("migrations", 3L);
        migrations.addAll(List.of("Init999", "First1000000001000", "BirthdayIndex1767169026317"));
    }

    private void notes(Sink sink) {
        sink.text(
                "COPY public.note (id, \"replyId\", \"userId\", text, cw, visibility, uri, reactions, tags) FROM stdin;\n");
        MadeUpWords words = new MadeUpWords(seed);
        long newest = -1;
        for (long i = 0; i < notes; i++) {
            long at = 1_700_000_000_000L - EPOCH_2000 + i * 1000 + words.below(900);
            newest = Math.max(newest, at);
            sink.text(base36(at, 8) + "made0000\t");
            words.note(sink);
        }
        newestNote = newest < 0 ? "" : base36(newest, 8) + "made0000";
        rows.put("note", notes);
        sink.text("\\.\n\n\n");
    }

    private void indexesAndKeys(Sink sink) {
        sink.text("SELECT pg_catalog.setval('public.migrations_id_seq', 3, true);\n\n");
        key(sink, "ONLY public.note", "PK_note", "PRIMARY KEY (id)", true);
        key(sink, "ONLY public.\"user\"", "PK_user", "PRIMARY KEY (id)", true);
        key(sink, "ONLY public.\"user\"", "UQ user name", "UNIQUE (username)", true);
        sink.text("""
                CREATE INDEX "IDX_note_reply" ON public.note USING btree ("replyId");

                CREATE UNIQUE INDEX idx_user_lower ON public."user" USING btree (lower(username), id DESC) WHERE (username <> ';'::text);

                """);
        indexes.addAll(List.of("IDX_note_reply", "idx_user_lower"));
        key(sink, "ONLY public.note", "FK_note_reply", "FOREIGN KEY (\"replyId\") REFERENCES public.note(id)", false);
    }

    private void key(Sink sink, String table, String name, String what, boolean index) {
        sink.text("ALTER TABLE " + table + "\n    ADD CONSTRAINT \"" + name + "\" " + what + ";\n\n\n");
        constraints.add(name);
        if (index) {
            indexes.add(name);
        }
    }

    static String base36(long value, int width) {
        String digits = Long.toString(value, 36);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    /** Bytes on their way out, with the line ends that are asked for. */
    static final class Sink {
        private final OutputStream out;
        private final boolean plain;
        private final String lineEnd;
        private final byte[] buffer = new byte[1 << 16];
        private int used;

        Sink(OutputStream out, String lineEnd) {
            this.out = out;
            this.lineEnd = lineEnd;
            this.plain = lineEnd.equals("\n");
        }

        void text(String text) {
            bytes((plain ? text : text.replace("\n", lineEnd)).getBytes(StandardCharsets.UTF_8));
        }

        void bytes(byte[] bytes) {
            if (used + bytes.length > buffer.length) {
                flush();
            }
            if (bytes.length > buffer.length) {
                put(bytes, bytes.length);
            } else {
                System.arraycopy(bytes, 0, buffer, used, bytes.length);
                used += bytes.length;
            }
        }

        void flush() {
            put(buffer, used);
            used = 0;
        }

        private void put(byte[] bytes, int length) {
            try {
                out.write(bytes, 0, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
