package hikae.recovery.run;

import java.util.Set;

/** The flows of recoveries, by the names that their runs, journals and texts use; they stay as they are. */
public final class RecoveryFlow {
    /** A backup into the place of the live database, or of a lost one. */
    public static final String RESTORE = "restore";

    /** A kept database back into its place. */
    public static final String UNDO = "undo";

    /** Letting go of a kept database. */
    public static final String FORGET = "forget";

    /** A backup into a throwaway server. */
    public static final String REHEARSE = "rehearse";

    /** Starting a database that only does not run. */
    public static final String WAKE = "wake";

    /** Those that change which databases the live server has: an interrupted one is told of until it is dealt with. */
    public static final Set<String> OF_DATABASES = Set.of(RESTORE, UNDO, FORGET);

    /** Those that can be resumed. */
    public static final Set<String> ALL = Set.of(RESTORE, UNDO, FORGET, REHEARSE, WAKE);

    private RecoveryFlow() {}
}
