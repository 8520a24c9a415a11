package hikae.instance.compose;

import hikae.host.Host;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The text of a compose file, looked through as a person would who searches for a word. It is no reading of Compose's
 * grammar: what is found is offered as an answer where no Compose is there to be asked, and never taken for true.
 *
 * @param file where it is
 * @param text without lines that are comments; empty where it is not there
 */
public record ComposeText(Path file, String text) {
    private static final int LIMIT = 1 << 20;
    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*#.*$");
    private static final Pattern IMAGE = Pattern.compile("\\bimage:[ \\t]*[\"']?([^\\s\"',}#]+)");
    private static final Pattern NAME =
            Pattern.compile("(?m)^name:[ \\t]*[\"']?([a-z0-9][a-z0-9_-]*)[\"']?[ \\t\\r]*$");

    /** The one of a directory. */
    public static ComposeText in(Host host, Path directory) {
        Path file = ComposeDirectory.file(host, directory).orElse(directory.resolve("compose.yml"));
        String text = host.files()
                .readIfThere(file, LIMIT)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
        return new ComposeText(file, COMMENT.matcher(text).replaceAll(""));
    }

    /** The only PostgreSQL that it mentions as an image; empty where a variable is part of that. */
    public Optional<String> postgres() {
        List<String> images = IMAGE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(ImageName::isPostgres)
                .distinct()
                .toList();
        return images.size() == 1 ? Optional.of(images.get(0)).filter(image -> !image.contains("$")) : Optional.empty();
    }

    /** The project's name, if it says one. */
    public Optional<String> name() {
        return NAME.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst();
    }

    /** Whether this word stands in it. */
    public boolean mentions(String word) {
        return text.contains(word);
    }
}
