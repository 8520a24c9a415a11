package hikae.cli;

import hikae.app.Bug;
import hikae.app.Flows;
import hikae.app.Start;
import hikae.ask.Given;
import hikae.text.Language;
import hikae.text.Messages;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.text.Template;
import hikae.ui.auto.Unattended;
import hikae.work.ExitCode;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands and flags, by picocli; loaded only when there are arguments. */
@Command(name = "hikae", subcommands = CommandLine.HelpCommand.class, addMethodSubcommands = false)
public final class Cli implements Callable<Integer> {
    /** Words that tell of every command. */
    private static final List<String> ABOUT_ALL = List.of("-h", "--help", "completion", "man");

    private static final List<String> EXAMPLES =
            List.of(UsageMessageSpec.SECTION_KEY_DESCRIPTION_HEADING, UsageMessageSpec.SECTION_KEY_DESCRIPTION);

    private final Start start;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private Flags flags = new Flags();

    private Cli(Start start) {
        this.start = start;
    }

    public static int run(List<String> args, Start start) {
        Messages words = Messages.in(language(args, start));
        CommandLine line = line(args, start);
        line.getCommandSpec().version("hikae " + Cli.class.getPackage().getImplementationVersion());
        line.setResourceBundle(new CliWords(words));
        speak(line, words);
        line.setOut(new PrintWriter(start.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(start.err(), true, StandardCharsets.UTF_8));
        line.setParameterExceptionHandler((e, given) -> refuse(WrongUse.problem(e), args, start));
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, args, start));
        return line.execute(args.toArray(String[]::new));
    }

    /** Every command there is; where one is named, only that one: to make them all takes a fifth of a second. */
    private static CommandLine line(List<String> args, Start start) {
        Map<String, Supplier<CommandLine>> commands = commands(start);
        boolean alone = commands.containsKey(args.get(0)) && Collections.disjoint(args, ABOUT_ALL);
        commands.keySet().removeIf(name -> alone && !name.equals(args.get(0)));
        CommandLine line = new CommandLine(new Cli(start));
        commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
        return line.setUsageHelpWidth(80);
    }

    private static Map<String, Supplier<CommandLine>> commands(Start start) {
        Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
        for (Method method : CommandLine.getCommandMethods(Cli.class, null)) {
            commands.put(method.getAnnotation(Command.class).name(), () -> new CommandLine(method));
        }
        commands.put("restore", () -> new CommandLine(new RestoreCli(start)));
        commands.put("storage", () -> new CommandLine(new StorageCli(start)));
        return commands;
    }

    /** Words of this language in every command, and examples before all else. */
    private static void speak(CommandLine line, Messages words) {
        List<String> sections = new ArrayList<>(line.getHelpSectionKeys());
        sections.removeAll(EXAMPLES);
        sections.addAll(sections.indexOf(UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING), EXAMPLES);
        line.setHelpSectionKeys(sections);
        line.getSubcommands().values().forEach(sub -> {
            sub.setResourceBundle(new CliWords(words));
            speak(sub, words);
        });
    }

    /** Before anything is parsed, because mistakes are to be told in the right language, too. */
    private static Language language(List<String> args, Start start) {
        for (int i = 0; i < args.size(); i++) {
            String value = args.get(i).startsWith("--lang=")
                    ? args.get(i).substring("--lang=".length())
                    : args.get(i).equals("--lang") && i + 1 < args.size() ? args.get(i + 1) : "";
            Optional<Language> language = Language.parse(value);
            if (language.isPresent()) {
                return language.get();
            }
        }
        return start.language();
    }

    /** No face is there yet; a problem is told as the one without a terminal would tell it, JSON too. */
    private static int failed(Exception e, List<String> args, Start start) {
        if (!(e instanceof ProblemException known)) {
            refuse(Bug.problem(e, start), args, start);
            return ExitCode.BUG.status();
        }
        refuse(known.problem(), args, start);
        return Flows.statusOf(known.problem()).status();
    }

    private static int refuse(Problem problem, List<String> args, Start start) {
        Given json = new Given(Map.of(), false, false, false, args.contains("--json"), Optional.empty());
        try (Unattended face = Unattended.open(language(args, start), json, start.out(), start.err())) {
            face.refuse(problem);
        }
        return ExitCode.WRONG_USE.status();
    }

    @Override
    public Integer call() {
        return Flows.menu(start, flags.options(start));
    }

    @Command(name = "setup")
    int setup(@Mixin Flags given, @Option(names = "--no-rehearsal") boolean unproved) {
        Map<String, String> more = unproved ? Map.of("rehearse", "no") : Map.of();
        return Flows.setup(start, given.options(start).answering(more));
    }

    @Command(name = "schedule")
    int schedule(
            @Mixin Flags given,
            @Parameters(index = "0", arity = "0..1", paramLabel = "EXPR", descriptionKey = "expr") String expression,
            @Option(names = "--tz", paramLabel = "ZONE") String zone) {
        Map<String, String> more = new LinkedHashMap<>();
        putIfSaid(more, "schedule", expression);
        putIfSaid(more, "timezone", zone);
        return Flows.schedule(start, given.options(start).answering(more));
    }

    @Command(name = "status")
    int status(
            @Mixin Flags given,
            @Option(names = "--nagios") boolean nagios,
            @Option(names = {"-q", "--quiet"}) boolean quiet,
            @Option(names = "--mend") boolean mend) {
        Flows.Verdict verdict = mend
                ? Flows.Verdict.MENDED
                : nagios ? Flows.Verdict.NAGIOS : quiet ? Flows.Verdict.QUIET : Flows.Verdict.SHOWN;
        return Flows.status(start, given.options(start), verdict);
    }

    @Command(name = "backup")
    int backup(@Mixin Flags given, @Option(names = "--accept-shrunk") boolean shrunk) {
        Map<String, String> more = shrunk ? Map.of(Given.ACCEPT_SHRUNK, "yes") : Map.of();
        return Flows.backup(start, given.options(start).answering(more));
    }

    @Command(name = "backups")
    int backups(@Mixin Flags given) {
        return Flows.backups(start, given.options(start));
    }

    @Command(name = "verify")
    int verify(
            @Mixin Flags given,
            @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", descriptionKey = "dump") String file,
            @Option(names = "--all") boolean all) {
        return Flows.verify(start, given.options(start), Optional.ofNullable(file), all);
    }

    @Command(name = "rehearse")
    int rehearse(
            @Mixin Flags given,
            @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", descriptionKey = "dump") String file) {
        return Flows.rehearse(start, given.options(start), Optional.ofNullable(file));
    }

    @Command(name = "checklist")
    int checklist(@Mixin Flags given, @Option(names = "--show-secrets") boolean secrets) {
        return Flows.checklist(start, given.options(start), secrets);
    }

    @Command(name = "demo")
    int demo(@Mixin Flags given) {
        return Flows.demo(start, given.options(start));
    }

    @Command(name = "completion")
    int completion(
            @Mixin Flags given,
            @Parameters(index = "0", paramLabel = "bash|zsh|fish", descriptionKey = "shell") String shell) {
        start.out().print(Completion.script(CommandPage.all(spec.root().commandLine()), shell));
        return ExitCode.DONE.status();
    }

    /** What {@code --json} prints, described for programs. */
    @Command(name = "json-schema")
    int schema(@Mixin Flags given) {
        start.out().print(Template.text("output.schema.json"));
        return ExitCode.DONE.status();
    }

    /** For install.sh. */
    @Command(name = "man", hidden = true)
    int manual(@Mixin Flags given) {
        Language language = given.lang.flatMap(Language::parse).orElseGet(start::language);
        CommandSpec root = spec.root();
        start.out()
                .print(Manual.page(
                        CommandPage.all(root.commandLine()),
                        root.usageMessage().exitCodeList(),
                        language,
                        root.version()[0]));
        return ExitCode.DONE.status();
    }

    private static void putIfSaid(Map<String, String> map, String id, @Nullable String text) {
        if (text != null) {
            map.put(id, text);
        }
    }
}
