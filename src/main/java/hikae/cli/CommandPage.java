package hikae.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What is to be told of one command; the same for its completion and its manual.
 *
 * @param path its words, each after a slash: {@code /restore/undo}; empty for {@code hikae} itself
 * @param header what it does, in a sentence
 * @param flags what may be said about how
 * @param operands what may be said about what
 * @param commands the words that may follow
 */
record CommandPage(String path, String header, List<Flag> flags, List<Operand> operands, List<Sub> commands) {
    CommandPage {
        flags = List.copyOf(flags);
        operands = List.copyOf(operands);
        commands = List.copyOf(commands);
    }

    /**
     * A flag.
     *
     * @param names with their dashes, the long one last
     * @param label of its value; empty if it takes none
     * @param words what it does
     */
    record Flag(List<String> names, String label, String words) {
        String longest() {
            return names.get(names.size() - 1);
        }
    }

    /**
     * A word that is no flag.
     *
     * @param label how it is called
     * @param words what it is
     */
    record Operand(String label, String words) {}

    /**
     * A command below this one.
     *
     * @param name its word
     * @param words what it does
     */
    record Sub(String name, String words) {}

    /** Every command, {@code hikae} itself first, each before those below it. */
    static List<CommandPage> all(CommandLine line) {
        List<CommandPage> pages = new ArrayList<>();
        add(pages, "", line.getCommandSpec());
        return List.copyOf(pages);
    }

    private static void add(List<CommandPage> pages, String path, CommandSpec spec) {
        List<CommandSpec> below = spec.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(one -> !one.usageMessage().hidden())
                .toList();
        List<Sub> commands = below.stream()
                .map(one -> new Sub(one.name(), said(one.usageMessage().header())))
                .toList();
        pages.add(new CommandPage(path, said(spec.usageMessage().header()), flags(spec), operands(spec), commands));
        below.forEach(one -> add(pages, path + "/" + one.name(), one));
    }

    private static List<Flag> flags(CommandSpec spec) {
        return spec.options().stream()
                .filter(option -> !option.hidden())
                .map(option -> new Flag(
                        List.of(option.names()), option.arity().max() > 0 ? option.paramLabel() : "", words(option)))
                .toList();
    }

    private static List<Operand> operands(CommandSpec spec) {
        return spec.positionalParameters().stream()
                .filter(operand -> !operand.hidden())
                .map(operand -> new Operand(operand.paramLabel(), words(operand)))
                .toList();
    }

    private static String words(ArgSpec spec) {
        return said(spec.description());
    }

    private static String said(String[] lines) {
        return String.join(" ", lines).replace("%n", " ").replace("%%", "%").strip();
    }
}
