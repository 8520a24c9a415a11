package hikae.backup;

import hikae.backup.compose.ComposeKey;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/** A compose file as somebody could have left it: odd indentation, comments, quotes, line ends, other services. */
public record RandomCompose(String file, Set<ComposeKey> present) {
    private static final List<ComposeKey> ASKED = List.of(
            ComposeKey.SCHEDULE, ComposeKey.ZONE, ComposeKey.KEEP_DAYS, ComposeKey.KEEP_WEEKS, ComposeKey.KEEP_MONTHS);
    private static final List<String> COMMENTS = List.of(
            "", " # mine", "  # SCHED: \"x\" {y} 'z' [", "   ", " # \uD83D\uDE00\uD842\uDFB7 \u3042\u3044 \u00e9");
    private static final List<String> FILLERS = List.of("", "   ", "# note", "      # deep", "# \uD83D\uDE00 a: b");
    private static final List<String> SCHEDULES =
            List.of("0 4 * * *", "* * * * *", "@daily", "0,30 */2 * * 1-5", "15 3 1 * *", "0 0 4 * * ?", "@every 6h");

    public static RandomCompose make(Random random) {
        return new Writer(random).write();
    }

    public static Map<ComposeKey, String> wanted(Random random) {
        Map<ComposeKey, String> wanted = new EnumMap<>(ComposeKey.class);
        for (ComposeKey key : ASKED) {
            if (random.nextBoolean()) {
                wanted.put(key, value(key, random) + (random.nextInt(8) == 0 ? "$x'\" #" : ""));
            }
        }
        return wanted;
    }

    private static String value(ComposeKey key, Random random) {
        return switch (key) {
            case SCHEDULE -> SCHEDULES.get(random.nextInt(SCHEDULES.size()));
            case ZONE -> random.nextBoolean() ? "Asia/Tokyo" : "UTC";
            default -> String.valueOf(1 + random.nextInt(400));
        };
    }

    /** Every line, with its end, that has nothing to do with the wanted values. */
    public static List<String> others(String file, Map<ComposeKey, String> wanted) {
        String ended = file.endsWith("\n") ? file : file + (file.contains("\r\n") ? "\r\n" : "\n");
        return Pattern.compile("(?<=\n)")
                .splitAsStream(ended)
                .filter(line -> wanted.keySet().stream()
                        .noneMatch(key -> line.matches(
                                "(?s)[\uFEFF ]*(- +)?['\"]?" + key.variable().orElseThrow() + "['\"]?\\s*[:=].*")))
                .toList();
    }

    public boolean lacks(ComposeKey key) {
        return !present.contains(key);
    }

    public byte[] bytes() {
        return Samples.bytes(file);
    }

    /** Writes one file, line by line. */
    private static final class Writer {
        private final Random random;
        private final StringBuilder text = new StringBuilder();
        private final Set<ComposeKey> present = EnumSet.noneOf(ComposeKey.class);
        private final String lineEnd;

        Writer(Random random) {
            this.random = random;
            this.lineEnd = random.nextInt(3) == 0 ? "\r\n" : "\n";
        }

        RandomCompose write() {
            text.append(random.nextInt(4) == 0 ? "\uFEFF" : "");
            line(0, "services:");
            int services = 1 + random.nextInt(6);
            boolean first = random.nextBoolean();
            if (first) {
                other(services);
            }
            backup(services, services + 1 + random.nextInt(7));
            if (!first || random.nextBoolean()) {
                network();
            }
            String file = text.toString();
            boolean noEnd = random.nextInt(4) == 0;
            return new RandomCompose(noEnd ? file.stripTrailing() : file, present);
        }

        private void other(int indent) {
            line(indent, "other:");
            line(indent + 2, "environment: {SCHEDULE: '0 1 * * *', TZ: 'UTC'}");
            line(indent + 2, "command: [\"a\", 'b', 0644, on]");
        }

        private void network() {
            line(0, "networks:");
            line(3, "n: {external: true, name: 'x_y'}");
        }

        private void backup(int indent, int inner) {
            line(indent, "db-backup:");
            if (random.nextBoolean()) {
                line(inner, "image: prodrigestivill/postgres-backup-local:15");
            }
            boolean listed = random.nextBoolean();
            line(inner, "environment:");
            int deeper = inner + (listed ? random.nextInt(3) : 1 + random.nextInt(5));
            String dash = listed ? "-" + " ".repeat(1 + random.nextInt(3)) : "";
            variable(deeper, dash, "POSTGRES_HOST", "db");
            for (ComposeKey key : ASKED) {
                if (random.nextInt(4) > 0) {
                    present.add(key);
                    variable(deeper, dash, key.variable().orElseThrow(), value(key, random));
                }
            }
            variable(deeper, dash, "X_LAST", "\u3042 y");
            if (random.nextBoolean()) {
                line(inner, "labels: [\"a=b\"]");
            }
        }

        private void variable(int indent, String dash, String name, String value) {
            if (!dash.isEmpty()) {
                line(indent, dash + quoted(name + "=" + value));
            } else {
                String key = random.nextInt(5) == 0 ? "\"" + name + "\"" : name;
                line(
                        indent,
                        key
                                + (random.nextInt(5) == 0 ? " :" : ":")
                                + " ".repeat(1 + random.nextInt(3))
                                + quoted(value));
            }
        }

        private String quoted(String value) {
            boolean plain = value.matches("[A-Za-z0-9\u3042][^,#]*");
            return switch (random.nextInt(3)) {
                case 0 -> "'" + value + "'";
                case 1 -> "\"" + value + "\"";
                default -> plain ? value : "'" + value + "'";
            };
        }

        private void line(int indent, String content) {
            while (random.nextInt(3) == 0) {
                text.append(FILLERS.get(random.nextInt(FILLERS.size()))).append(lineEnd);
            }
            text.append(" ".repeat(indent))
                    .append(content)
                    .append(COMMENTS.get(random.nextInt(COMMENTS.size())))
                    .append(lineEnd);
        }
    }
}
