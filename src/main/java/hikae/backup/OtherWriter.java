package hikae.backup;

import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.Host;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who else can change a file: its owner, whoever may write to it, and the same for each directory above it, where it
 * could be replaced.
 */
final class OtherWriter {
    /** The answer where it is not one account. */
    static final String OTHERS = "others";

    private static final int GROUP = 020;
    private static final int EVERYBODY = 002;
    private static final int STICKY = 01000;

    private OtherWriter() {}

    /** An account's name, or {@link #OTHERS}; empty where only root and the one we run as can. */
    static Optional<String> of(Host host, Path file) {
        Environment us = host.environment();
        for (Path path = host.files().real(file); path != null; path = path.getParent()) {
            Optional<String> other = host.files().look(path).flatMap(state -> of(us, state));
            if (other.isPresent()) {
                return other;
            }
        }
        return Optional.empty();
    }

    /** A group of one's own is the rule where somebody works who is not root, so there it is no other. */
    private static Optional<String> of(Environment us, Files.State state) {
        if (state.uid() != 0 && state.uid() != us.uid()) {
            return Optional.of(Environment.nameOf(state.uid()));
        }
        int writers = us.uid() == 0 ? GROUP | EVERYBODY : EVERYBODY;
        boolean shared = state.kind() == Files.Kind.DIRECTORY && (state.mode() & STICKY) != 0;
        boolean link = state.kind() == Files.Kind.SYMLINK;
        return !shared && !link && (state.mode() & writers) != 0 ? Optional.of(OTHERS) : Optional.empty();
    }
}
