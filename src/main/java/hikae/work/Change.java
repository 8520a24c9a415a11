package hikae.work;

import hikae.text.Message;
import hikae.text.Problem;
import java.nio.file.Path;
import java.util.Optional;

/** One thing a step will change, for the preview; nothing that is not named here is touched (P10). */
public sealed interface Change {
    /**
     * A file.
     *
     * @param path where
     * @param before its bytes now; empty when there is none
     * @param after its bytes then
     * @param mode its permission bits then
     * @param secret whether its content must not be shown
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes are what files hold; nobody compares two changes
    record FileChange(Path path, Optional<byte[]> before, byte[] after, int mode, boolean secret) implements Change {}

    /** A directory that is made. */
    record DirectoryChange(Path path, int mode) implements Change {}

    /** A command that is run, as the operator would type it. */
    record CommandChange(Path directory, String command) implements Change {}

    /** What is said in words only. */
    sealed interface Told extends Change {
        /** The words. */
        Message note();
    }

    /**
     * Something that puts trust in an account; with nobody there it must be named with the command.
     *
     * @param note in words
     * @param whom the account
     */
    record TrustChange(Message note, String whom) implements Told {}

    /**
     * Something by which good data may be lost for good; with nobody there it must be asked for with the command.
     *
     * @param note in words
     * @param unasked what is said where it was not
     */
    record LossChange(Message note, Problem unasked) implements Told {}

    /** Something else, in words. */
    record NoteChange(Message note) implements Told {}
}
