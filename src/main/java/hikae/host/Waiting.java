package hikae.host;

/** Waits that an interrupt ends: it is passed on as the end of the wait, and the thread stays interrupted. */
public final class Waiting {
    private Waiting() {}

    /** Something that waits and says whether it happened in time. */
    public interface Wait {
        boolean await() throws InterruptedException;
    }

    /** False when it did not happen in time, or when this thread is to end. */
    public static boolean until(Wait wait) {
        try {
            return wait.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
