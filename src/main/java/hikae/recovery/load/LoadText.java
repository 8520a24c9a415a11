package hikae.recovery.load;

import hikae.dump.parts.DumpParts;
import hikae.dump.parts.DumpStatement;
import hikae.recovery.load.AfterRows.Piece;
import hikae.recovery.server.PsqlContainer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is sent of a dump besides its rows, as the file that {@code templates/load.sh} reads; pure but for {@link #into}.
 *
 * @param before what comes before the rows, in one transaction
 * @param rows what the session that takes the rows begins with
 * @param session what each session behind the rows begins with; {@code @SESSIONS@} stands for how many there are
 * @param after the pieces of work behind the rows
 */
public record LoadText(String before, String rows, String session, String after) {
    /** Where the client has it. */
    private static final String FILE = "/tmp/load";

    /** One that an extension lies in is there already. */
    private static final Pattern SCHEMA = Pattern.compile("^CREATE SCHEMA (?!IF NOT EXISTS )");

    /**
     * One index at a time had this memory; workers of its own would ask for the same again. Statistics are rough: of a
     * tenth of the rows that they usually are of, as PostgreSQL's vacuumdb makes them in stages.
     */
    private static final String SHARE = """
            SET default_statistics_target = 10;
            SELECT pg_catalog.set_config('maintenance_work_mem',
              greatest(1024, setting::bigint / @SESSIONS@) || 'kB', false)
            FROM pg_catalog.pg_settings WHERE name = 'maintenance_work_mem';
            SELECT pg_catalog.set_config('max_parallel_maintenance_workers', '0', false) WHERE @SESSIONS@ > 1;
            """;

    /**
     * Of a dump.
     *
     * @param tolerant whether constraints that rows contradict are left out
     * @param major the major version of the server
     * @param key what {@code \restrict} is said with, so that psql takes no command; empty for a psql that does not know it
     */
    public static LoadText of(DumpParts parts, boolean tolerant, int major, Optional<String> key) {
        String begin = PsqlContainer.NO_TIMEOUT
                + key.map(one -> "\\restrict " + one + "\n").orElse("");
        String statements = parts.before().stream()
                .filter(one -> isLoaded(one, major))
                .map(one -> SCHEMA.matcher(one.text()).replaceFirst("CREATE SCHEMA IF NOT EXISTS ") + ";\n")
                .collect(Collectors.joining());
        String settings = begin + SetBefore.session(parts, major);
        return new LoadText(
                begin + "BEGIN;\n" + statements + "COMMIT;\n",
                settings + "SET client_encoding = '" + parts.encoding().replace("'", "''") + "';\n",
                settings + SHARE,
                pieces(AfterRows.pieces(parts, tolerant, major)));
    }

    private static boolean isLoaded(DumpStatement one, int major) {
        return SetBefore.isOf(one) ? SetBefore.isSent(one, major) : !HandOver.takes(one);
    }

    /** A line of what to know of it, its statements, a zero byte. Tables by numbers: their names are the dump's. */
    private static String pieces(List<Piece> pieces) {
        Map<String, Integer> tables = new HashMap<>();
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            int table = tables.computeIfAbsent(piece.table(), name -> tables.size());
            text.append(piece.way().name().toLowerCase(Locale.ROOT))
                    .append('\t')
                    .append(table)
                    .append('\t')
                    .append(piece.block());
            text.append('\t').append(piece.name().replaceAll("\\s+", " ")).append('\n');
            text.append(piece.sql()).append('\0');
        }
        return text.toString();
    }

    /** Hands it to the client that loads, in one file: no statement has a zero byte in it. */
    public void into(PsqlContainer client) {
        String all = String.join("\0", before, rows, session, after);
        client.put(FILE, all.getBytes(StandardCharsets.UTF_8));
    }
}
