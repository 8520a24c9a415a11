package hikae.backup.dumps;

import hikae.host.Files;
import hikae.text.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What a database held when it was last known to be whole.
 *
 * @param rows how much
 * @param at when
 */
public record Counted(Rows rows, Instant at) {
    /** Beside the dumps, and none by its name: nowhere else can the hook of a scheduled backup write. */
    public static final String NOTE = "hikae-rows";

    private static final int LIMIT = 4096;

    /** What the hook noted after the last backup, or a restore has put there; empty where there is no such note. */
    static Optional<Counted> noted(Files files, Path backups) {
        try {
            Path note = backups.resolve(NOTE);
            return files.look(note)
                    .filter(state -> state.kind() == Files.Kind.FILE && state.size() <= LIMIT)
                    .flatMap(state -> files.readIfThere(note, LIMIT)
                            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                            .map(text -> Rows.said(text).orElse(new Rows(0, 0)))
                            .map(rows -> new Counted(rows, state.modified())));
        } catch (ProblemException e) {
            return Optional.empty(); // the backups themselves tell it, too
        }
    }

    /**
     * After a restore another database has the name: what the one before held is no measure for it.
     *
     * @param now what it holds; empty where it cannot be asked, then the next backup is compared with nothing
     */
    public static void measure(Files files, Path backups, Optional<Rows> now) {
        String text = now.map(Rows::printed).orElse("");
        try {
            files.replace(backups.resolve(NOTE), text.getBytes(StandardCharsets.UTF_8));
        } catch (ProblemException e) {
            return; // a backup that is held back says how to let it through
        }
    }
}
