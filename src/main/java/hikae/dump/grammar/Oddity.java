package hikae.dump.grammar;

/** What a dump of one Misskey does not hold, or not there. */
public enum Oddity {
    /** A command for psql that would run on the machine of psql. */
    COMMAND,
    /** {@code COPY} from or to a program. */
    PROGRAM,
    /** {@code COPY} from or to a file of the server. */
    SERVER_FILE,
    /** A statement that reaches beyond the one database: CREATE DATABASE, ALTER ROLE. */
    BEYOND,
    /** A DROP that fails where there is nothing to drop. */
    DROP,
    /** SQL, or a command for psql, behind the line that says that the dump is complete. */
    BEHIND_END,
    /** Words that are no SQL behind that line. */
    TEXT_BEHIND,
    /** Words that are no SQL before the dump. */
    TEXT_BEFORE,
    /** More statements, or a longer one, than any Misskey has. */
    TOO_MUCH,
    /** A byte of zero. */
    ZERO_BYTE,
    /** Large objects. */
    LARGE_OBJECT,
    CARRIAGE_RETURN;

    /**
     * Where it stands first.
     *
     * @param line counted from 1 in the text, also when that is compressed
     * @param text a short piece of it
     */
    public record Place(long line, String text) {}
}
