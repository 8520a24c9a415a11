package hikae.backup.dumps;

import hikae.dump.DumpFacts;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much a Misskey database holds, as far as it tells a whole one from one that has lost its data.
 *
 * @param notes how many notes; 0 where there is no such table
 * @param users how many users, the same
 */
public record Rows(long notes, long users) {
    /** Below, half as many is nothing odd: in a new instance one of three notes may have been deleted. */
    private static final long FEW = 20;

    private static final Pattern COUNT = Pattern.compile("(?m)^rows (note|user) (\\d{1,18})$");
    private static final Pattern END = Pattern.compile("(?m)^rows counted$");

    /** What a backup holds. */
    public static Rows of(DumpFacts facts) {
        return new Rows(facts.rows().getOrDefault("note", 0L), facts.rows().getOrDefault("user", 0L));
    }

    /**
     * What {@code rows.sql} printed, among other lines.
     *
     * @return empty unless it came to its end: then a table without a line is not there
     */
    public static Optional<Rows> said(String output) {
        long notes = 0;
        long users = 0;
        Matcher count = COUNT.matcher(output);
        while (count.find()) {
            long rows = Long.parseLong(count.group(2));
            notes = count.group(1).equals("note") ? rows : notes;
            users = count.group(1).equals("user") ? rows : users;
        }
        return END.matcher(output).find() ? Optional.of(new Rows(notes, users)) : Optional.empty();
    }

    /** As {@code rows.sql} prints it, and the hook notes it. */
    String printed() {
        return "rows note " + notes + "\nrows user " + users + "\nrows counted\n";
    }

    /** Whether less than half of the notes or of the users is left; {@code templates/hook.sh} judges the same. */
    public boolean isShrunkFrom(Rows before) {
        return isLost(before.notes, notes, FEW) || isLost(before.users, users, users == 0 ? 1 : FEW);
    }

    private static boolean isLost(long before, long now, long fewest) {
        return before >= fewest && now * 2 < before;
    }
}
