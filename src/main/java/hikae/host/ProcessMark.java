package hikae.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells one process from every other that ever had its number: numbers are given again, after a reboot the same ones to
 * others. Written as {@code PID-START-BOOT}.
 *
 * @param pid its number
 * @param start when it was started, in clock ticks since the boot (field 22 of {@code /proc/PID/stat}, see proc(5))
 * @param boot the boot it belongs to ({@code /proc/sys/kernel/random/boot_id})
 */
public record ProcessMark(long pid, long start, String boot) {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})-(\\d{1,18})-([0-9a-f-]{1,40})");

    /** The fields of {@code stat} behind the command's name, which may hold blanks and brackets itself: the third on. */
    private static final int START_BEHIND_NAME = 22 - 3;

    /** This process; empty where {@code /proc} does not tell. */
    public static Optional<ProcessMark> here() {
        long pid = ProcessHandle.current().pid();
        return bootNow().flatMap(boot -> start(pid).map(start -> new ProcessMark(pid, start, boot)));
    }

    /** From its written form; empty when it is none. */
    public static Optional<ProcessMark> parse(String text) {
        Matcher words = WRITTEN.matcher(text);
        return words.matches()
                ? Optional.of(
                        new ProcessMark(Long.parseLong(words.group(1)), Long.parseLong(words.group(2)), words.group(3)))
                : Optional.empty();
    }

    /** Whether it is seen that its number belongs to another by now, or to none since a reboot. */
    public boolean isGone() {
        return bootNow().filter(now -> !now.equals(boot)).isPresent()
                || start(pid).filter(now -> now != start).isPresent();
    }

    private static Optional<String> bootNow() {
        return text(Path.of("/proc/sys/kernel/random/boot_id")).map(String::strip);
    }

    private static Optional<Long> start(long pid) {
        return text(Path.of("/proc", String.valueOf(pid), "stat")).flatMap(ProcessMark::startIn);
    }

    /** When a process was started, by what its {@code stat} says. */
    static Optional<Long> startIn(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return fields.length > START_BEHIND_NAME && fields[START_BEHIND_NAME].matches("\\d{1,18}")
                ? Optional.of(Long.parseLong(fields[START_BEHIND_NAME]))
                : Optional.empty();
    }

    /** Nothing for a process that is gone, or that this account may not see. */
    private static Optional<String> text(Path path) {
        try {
            return Optional.of(Files.readString(path, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return pid + "-" + start + "-" + boot;
    }
}
