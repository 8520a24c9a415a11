package hikae.dump.rows;

import java.util.List;

/**
 * Looks at some columns of one table while a dump is read. Only these columns are decoded, so a watcher costs
 * little; the rows come in the order of the dump.
 */
public interface RowWatcher {
    /** The table, without its schema. */
    String table();

    /** The columns it looks at, by their names; a block of the table without one of them is not shown. */
    List<String> columns();

    /** One row: its fields are these columns in this order, valid during the call only. */
    void row(WatchedRow row);
}
