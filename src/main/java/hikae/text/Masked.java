package hikae.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that is somebody else's, too, as it may be shown: stars stand for every value whose name says that it is secret,
 * and for what is secret in a URL. Rather a value too many than one too few; but where something is looked for (a file,
 * a variable of another name) is no secret and stays.
 */
public final class Masked {
    /** In a name, whatever stands around it. */
    private static final Pattern SECRET =
            Pattern.compile(".*(?:secret|token|key|pass|pwd|webhook|dsn|credential|authorization).*");

    /** Misskey itself has one of them in its name. */
    private static final Pattern NONE = Pattern.compile("misskey|monkey|.*[-_.](?:file|path|dir|directory)$");

    /** A name with its value up to the end of the line, as in YAML, in an env file, in a command. */
    private static final Pattern NAMED = Pattern.compile(
            "(?<![\\w./-])(?<name>[\\w.-]+)(?<apart>[\"']?[ \\t]*[=:][ \\t]*|(?<=--[\\w-]{1,60})(?:[\"'][ \\t]*,[ \\t]*|[ \\t]+))(?<value>[^\\s].*)$");

    /** An option or a key at the end of its line: its value is the next item, or what stands deeper. */
    private static final Pattern LAST =
            Pattern.compile("(?:(?<option>--[\\w-]+)[\"']?,?|(?<![\\w./-])(?<key>[\\w.-]+)[\"']?[ \\t]*:)[ \\t]*$");

    /** What has a name of its own is judged by that. */
    private static final Pattern PAIR = Pattern.compile("\\s*(?:-[ \\t]+)?[\"']?[\\w.-]+[\"']?[ \\t]*:(?:[ \\t].*)?");

    private static final Pattern ITEM = Pattern.compile("(\\s*(?:-[ \\t]+)?).*");

    private static final Pattern REFERENCE = Pattern.compile("[\"']?\\$(?:\\w+|\\{\\w+(?::?\\?[^}]*)?})[\"']?,?");
    private static final Pattern BLOCK = Pattern.compile("(?:[&!]\\S+[ \\t]+)*[|>][-+0-9]*(?:[ \\t]+#.*)?");
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=://)[^\\s\"'/][^\\s\"']*@");
    private static final Pattern HOOK = Pattern.compile(
            "(?i)(https?://[^\\s/\"']+/)(?=\\S*(?:webhook|hook))[^\\s\"']+|(https?://hooks?[.][^\\s/\"']+/)[^\\s\"']+");

    /** How deep the value is that runs over more lines; -1 where none does. */
    private int deep = -1;

    private Optional<Character> quote = Optional.empty();

    /** How deep the line at least is that may be the value of the name before it; -1 where none may. */
    private int awaited = -1;

    private Masked() {}

    /** The lines of one file, each with what is secret in it made stars. */
    public static List<String> lines(List<String> lines) {
        Masked masked = new Masked();
        List<String> shown = new ArrayList<>();
        lines.forEach(line -> shown.add(masked.next(line)));
        return shown;
    }

    /** One line by itself. */
    public static String line(String line) {
        return new Masked().next(line);
    }

    private String next(String line) {
        if (quote.isPresent()) {
            quote = quote.filter(mark -> line.indexOf(mark) < 0);
            return indent(line) + Secret.STARS;
        }
        if (deep >= 0 && (line.isBlank() || depth(line) > deep)) {
            return line.isBlank() ? line : indent(line) + Secret.STARS;
        }
        deep = -1;
        int least = awaited;
        awaited = -1;
        if (least >= 0
                && depth(line) >= least
                && !line.isBlank()
                && !PAIR.matcher(line).matches()) {
            return ITEM.matcher(line).replaceFirst("$1" + Matcher.quoteReplacement(Secret.STARS));
        }
        Matcher last = LAST.matcher(line);
        if (last.find()) {
            await(last, depth(line));
        }
        Matcher named = NAMED.matcher(line);
        for (int from = 0; named.find(from); from = named.end("name")) {
            if (isSecret(named.group("name"))) {
                return urls(line.substring(0, named.start("value"))) + value(line, named.group("value"));
            }
        }
        return urls(line);
    }

    private void await(Matcher last, int depth) {
        Optional<String> option = Optional.ofNullable(last.group("option"));
        if (isSecret(option.orElseGet(() -> last.group("key")))) {
            awaited = option.isPresent() ? depth : depth + 1;
        }
    }

    /** Whether a name says that its value is secret. */
    static boolean isSecret(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return SECRET.matcher(small.replace("misskey", "").replace("monkey", ""))
                        .matches()
                && !NONE.matcher(small).matches()
                && !small.equals("secrets"); // a section of a compose file: names, not values
    }

    private String value(String line, String value) {
        if (REFERENCE.matcher(value).matches()) {
            return value;
        }
        if (BLOCK.matcher(value).matches()) {
            deep = depth(line);
            return value;
        }
        char first = value.charAt(0);
        if ((first == '"' || first == '\'') && value.indexOf(first, 1) < 0) {
            quote = Optional.of(first);
        }
        return Secret.STARS;
    }

    private static String urls(String text) {
        String plain = CREDENTIALS.matcher(text).replaceAll(Secret.STARS + "@");
        return HOOK.matcher(plain).replaceAll("$1$2" + Matcher.quoteReplacement(Secret.STARS));
    }

    private static int depth(String line) {
        return indent(line).length();
    }

    private static String indent(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }
}
