package hikae.backup.copies;

import hikae.host.Files;
import hikae.instance.yaml.YamlNode;
import hikae.instance.yaml.YamlTree;
import hikae.text.ProblemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The other files that compose files name: what they include and extend, variables, secrets. Compose itself prints only
 * what comes of them, not where it was read.
 *
 * @param found absolute, whether they are there or not
 * @param unclear what is named by a variable, as written
 */
record MentionedFiles(Set<Path> found, Set<String> unclear) {
    private static final int LIMIT = 1 << 20;

    /** Includes of includes; Compose refuses circles. */
    private static final int DEPTH = 8;

    /** What this compose file names, and what those name in turn. */
    static MentionedFiles of(Files files, Path compose) {
        MentionedFiles mentioned = new MentionedFiles(new LinkedHashSet<>(), new LinkedHashSet<>());
        mentioned.read(files, compose, DEPTH);
        return mentioned;
    }

    private void read(Files files, Path compose, int depth) {
        try {
            Optional<YamlTree> tree =
                    files.readIfThere(compose, LIMIT).map(bytes -> YamlTree.parse(bytes, compose.toString()));
            if (tree.isPresent() && depth > 0) {
                read(files, compose, tree.get().root(), depth);
            }
        } catch (ProblemException e) {
            return; // the file itself is kept as it is, or is told as left out
        }
    }

    private void read(Files files, Path compose, YamlNode root, int depth) {
        Path directory = compose.resolveSibling("");
        for (YamlNode include : items(root.at("include")).toList()) {
            include.at("env_file").ifPresent(node -> paths(Optional.of(node), directory));
            Optional<YamlNode> named = include.isMapping() ? include.at("path") : Optional.of(include);
            paths(named, directory).forEach(file -> read(files, file, depth - 1));
        }
        values(root.at("services")).forEach(service -> {
            items(service.at("env_file"))
                    .forEach(one -> paths(one.isMapping() ? one.at("path") : Optional.of(one), directory));
            paths(service.at("extends", "file"), directory).forEach(file -> read(files, file, depth - 1));
        });
        for (String kind : new String[] {"secrets", "configs"}) {
            values(root.at(kind)).forEach(one -> paths(one.at("file"), directory));
        }
    }

    /** Each one text, or a list of them. */
    private Set<Path> paths(Optional<YamlNode> node, Path directory) {
        Set<Path> here = new LinkedHashSet<>();
        items(node).flatMap(one -> one.text().stream()).forEach(text -> {
            if (text.contains("$") || text.contains("://")) {
                unclear.add(text);
            } else {
                resolved(directory, text).ifPresent(here::add);
            }
        });
        found.addAll(here);
        return here;
    }

    private static Optional<Path> resolved(Path directory, String text) {
        try {
            return Optional.of(directory.resolve(text).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Stream<YamlNode> items(Optional<YamlNode> node) {
        return node.stream().flatMap(one -> one.isList() ? one.items().stream() : Stream.of(one));
    }

    private static Stream<YamlNode> values(Optional<YamlNode> node) {
        return node.stream().flatMap(all -> all.keys().stream().flatMap(key -> all.at(key).stream()));
    }
}
