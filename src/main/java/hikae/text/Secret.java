package hikae.text;

/**
 * A value that must never be seen by accident: its {@code toString} shows stars.
 *
 * @param reveal the value itself; called only where it is written to a 0600 file, sent to the database or
 *     shown on the operator's own request
 */
public record Secret(String reveal) {
    /** What stands for a secret wherever one would be printed. */
    public static final String STARS = "********";

    @Override
    public String toString() {
        return STARS;
    }
}
