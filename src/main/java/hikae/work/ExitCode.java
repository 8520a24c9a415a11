package hikae.work;

/** How a command ended, as its exit status. */
public enum ExitCode {
    DONE(0),
    BUG(1),
    WRONG_USE(2),
    /** A problem; nothing was changed. */
    PROBLEM(3),
    /** Stopped midway; the journal is kept. */
    MIDWAY(4),
    /** Done, but a check says no. */
    CHECK_SAYS_NO(5),
    /** Another run holds the lock. */
    BUSY(75),
    /** The operator left. */
    LEFT(130);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    /** The number handed to the shell. */
    public int status() {
        return status;
    }
}
