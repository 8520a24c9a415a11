package hikae.backup.dumps;

import hikae.dump.DumpReading;
import hikae.dump.DumpReport;
import hikae.dump.parts.DumpParts;
import hikae.dump.parts.DumpPartsJson;
import hikae.host.Files;
import hikae.host.OwnRecord;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came of reading dumps, kept in {@code hikae/dumps} of the backup directory: a file for each, named by
 * the dump's inode, size and time. The folder of the dumps itself belongs to the image, which deletes there. Only what
 * root or we have written counts: the backup directory may be somebody else's, who could say what he likes of a dump.
 */
public final class KnownDumps {
    private static final int LIMIT = 8 << 20;
    private static final int PARTS_LIMIT = 64 << 20;

    /** One more whenever a dump is judged by other rules: what passed the old ones is read again. */
    private static final long SCHEMA = 2;

    private static final String PARTS = ".parts.json";

    private static final Pattern OURS = Pattern.compile("(\\d+-\\d+-\\d+-\\d+)(?:\\.parts)?\\.json");

    private final Files files;
    private final Path directory;

    /**
     * @param home the backup directory
     */
    public KnownDumps(Files files, Path home) {
        this.files = files;
        this.directory = home.resolve("hikae/dumps");
    }

    /** What is known of this inode as it stands now; empty when it is another or was changed since. */
    public Optional<Dump.Verified> find(Files.State state) {
        try {
            return said(name(state), ".json", LIMIT).flatMap(json -> verified(json, state));
        } catch (ProblemException e) {
            return Optional.empty(); // what cannot be read is not known; the dump can be read again
        }
    }

    /** The same with the place of each statement in it; empty where only the one or the other is known. */
    public Optional<DumpReading> reading(Files.State state) {
        return find(state).flatMap(known -> parts(state).map(parts -> new DumpReading(known.report(), parts)));
    }

    private Optional<DumpParts> parts(Files.State state) {
        try {
            return said(name(state), PARTS, PARTS_LIMIT).flatMap(DumpPartsJson::parts);
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /** What root or we have written, and of this dump: the owner of the directory can only take away or move it. */
    private Optional<Map<String, Object>> said(String dump, String kind, int limit) {
        return record(dump + kind)
                .read(limit)
                .filter(json -> Long.valueOf(SCHEMA).equals(json.get("schema")));
    }

    private static Optional<Dump.Verified> verified(Map<String, Object> json, Files.State state) {
        try {
            Instant at = Instant.parse(String.valueOf(json.get("verified_at")));
            boolean untouched = state.changed().toString().equals(json.get("changed"));
            return DumpReport.of(json).map(report -> new Dump.Verified(report, at, untouched));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Keeps what came of reading a dump that stood like this. */
    void keep(Files.State state, Dump.Verified verified) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("verified_at", verified.at());
        json.put("changed", state.changed().toString());
        json.putAll(verified.report().json());
        write(name(state) + ".json", json);
    }

    /** Keeps where the statements of a good one lie, by which it is loaded without being read again. */
    void keep(Files.State state, DumpParts parts) {
        write(name(state) + PARTS, DumpPartsJson.of(parts));
    }

    private void write(String name, Map<String, Object> json) {
        Map<String, Object> all = new LinkedHashMap<>(json);
        all.put("schema", SCHEMA);
        files.makeDirectory(directory, Files.PRIVATE_DIRECTORY);
        record(name).write(all);
    }

    private OwnRecord record(String name) {
        return new OwnRecord(files, directory.resolve(name), name);
    }

    /** Forgets what is known of dumps that are no more. */
    void forgetAllBut(List<Dump> dumps) {
        List<String> present = dumps.stream().map(dump -> name(dump.state())).toList();
        for (Path file : files.list(directory)) {
            Matcher name = OURS.matcher(String.valueOf(file.getFileName()));
            if (name.matches() && !present.contains(name.group(1))) {
                files.remove(file);
            }
        }
    }

    private static String name(Files.State state) {
        Instant at = state.modified();
        String time = at.getEpochSecond() + String.format("%09d", at.getNano());
        return state.id().replaceAll("\\D+", "-").replaceFirst("^-", "") + "-" + state.size() + "-" + time;
    }
}
