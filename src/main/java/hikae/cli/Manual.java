package hikae.cli;

import hikae.text.Language;
import hikae.text.Template;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The manual page {@code hikae(1)} in the language of {@code man}, from the same commands that are run. */
final class Manual {
    private Manual() {}

    /**
     * The page.
     *
     * @param pages every command, in the language of the page
     * @param exits exit status to its meaning
     * @param version as it stands in the foot
     */
    static String page(List<CommandPage> pages, Map<String, String> exits, Language language, String version) {
        CommandPage root = pages.get(0);
        return Template.named("manual." + language.name().toLowerCase(Locale.ROOT))
                .fill(Map.of(
                        "VERSION",
                        plain(version),
                        "FLAGS",
                        flags(root.flags()),
                        "COMMANDS",
                        pages.stream().skip(1).map(page -> command(page, root)).collect(Collectors.joining("\n")),
                        "EXITS",
                        exits.entrySet().stream()
                                .map(one -> entry(bold(one.getKey()), one.getValue()))
                                .collect(Collectors.joining("\n"))));
    }

    private static String command(CommandPage page, CommandPage root) {
        List<CommandPage.Flag> own = page.flags().stream()
                .filter(flag ->
                        root.flags().stream().noneMatch(one -> one.longest().equals(flag.longest())))
                .toList();
        String operands = page.operands().stream()
                .map(operand -> " [\\fI" + plain(operand.label()) + "\\fR]")
                .collect(Collectors.joining());
        Stream<String> head =
                Stream.of(".SS hikae" + plain(page.path().replace('/', ' ')) + operands, plain(page.header()));
        Stream<String> words = page.operands().stream()
                .filter(operand -> !operand.words().isEmpty())
                .map(operand -> entry("\\fI" + plain(operand.label()) + "\\fR", operand.words()));
        return Stream.of(head, words, own.stream().map(Manual::flag))
                .flatMap(part -> part)
                .collect(Collectors.joining("\n"));
    }

    private static String flags(List<CommandPage.Flag> flags) {
        return flags.stream().map(Manual::flag).collect(Collectors.joining("\n"));
    }

    private static String flag(CommandPage.Flag flag) {
        String names = flag.names().stream().map(Manual::bold).collect(Collectors.joining(", "));
        return entry(names + (flag.label().isEmpty() ? "" : " \\fI" + plain(flag.label()) + "\\fR"), flag.words());
    }

    private static String entry(String what, String words) {
        return ".TP\n" + what + "\n" + plain(words);
    }

    private static String bold(String text) {
        return "\\fB" + plain(text) + "\\fR";
    }

    /** Text that troff takes for nothing else: no escape, no request at the beginning of a line. */
    private static String plain(String text) {
        String safe = text.replace("\\", "\\e").replace("-", "\\-").replace("\n", " ");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
