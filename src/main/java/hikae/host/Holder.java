package hikae.host;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Who holds a lock, as written into its file.
 *
 * @param pid its process
 * @param since when it took the lock
 */
public record Holder(long pid, Instant since) {
    static final int LIMIT = 4096;

    /** Whether that process is there; a lock dies with its process, what is written into it does not. */
    public boolean isAlive() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /** The line that goes into the file. */
    byte[] toBytes() {
        return ("pid " + pid + " since " + since + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    static Optional<Holder> parse(byte[] content) {
        String[] words = new String(content, StandardCharsets.US_ASCII).trim().split(" ");
        if (words.length != 4 || !words[1].matches("\\d{1,9}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Holder(Long.parseLong(words[1]), Instant.parse(words[3])));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
