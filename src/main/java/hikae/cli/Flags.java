package hikae.cli;

import hikae.app.Options;
import hikae.app.Start;
import hikae.ask.AnswersFile;
import hikae.ask.Given;
import hikae.text.Language;
import hikae.text.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The flags every command takes. */
final class Flags {
    /** Most bytes of a file with answers. */
    private static final int LIMIT = 1 << 20;

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

    @Option(names = "--trust-owner", paramLabel = "ACCOUNT")
    Optional<String> trusted = Optional.empty();

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
        Optional<Language> language =
                lang.map(text -> Language.parse(text).orElseThrow(() -> ProblemException.of("language-unknown", text)));
        Map<String, String> all =
                new LinkedHashMap<>(answers.map(name -> read(start, name)).orElse(Map.of()));
        directory.ifPresent(text -> all.put("instance_dir", text));
        backupDirectory.ifPresent(text -> all.put("backup_dir", text));
        trusted.ifPresent(text -> all.put(Given.TRUST, text));
        Given given = new Given(all, yes, dryRun, filesOnly, json, saveAnswers);
        return new Options(given, language, plain, noInput || json, noColor);
    }

    private static Map<String, String> read(Start start, String name) {
        Path path = start.environment().workingDirectory().resolve(name);
        byte[] bytes = start.host().files().read(path, LIMIT);
        return AnswersFile.read(new String(bytes, StandardCharsets.UTF_8), name);
    }
}
