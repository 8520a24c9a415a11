package hikae.backup.compose;

import hikae.instance.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Mounts something more of the backup directory in the service of a compose file. */
public final class ComposeMount {
    private ComposeMount() {}

    /**
     * In the long form; Compose 1 knows only the short one in a file that names an old version.
     *
     * @throws hikae.text.ProblemException with file and line where that cannot be done without touching something else
     */
    public static void add(ComposeEdit edit, String source, String target, boolean readOnly) {
        boolean shortForm = edit.tree().at("version").isPresent();
        String brief = source + ":" + target + (readOnly ? ":ro" : "");
        List<String> lines = new ArrayList<>(
                shortForm
                        ? List.of("- " + brief)
                        : List.of("- type: bind", "  source: " + source, "  target: " + target));
        if (readOnly && !shortForm) {
            lines.add("  read_only: true");
        }
        String flow = shortForm
                ? "\"" + brief + "\""
                : "{type: bind, source: " + source + ", target: " + target + (readOnly ? ", read_only: true}" : "}");
        Optional<YamlNode> volumes = edit.service().at("volumes");
        List<String> touched = volumes.map(
                        list -> edit.path("volumes", "[" + list.items().size()))
                .orElseGet(() -> edit.path("volumes"));
        edit.edit(
                volumes.map(list -> edit.behind(list, lines, flow))
                        .orElseGet(() ->
                                edit.keyOfService(ComposeEdit.under("volumes:", lines), "volumes: [" + flow + "]")),
                List.of(touched),
                read -> Optional.ofNullable(read.detail().mounted().get(target))
                        .filter(mount -> mount.source().equals(source))
                        .isPresent(),
                "volumes");
    }
}
