package hikae.dump;

import java.util.List;

/**
 * What a block of rows goes into.
 *
 * @param table the table
 * @param columns its columns in the order of the fields
 */
record CopyTarget(TableName table, List<String> columns) {
    CopyTarget {
        columns = List.copyOf(columns);
    }
}
