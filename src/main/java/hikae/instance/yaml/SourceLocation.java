package hikae.instance.yaml;

/**
 * Where something stands in a file: what every refusal of a file names.
 *
 * @param file the name as shown to the operator
 * @param line from 1
 * @param column from 1, in characters; for a file that is not UTF-8, in bytes
 */
public record SourceLocation(String file, int line, int column) {
    /** Short, for where the directory is known: {@code compose.yml:4}. */
    public String brief() {
        return file.substring(file.lastIndexOf('/') + 1) + ":" + line;
    }

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
