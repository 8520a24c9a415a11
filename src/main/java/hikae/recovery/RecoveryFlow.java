package hikae.recovery;

import java.util.Set;

/** The flows of recoveries, by the names that their runs, journals and texts bear; they stay as they are. */
final class RecoveryFlow {
    /** A backup into the place of the live database, or of a lost one. */
    static final String RESTORE = "restore";

    /** A kept database back into its place. */
    static final String UNDO = "undo";

    /** Letting go of a kept database. */
    static final String FORGET = "forget";

    /** A backup into a throwaway server. */
    static final String REHEARSE = "rehearse";

    /** Starting a database that only does not run. */
    static final String WAKE = "wake";

    /** Those that change which databases the live server has: an interrupted one is told of until it is dealt with. */
    static final Set<String> OF_DATABASES = Set.of(RESTORE, UNDO, FORGET);

    /** Those that can be taken up. */
    static final Set<String> ALL = Set.of(RESTORE, UNDO, FORGET, REHEARSE, WAKE);

    private RecoveryFlow() {}
}
