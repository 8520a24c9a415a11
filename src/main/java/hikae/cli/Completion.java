package hikae.cli;

import hikae.text.ProblemException;
import hikae.text.Template;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Completion scripts, from the same commands that are run. How a shell completes stands in its template; here the
 * commands and flags are put into it. Zones and backups come from the disk: no Java is started for them.
 */
final class Completion {
    private final List<CommandPage> pages;

    private Completion(List<CommandPage> pages) {
        this.pages = pages;
    }

    /**
     * The script for this shell.
     *
     * @throws ProblemException {@code completion-shell} for a shell we have none for
     */
    static String script(List<CommandPage> pages, String shell) {
        Completion completion = new Completion(pages);
        return switch (shell) {
            case "bash" -> completion.bash();
            case "zsh" -> completion.zsh();
            case "fish" -> completion.fish();
            default -> throw ProblemException.of("completion-shell", shell);
        };
    }

    private String bash() {
        Map<String, String> sources = Map.of(
                "ZONE", "_hikae_offer \"$(_hikae_words zones)\"", "DIR", "_hikae_paths d", "FILE", "_hikae_paths f");
        String table = pages.stream().map(this::bash).collect(Collectors.joining("\n"));
        return fill("bash", " | ", values(sources, "%s; return"), table);
    }

    private String bash(CommandPage page) {
        Stream<String> flags = page.flags().stream().flatMap(flag -> flag.names().stream());
        return String.format(
                "    %s)%n      if [[ $cur == -* ]]; then%n        %s%n      else%n        %s%n      fi%n      ;;",
                place(page), offer(flags), bashOperands(page));
    }

    private String bashOperands(CommandPage page) {
        Stream<String> fixed = Stream.concat(below(page).stream().map(CommandPage.Sub::name), choices(page).stream());
        return offer(fixed) + (takesBackup(page) ? "; _hikae_backups" : "");
    }

    private String zsh() {
        Map<String, String> sources =
                Map.of("ZONE", "_hikae_offer \"$(_hikae_words zones)\"", "DIR", "_files -/", "FILE", "_files");
        String table = pages.stream().map(this::zsh).collect(Collectors.joining("\n"));
        return fill("zsh", " | ", values(sources, "%s; return"), table);
    }

    private String zsh(CommandPage page) {
        Stream<String> flags =
                page.flags().stream().flatMap(flag -> flag.names().stream().map(name -> row(name, flag.words())));
        Stream<String> commands = below(page).stream().map(one -> row(one.name(), one.words()));
        String operands = takesBackup(page) ? "_hikae_backups" : offer(choices(page).stream());
        return String.format(
                "    %s)%n      flags=(%n%s%n      )%n      commands=(%n%s%n      )%n"
                        + "      if [[ $PREFIX != -* ]]; then %s; fi%n      ;;",
                place(page),
                flags.collect(Collectors.joining("\n")),
                commands.collect(Collectors.joining("\n")),
                operands);
    }

    /** A name and what it means, as zsh's {@code _describe} takes them. */
    private static String row(String name, String words) {
        return "        '" + name + ":" + words.replace("'", "'\\''") + "'";
    }

    private String fish() {
        return fill("fish", " ", "", pages.stream().flatMap(this::fish).collect(Collectors.joining("\n")));
    }

    private Stream<String> fish(CommandPage page) {
        String at = "complete -c hikae -n '__hikae_at \"" + page.path() + "\"'";
        Stream<String> flags = page.flags().stream().map(Completion::fishFlag);
        Stream<String> commands = below(page).stream().map(one -> " -a " + one.name() + fishWords(one.words()));
        Stream<String> fixed = choices(page).stream().map(word -> " -a " + word);
        Stream<String> backups = takesBackup(page) ? Stream.of(" -k -a '(__hikae_backups)'") : Stream.empty();
        return Stream.of(flags, commands, fixed, backups)
                .flatMap(Function.identity())
                .map(at::concat);
    }

    private static String fishFlag(CommandPage.Flag flag) {
        String names = flag.names().stream()
                .map(name -> name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1))
                .collect(Collectors.joining());
        String value = switch (flag.label()) {
            case "" -> "";
            case "ZONE" -> " -x -a '(__hikae_words zones)'";
            case "DIR" -> " -x -a '(__fish_complete_directories)'";
            case "FILE" -> " -r -F";
            default ->
                " -x" + (flag.label().contains("|") ? " -a '" + flag.label().replace('|', ' ') + "'" : "");
        };
        return names + value + fishWords(flag.words());
    }

    private static String fishWords(String words) {
        return " -d '" + words.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private String fill(String shell, String between, String values, String table) {
        String words = Template.named("completion.sh").fill(Map.of()).strip();
        String valued = flags().filter(flag -> !flag.label().isEmpty())
                .flatMap(flag -> flag.names().stream())
                .distinct()
                .collect(Collectors.joining(between));
        String commands = pages.stream()
                .map(CommandPage::path)
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(between));
        return Template.named("completion." + shell)
                .fill(Map.of("WORDS", words, "VALUED", valued, "COMMANDS", commands, "VALUES", values, "TABLE", table));
    }

    /** For each flag with a value, by its name, what to offer after it. */
    private String values(Map<String, String> sources, String form) {
        return flags().filter(flag -> !flag.label().isEmpty())
                .map(flag -> {
                    String fixed = flag.label().contains("|")
                            ? offer(Stream.of(flag.label().split("\\|")))
                            : ":";
                    String act = sources.getOrDefault(flag.label(), fixed);
                    return "    " + flag.longest() + ") " + String.format(form, act) + " ;;";
                })
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    private Stream<CommandPage.Flag> flags() {
        return pages.stream().map(CommandPage::flags).flatMap(Collection::stream);
    }

    private static String place(CommandPage page) {
        return page.path().isEmpty() ? "''" : page.path();
    }

    /** The command that offers these words; the one that does nothing if there are none. */
    private static String offer(Stream<String> words) {
        String lines = words.collect(Collectors.joining("\\n"));
        return lines.isEmpty() ? ":" : "_hikae_offer $'" + lines + "'";
    }

    /** The commands that may be the next word: those below, or for {@code help} all of the first level. */
    private List<CommandPage.Sub> below(CommandPage page) {
        boolean help =
                page.operands().stream().anyMatch(operand -> operand.label().equals("COMMAND"));
        return help ? pages.get(0).commands() : page.commands();
    }

    private static List<String> choices(CommandPage page) {
        return page.operands().stream()
                .map(CommandPage.Operand::label)
                .filter(label -> label.contains("|"))
                .flatMap(label -> Stream.of(label.split("\\|")))
                .toList();
    }

    private static boolean takesBackup(CommandPage page) {
        return page.operands().stream().anyMatch(operand -> operand.label().equals("FILE"));
    }
}
