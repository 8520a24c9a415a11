package hikae.dump.rows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the names of Misskey's migrations; upstream has some 350. */
public final class MigrationRows implements RowWatcher {
    private static final int MOST = 20_000;
    private static final int LONGEST_TIME = 18;
    private static final int LONGEST_NAME = 256;

    private record Migration(long timestamp, String name) {}

    private final List<Migration> migrations = new ArrayList<>();

    @Override
    public String table() {
        return "migrations";
    }

    @Override
    public List<String> columns() {
        return List.of("timestamp", "name");
    }

    @Override
    public void row(WatchedRow row) {
        String timestamp = row.text(0);
        boolean number = timestamp.length() <= LONGEST_TIME && timestamp.matches("\\d+");
        String name = row.text(1);
        if (number && migrations.size() < MOST && name.length() <= LONGEST_NAME) {
            migrations.add(new Migration(Long.parseLong(timestamp), name));
        }
    }

    /** Their names, oldest first. */
    public List<String> names() {
        return migrations.stream()
                .sorted(Comparator.comparingLong(Migration::timestamp).thenComparing(Migration::name))
                .map(Migration::name)
                .toList();
    }
}
