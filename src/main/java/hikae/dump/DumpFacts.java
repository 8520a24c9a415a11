package hikae.dump;

import hikae.dump.file.DumpFormat;
import hikae.dump.rows.Fingerprint;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a dump holds, as its own text says: the manifest a restore is compared with.
 *
 * @param format what the file really is, by its first bytes
 * @param bytes size of the file
 * @param sqlBytes size of the SQL in it
 * @param sha256 of all the file's bytes, lower-case hex, also of a damaged one
 * @param server the server it was made from, such as {@code 15.8}; empty where the text does not say
 * @param client the pg_dump that made it
 * @param rows rows of each table in the order of the dump, of those that have a block of rows, be it empty;
 *     tables of the schema public without its name, others as {@code schema.table}
 * @param indexes names of the indexes it makes, also those of primary keys and unique constraints, as
 *     {@code pg_indexes} has them; outside of the schema public with the schema in front
 * @param constraints names of the constraints it makes, NOT NULL left out: whether that has a name differs from
 *     version to version
 * @param roles the roles it gives things to
 * @param extensions the extensions it needs
 * @param newestNote the id of the newest note; empty without notes
 * @param newestNoteAt its time, decoded from the id where the method is known
 * @param migrations names of Misskey's migrations, oldest first
 * @param restricted whether it begins with {@code \restrict}, which psql before 2025-08 does not know
 * @param sequences what each sequence is set to, named as tables are: its value, a space, and whether that one
 *     has been given out, such as {@code 5 true}
 * @param fingerprint by what the instance is known again; empty when nothing in it tells
 * @param newerSettings the settings it makes that not every server knows, such as {@code transaction_timeout}, each
 *     with the oldest major version that does; on an older server a load leaves them out
 */
public record DumpFacts(
        DumpFormat format,
        long bytes,
        long sqlBytes,
        String sha256,
        Optional<String> server,
        Optional<String> client,
        Map<String, Long> rows,
        List<String> indexes,
        List<String> constraints,
        List<String> roles,
        List<String> extensions,
        Optional<String> newestNote,
        Optional<Instant> newestNoteAt,
        List<String> migrations,
        boolean restricted,
        Map<String, String> sequences,
        Optional<Fingerprint> fingerprint,
        Map<String, Integer> newerSettings) {
    public DumpFacts {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        indexes = List.copyOf(indexes);
        constraints = List.copyOf(constraints);
        roles = List.copyOf(roles);
        extensions = List.copyOf(extensions);
        migrations = List.copyOf(migrations);
        sequences = Collections.unmodifiableMap(new LinkedHashMap<>(sequences));
        newerSettings = Collections.unmodifiableMap(new LinkedHashMap<>(newerSettings));
    }

    /** The major version of the server it was made from, such as 15; empty where the text does not say. */
    public Optional<Integer> serverMajor() {
        return server.flatMap(DumpFacts::major);
    }

    /** The settings that a load leaves out on a server of this major version. */
    public List<String> leftOutOn(int major) {
        return newerSettings.entrySet().stream()
                .filter(setting -> setting.getValue() > major)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The major version of the pg_dump that made it. */
    public Optional<Integer> clientMajor() {
        return client.flatMap(DumpFacts::major);
    }

    /** {@code 15.8}, {@code 18beta1} and {@code 19devel} begin with it. */
    private static Optional<Integer> major(String version) {
        String digits = version.replaceFirst("^(\\d{1,4}).*", "$1");
        return digits.matches("\\d{1,4}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
    }
}
