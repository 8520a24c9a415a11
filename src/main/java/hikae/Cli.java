package hikae;

import hikae.ask.AnswersFile;
import hikae.ask.Given;
import hikae.text.Language;
import hikae.text.Messages;
import hikae.text.ProblemException;
import hikae.ui.auto.Unattended;
import hikae.work.ExitCode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands and flags, by picocli; loaded only when there are arguments. */
@Command(name = "hikae", subcommands = CommandLine.HelpCommand.class)
final class Cli implements Callable<Integer> {
    private static final int LIMIT = 1 << 20;

    private final Start start;

    @Mixin
    private Flags flags = new Flags();

    private Cli(Start start) {
        this.start = start;
    }

    static int run(List<String> args, Start start) {
        Messages words = Messages.in(language(args, start));
        CommandLine line = new CommandLine(new Cli(start));
        line.getCommandSpec().version("hikae " + Cli.class.getPackage().getImplementationVersion());
        line.setResourceBundle(new Words(words));
        line.getSubcommands().values().forEach(sub -> sub.setResourceBundle(new Words(words)));
        line.setOut(new PrintWriter(start.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(start.err(), true, StandardCharsets.UTF_8));
        line.setParameterExceptionHandler((e, given) -> refuse(e, words, start));
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, args, start));
        return line.execute(args.toArray(String[]::new));
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

    private static int refuse(CommandLine.ParameterException e, Messages words, Start start) {
        start.err().println(words.get("cli.wrong-use", String.valueOf(e.getMessage())));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, start.err())) {
            start.err().println(words.get("cli.see-help"));
        }
        return ExitCode.WRONG_USE.status();
    }

    /** No face is there yet; a problem is told as the one without a terminal would tell it, JSON too. */
    private static int failed(Exception e, List<String> args, Start start) {
        if (!(e instanceof ProblemException known)) {
            return Bug.report(e, start);
        }
        Given json = new Given(Map.of(), false, false, false, args.contains("--json"), Optional.empty());
        try (Unattended face = Unattended.open(language(args, start), json, start.out(), start.err())) {
            face.refuse(known.problem());
        }
        return Flows.statusOf(known.problem()).status();
    }

    @Override
    public Integer call() {
        return Flows.menu(start, flags.options(start));
    }

    @Command(name = "setup")
    int setup(@Mixin Flags given) {
        return Flows.setup(start, given.options(start));
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
    int backup(@Mixin Flags given) {
        return Flows.backup(start, given.options(start));
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

    @Command(name = "demo")
    int demo(@Mixin Flags given) {
        return Flows.demo(start, given.options(start));
    }

    @Command(name = "completion")
    int completion(
            @Mixin Flags given,
            @Parameters(index = "0", paramLabel = "bash|zsh|fish", descriptionKey = "shell") String shell) {
        String script = Completion.script(new CommandLine(new Cli(start)), shell);
        start.out().print(script);
        return ExitCode.DONE.status();
    }

    private static void putIfSaid(Map<String, String> map, String id, @Nullable String text) {
        if (text != null) {
            map.put(id, text);
        }
    }

    /** The flags every command takes. */
    static final class Flags {
        @Option(names = "--dir", paramLabel = "DIR")
        Optional<String> directory = Optional.empty();

        @Option(names = "--backup-dir", paramLabel = "DIR")
        Optional<String> backupDirectory = Optional.empty();

        @Option(names = "--answers", paramLabel = "FILE")
        Optional<String> answers = Optional.empty();

        @Option(names = "--save-answers", paramLabel = "FILE")
        Optional<String> saveAnswers = Optional.empty();

        @Option(names = "--lang", paramLabel = "ja|en")
        Optional<String> lang = Optional.empty();

        @Option(names = "--plain")
        boolean plain;

        @Option(names = "--no-input")
        boolean noInput;

        @Option(names = "--yes")
        boolean yes;

        @Option(names = {"-n", "--dry-run"})
        boolean dryRun;

        @Option(names = "--files-only")
        boolean filesOnly;

        @Option(names = "--json")
        boolean json;

        @Option(names = "--no-color")
        boolean noColor;

        @Option(names = "--ascii")
        boolean ascii;

        @Option(
                names = {"-h", "--help"},
                usageHelp = true)
        boolean help;

        @Option(names = "--version", versionHelp = true)
        boolean version;

        Options options(Start start) {
            Optional<Language> language = lang.map(
                    text -> Language.parse(text).orElseThrow(() -> ProblemException.of("language-unknown", text)));
            Map<String, String> all =
                    new LinkedHashMap<>(answers.map(name -> read(start, name)).orElse(Map.of()));
            directory.ifPresent(text -> all.put("instance_dir", text));
            backupDirectory.ifPresent(text -> all.put("backup_dir", text));
            Given given = new Given(all, yes, dryRun, filesOnly, json, saveAnswers);
            return new Options(given, language, plain, noInput || json, noColor);
        }

        private static Map<String, String> read(Start start, String name) {
            Path path = start.environment().workingDirectory().resolve(name);
            byte[] bytes = start.host().files().read(path, LIMIT);
            return AnswersFile.read(new String(bytes, StandardCharsets.UTF_8), name);
        }
    }

    /** Our words under the keys picocli asks for. */
    private static final class Words extends ResourceBundle {
        private final Messages messages;

        Words(Messages messages) {
            this.messages = messages;
        }

        @Override
        protected @Nullable Object handleGetObject(String key) {
            return messages.has("cli." + key) ? messages.get("cli." + key) : null;
        }

        @Override
        public Enumeration<String> getKeys() {
            return Collections.enumeration(messages.keys().stream()
                    .filter(key -> key.startsWith("cli."))
                    .map(key -> key.substring("cli.".length()))
                    .toList());
        }
    }
}
