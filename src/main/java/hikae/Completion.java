package hikae;

import hikae.text.ProblemException;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Completion scripts, from the same commands that are run. */
final class Completion {
    private Completion() {}

    /**
     * The script for this shell.
     *
     * @throws ProblemException {@code completion-shell} for a shell we have none for
     */
    static String script(CommandLine line, String shell) {
        String bash = AutoComplete.bash("hikae", line);
        return switch (shell) {
            case "bash" -> bash;
            case "zsh" -> "#compdef hikae\nautoload -U +X bashcompinit && bashcompinit\n" + bash;
            case "fish" -> fish(line);
            default -> throw ProblemException.of("completion-shell", shell);
        };
    }

    private static String fish(CommandLine line) {
        StringBuilder text = new StringBuilder("complete -c hikae -f\n");
        line.getSubcommands().forEach((name, command) -> {
            text.append("complete -c hikae -n __fish_use_subcommand -a ")
                    .append(name)
                    .append('\n');
            command.getCommandSpec().options().forEach(option -> {
                String longest = option.longestName();
                if (longest.startsWith("--")) {
                    text.append("complete -c hikae -n '__fish_seen_subcommand_from ")
                            .append(name)
                            .append("' -l ")
                            .append(longest.substring(2))
                            .append(option.arity().max() > 0 ? " -r -F\n" : "\n");
                }
            });
        });
        return text.toString();
    }
}
