package hikae.instance.database;

import hikae.host.Docker;
import hikae.text.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The migrations that an image of Misskey knows, by the names that its database has them under. Those are the
 * names of classes, which the names of the files do not tell: {@code 1741279404074-system-accounts-fixup.js} holds
 * {@code SystemAccounts1741279404074}.
 */
public final class ImageMigrations {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Every line of the form {@code FILE:class NAME} or {@code FILE:name = 'NAME'}; about 50 kB. */
    private static final String LIST = "cd /misskey/packages/backend/migration && grep -oE"
            + " \"(class +|name *= *['\\\"\\`])[A-Za-z_][A-Za-z0-9_]*[0-9]{13}\" ./*.js";

    private static final Pattern LINE =
            Pattern.compile("\\./([^:]+):(class|name)[ ='\"`]*([A-Za-z_][A-Za-z0-9_]*[0-9]{13})");

    private ImageMigrations() {}

    /**
     * Reads them in a container that is made for it and sees no network.
     *
     * @param image an image that is present, such as {@code misskey/misskey:2025.10.2}
     * @return their names; none when they cannot be read
     */
    public static Set<String> of(Docker docker, String image) {
        Docker.Throwaway look =
                new Docker.Throwaway(image, "none", List.of("sh", "-c", LIST), Map.of(), Map.of("hikae.role", "look"));
        try {
            Docker.Result result = docker.run(look, LIMIT);
            return result.exitCode() == 0 ? names(result.output()) : Set.of();
        } catch (ProblemException e) {
            return Set.of();
        }
    }

    /** TypeORM takes the property {@code name} where there is one, else the name of the class. */
    static Set<String> names(String lines) {
        Map<String, String> byFile = new TreeMap<>();
        for (String line : lines.lines().toList()) {
            Matcher found = LINE.matcher(line);
            if (found.matches() && found.group(2).equals("name")) {
                byFile.put(found.group(1), found.group(3));
            } else if (found.matches()) {
                byFile.putIfAbsent(found.group(1), found.group(3));
            }
        }
        return Set.copyOf(byFile.values());
    }
}
