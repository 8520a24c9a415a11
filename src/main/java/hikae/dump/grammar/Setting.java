package hikae.dump.grammar;

import hikae.dump.parts.DumpStatement;
import hikae.dump.parts.StatementKind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The settings that pg_dump writes at the beginning of a dump: which, to what, and since when servers know them. */
final class Setting {
    /** By name, what each may be set to; pg_dump writes one value, the others are harmless and seen in the wild. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("statement_timeout", "0"),
            Map.entry("lock_timeout", "0"),
            Map.entry("idle_in_transaction_session_timeout", "0"),
            Map.entry("idle_session_timeout", "0"),
            Map.entry("transaction_timeout", "0"),
            Map.entry("standard_conforming_strings", "on"),
            Map.entry("check_function_bodies", "false|off"),
            Map.entry("xmloption", "content"),
            Map.entry("client_min_messages", "warning|error"),
            Map.entry("row_security", "off|on"),
            Map.entry("escape_string_warning", "off"),
            Map.entry("default_with_oids", "false"),
            Map.entry("default_table_access_method", "heap"),
            Map.entry("default_tablespace", ".*"));

    /** Settings that servers before this major version refuse. */
    private static final Map<String, Integer> SINCE = Map.of("transaction_timeout", 17, "idle_session_timeout", 14);

    /** No server that still runs knows it. */
    private static final Map<String, Integer> NEVER = Map.of("default_with_oids", Integer.MAX_VALUE);

    /**
     * The client encodings in which each byte of a sign that has several is none of ASCII's, so that psql, this scan
     * and the server see the same quotes. In SJIS, BIG5, GBK, GB18030, UHC and JOHAB a second byte may be a backslash.
     */
    private static final Map<String, String> ENCODINGS = Map.ofEntries(
            Map.entry("UTF8", "UTF-8"),
            Map.entry("SQL_ASCII", "UTF-8"),
            Map.entry("LATIN1", "ISO-8859-1"),
            Map.entry("LATIN2", "ISO-8859-2"),
            Map.entry("LATIN3", "ISO-8859-3"),
            Map.entry("LATIN4", "ISO-8859-4"),
            Map.entry("LATIN5", "ISO-8859-9"),
            Map.entry("LATIN6", "US-ASCII"), // Java has no ISO-8859-10: only rows may have its letters
            Map.entry("LATIN7", "ISO-8859-13"),
            Map.entry("LATIN8", "US-ASCII"), // nor ISO-8859-14
            Map.entry("LATIN9", "ISO-8859-15"),
            Map.entry("LATIN10", "ISO-8859-16"));

    private Setting() {}

    /** Takes what stands behind SET. */
    static Meaning read(SqlWords words, StatementSink dump) {
        String name = words.name();
        if (!words.accept("=")) {
            words.expect("to");
        }
        String value = words.literal();
        if (name.equals("client_encoding")) {
            dump.encoding(value, charset(value).orElseThrow(() -> Refused.of(Refused.Cause.ENCODING, value)));
        } else if (!value.matches(VALUES.getOrDefault(name, "(?!)"))) {
            throw Refused.of(Refused.Cause.SETTING, name);
        }
        int since = NEVER.getOrDefault(name, SINCE.getOrDefault(name, DumpStatement.ALWAYS));
        return Meaning.of(StatementKind.SETTING).naming(name).since(since);
    }

    private static Optional<Charset> charset(String encoding) {
        return Optional.ofNullable(ENCODINGS.get(encoding))
                .map(name -> Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.US_ASCII);
    }
}
