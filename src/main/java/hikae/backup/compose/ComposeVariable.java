package hikae.backup.compose;

import hikae.instance.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One variable of a service's environment.
 *
 * @param name the variable
 * @param value after YAML, before Compose's own variables; empty when the file leaves it to the shell
 * @param node the value's node; in list form the whole item
 * @param listed whether it stands as {@code - NAME=value}
 * @param elsewhere whether it came in by an alias
 */
public record ComposeVariable(String name, Optional<String> value, YamlNode node, boolean listed, boolean elsewhere) {
    /** The one that holds the password itself. */
    public static final String PASSWORD = "POSTGRES_PASSWORD";

    /** All variables of a service by name. */
    public static Map<String, ComposeVariable> all(YamlNode service) {
        Map<String, ComposeVariable> variables = new LinkedHashMap<>();
        ComposeEntry.child(service, "environment").ifPresent(environment -> {
            listed(environment.node()).forEach(variable -> variables.put(variable.name(), variable));
            variables.replaceAll((name, variable) -> variable.within(environment));
            environment.node().keys().forEach(name -> variables.put(name, mapped(environment, name)));
        });
        return variables;
    }

    /** The variables of an environment in list form. */
    public static List<ComposeVariable> listed(YamlNode environment) {
        return environment.items().stream()
                .flatMap(item -> item.text().stream().map(text -> {
                    int equals = text.indexOf('=');
                    String name = equals < 0 ? text : text.substring(0, equals);
                    Optional<String> value = equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1));
                    boolean elsewhere = item.start() < environment.start();
                    return new ComposeVariable(name, value, item, true, elsewhere);
                }))
                .toList();
    }

    private ComposeVariable within(ComposeEntry environment) {
        return new ComposeVariable(name, value, node, listed, elsewhere || environment.elsewhere());
    }

    private static ComposeVariable mapped(ComposeEntry environment, String name) {
        ComposeEntry entry = ComposeEntry.child(environment.node(), name).orElseThrow();
        boolean elsewhere = environment.elsewhere() || entry.elsewhere();
        return new ComposeVariable(name, entry.node().text(), entry.node(), false, elsewhere);
    }
}
