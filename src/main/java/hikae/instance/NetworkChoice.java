package hikae.instance;

/**
 * A network the backup container could join.
 *
 * @param name its real name
 * @param id its id now; empty text when only the files are known
 * @param driver such as bridge
 * @param internal whether it has no way out
 * @param labelled whether Compose calls it {@code internal_network}
 * @param shared whether the database and Misskey's web service are both on it
 * @param alias the name by which the database answers there
 */
public record NetworkChoice(
        String name, String id, String driver, boolean internal, boolean labelled, boolean shared, String alias) {
    /** The smaller, the better it fits. */
    public int rank() {
        return (labelled ? 0 : 2) + (shared ? 0 : 1);
    }
}
