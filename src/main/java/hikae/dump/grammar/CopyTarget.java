package hikae.dump.grammar;

import java.util.List;

/**
 * What a block of rows goes into.
 *
 * @param table the table
 * @param columns its columns in the order of the fields
 */
public record CopyTarget(TableName table, List<String> columns) {
    public CopyTarget {
        columns = List.copyOf(columns);
    }
}
