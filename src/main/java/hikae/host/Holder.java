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
 * @param process which process of this number that is; empty where an older Hikae has written it
 */
public record Holder(long pid, Instant since, Optional<ProcessMark> process) {
    static final int LIMIT = 4096;

    private static final int WORDS = 4;

    /** The line that goes into the file. */
    public byte[] toBytes() {
        String which = process.map(mark -> " process " + mark).orElse("");
        return ("pid " + pid + " since " + since + which + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    static Optional<Holder> parse(byte[] content) {
        String[] words = new String(content, StandardCharsets.US_ASCII).trim().split(" ");
        if (words.length < WORDS || !words[1].matches("\\d{1,9}")) {
            return Optional.empty();
        }
        Optional<ProcessMark> process =
                words.length > WORDS ? ProcessMark.parse(words[words.length - 1]) : Optional.empty();
        try {
            return Optional.of(new Holder(Long.parseLong(words[1]), Instant.parse(words[3]), process));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
