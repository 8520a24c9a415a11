package hikae.schedule;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Expressions as people, other schedulers and cats on keyboards write them; the same seed gives the same ones. */
final class MadeUpSpecs {
    private static final List<String> BLANKS = List.of(" ", " ", " ", " ", "  ", "\t", "\u3000", "\u00a0", "\u2003");
    private static final List<String> MONTHS =
            List.of("jan", "FEB", "Mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "DEC");
    private static final List<String> DAYS = List.of("sun", "MON", "Tue", "wed", "thu", "fri", "sat");
    private static final List<String> ODD = List.of(
            "",
            "@",
            "@every",
            "@every ",
            "@every\t1h",
            "TZ=UTC",
            "CRON_TZ=UTC",
            "TZ=",
            "TZ= ",
            "TZ= 0 4 * * *",
            " TZ=UTC 0 4 * * *",
            "TZ=UTC  @daily ",
            "tz=UTC 0 4 * * *",
            "TZ=Nowhere/Town 0 4 * * *",
            "TZ=Asia/Tokyo\t0 4 * * *",
            " @daily",
            "@daily ",
            "@Daily",
            "@reboot",
            "@annually",
            "# 0 4 * * *",
            "0 4 * * * # note",
            "\"0 4 * * *\"",
            "04:00",
            "\uff10 \uff14 * * *",
            "0 4 * * \u200b*",
            "0\u180e4 * * *",
            "0 4 * fr\u0130 *",
            "0 4 * * fr\u0130",
            "* * * * *\u0085",
            "0 4 * * * *",
            "0 4 * *",
            "0 4 * * * * *",
            "0 4 30 2 *",
            "0 4 31 4,6,9,11 *",
            "0 4 29 2 1-6/7",
            ", , , , ,",
            ",,1,, 4 * * *",
            "*-5 4 * * *",
            "*-5-6/2 4 * * *",
            "?/2 4 ? * ?",
            "** 4 * * *",
            "*/ 4 * * *",
            "/5 4 * * *",
            "- 4 * * *",
            "0- 4 * * *",
            "+5 +4 +1 * *",
            "*/+2 4 * * *",
            "*/-0 4 * * *",
            "*/9223372036854775807 4 * * *",
            "*/9223372036854775808 4 * * *",
            "5/9223372036854775807 4 * * *",
            "18446744073709551616 4 * * *",
            "00000000000000000000005 4 * * *",
            "0x5 4 * * *",
            "0_5 4 * * *",
            "\u0665 4 * * *",
            "1e1 4 * * *");
    private static final List<String> DURATIONS = List.of(
            "1h",
            "6h",
            "90m",
            "1h30m",
            "0",
            "+0",
            "-0",
            "0s",
            "-1h",
            "1.5h",
            ".5m",
            "5.m",
            ".m",
            "1d",
            "1w",
            "h",
            "",
            "1",
            " 1h",
            "1h ",
            "+1h",
            "--1h",
            "1h-30m",
            "1H",
            "999ms",
            "1000ms",
            "1500ms",
            "1us",
            "1\u00b5s",
            "1\u03bcs",
            "1ns",
            "2562047h47m16.854775807s",
            "2562047h47m16.854775808s",
            "-2562047h47m16.854775808s",
            "9999999h",
            "0.9999999999999999999s",
            "0.99999999999999999999999s",
            "9223372036854775807ns",
            "9223372036854775808ns",
            "9223372036854775809ns",
            "1.1.1h",
            "1h1h1h",
            "3.7s",
            "1e3s",
            "0x1h",
            "\uff11h");

    private final Random random;

    MadeUpSpecs(long seed) {
        this.random = new Random(seed);
    }

    /** Anything at all. */
    String any() {
        int kind = random.nextInt(20);
        if (kind == 0) {
            return one(ODD);
        }
        if (kind == 1) {
            return "@every " + one(DURATIONS);
        }
        if (kind == 2) {
            return one(List.of("@yearly", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"));
        }
        if (kind == 3) {
            return one(List.of("TZ=", "CRON_TZ=")) + one(List.of("Asia/Tokyo", "Europe/Berlin", "UTC", "", "JST", ".."))
                    + " " + valid();
        }
        return kind < 14 ? valid() : damaged(valid());
    }

    /** Five or six fields that are in order. */
    String valid() {
        return random.nextInt(5) == 0 ? numbers(0, 59) + " " + fiveFields() : fiveFields();
    }

    /** Five fields that are in order. */
    String fiveFields() {
        List<String> fields = List.of(
                numbers(0, 59),
                numbers(0, 23),
                starOr(() -> numbers(1, 31)),
                starOr(() -> numbersOrNames(1, 12, MONTHS)),
                starOr(() -> numbersOrNames(0, 6, DAYS)));
        return String.join(random.nextInt(9) == 0 ? one(BLANKS) : " ", fields);
    }

    private String starOr(Supplier<String> field) {
        return random.nextInt(5) < 3 ? one(List.of("*", "*", "?")) : field.get();
    }

    private String numbersOrNames(int min, int max, List<String> names) {
        return random.nextInt(3) == 0 ? names.get(random.nextInt(names.size())) : numbers(min, max);
    }

    private String numbers(int min, int max) {
        int parts = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 1;
        return IntStream.range(0, parts).mapToObj(i -> part(min, max)).collect(Collectors.joining(","));
    }

    private String part(int min, int max) {
        int low = min + random.nextInt(max - min + 1);
        int high = low + random.nextInt(max - low + 1);
        int step = 1 + random.nextInt(random.nextBoolean() ? 6 : 40);
        return switch (random.nextInt(8)) {
            case 0 -> "*";
            case 1 -> "*/" + step;
            case 2 -> low + "-" + high;
            case 3 -> low + "-" + high + "/" + step;
            case 4 -> low + "/" + step;
            default -> String.valueOf(low);
        };
    }

    /** With one character or field changed, added or left out. */
    private String damaged(String spec) {
        int at = random.nextInt(spec.length());
        String odd = one(List.of(
                "7", "24", "60", "0", "-", "/", ",", "*", "?", " ", "#", "L", "W", "H", ".", "\"", "@", "x", "\uff15",
                "99", "sun", "\u3000", "/0", "-1", "1-", "22-2", "\u00e9"));
        return switch (random.nextInt(4)) {
            case 0 -> spec.substring(0, at) + odd + spec.substring(at);
            case 1 -> spec.substring(0, at) + odd + spec.substring(at + 1);
            case 2 -> spec.substring(0, at) + spec.substring(at + 1);
            default -> spec + one(List.of("", " ", " *", " # note", "\t", " 2026"));
        };
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
