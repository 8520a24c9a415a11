package hikae.app;

import hikae.demo.DemoHost;
import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.Host;
import hikae.instance.PathText;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.work.ExitCode;
import hikae.work.Report;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the demo wrote in memory, put into {@code hikae-demo/} for a look. It is made beside its place and renamed, so
 * that it is whole or not there; one of an earlier demo is given another name, because notes may have been put in it.
 */
final class DemoFiles {
    private static final int LIMIT = 1 << 24;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final DemoHost made;
    private final Environment environment;
    private final Files files;
    private final Path here;
    private final Path target;

    DemoFiles(DemoHost made, Host real) {
        this.made = made;
        this.environment = real.environment();
        this.files = real.files();
        this.here = environment.workingDirectory();
        this.target = here.resolve("hikae-demo");
    }

    /**
     * Looks before the demo begins whether its files can be put here.
     *
     * @throws ProblemException when something else has the name, or nothing can be written here
     */
    void demandRoom() {
        Optional<Files.Kind> taken = files.look(target).map(Files.State::kind);
        if (taken.isPresent() && taken.get() != Files.Kind.DIRECTORY) {
            throw ProblemException.of("demo-in-the-way", target);
        }
        writing(() -> {
            Path begun = begin();
            files.removeEmpty(begun);
            return begun;
        });
    }

    /** The report of a setup that went well, with what was put where; others stay as they are. */
    Report keep(Report setup) {
        Object backup = setup.facts().get("backup_dir");
        if (setup.exit() != ExitCode.DONE || backup == null) {
            return setup;
        }
        Optional<Path> before = writing(() -> put(Path.of(backup.toString())));
        List<Line> lines = new ArrayList<>(List.of(Line.text(setup.headline())));
        lines.addAll(setup.lines());
        lines.add(Line.blank());
        before.ifPresent(path -> lines.add(Line.text(Message.of("report.demo.before", path))));
        lines.add(Line.text(Message.of("report.demo.files", target)));
        List<String> names = names(target);
        names.forEach(name -> lines.add(Line.text(Message.literal("    " + name))));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("demo_dir", target.toString());
        facts.put("files", names);
        before.ifPresent(path -> facts.put("moved_aside", path.toString()));
        return new Report("demo", Message.of("report.demo.headline"), lines, facts, ExitCode.DONE);
    }

    /** The answers to save are no part of the made-up server: they were asked for by name. */
    void keepAnswers(String name) {
        made.files()
                .readIfThere(PathText.parse(name, made.environment()), LIMIT)
                .ifPresent(text -> files.write(PathText.parse(name, environment), text, Files.PRIVATE));
    }

    private <T> T writing(Supplier<T> act) {
        try {
            return act.get();
        } catch (ProblemException e) {
            throw new ProblemException(
                    Problem.of("demo-unwritable", here, e.problem().sentence()), e);
        }
    }

    /** Returns where the one before is now. */
    private Optional<Path> put(Path backup) {
        Path begun = begin();
        try {
            copy(backup, begun, new HashMap<>());
            Optional<Path> before = moveAside();
            exchange(begun, before);
            return before;
        } catch (ProblemException e) {
            takeAway(begun);
            throw e;
        }
    }

    private void exchange(Path begun, Optional<Path> before) {
        try {
            files.rename(begun, target);
        } catch (ProblemException e) {
            before.ifPresent(path -> files.rename(path, target));
            throw e;
        }
    }

    private Path begin() {
        String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
        Path begun = here.resolve(".hikae-demo.tmp-" + random);
        files.makeDirectory(begun, Files.PRIVATE_DIRECTORY);
        return begun;
    }

    /** A dump has a name in each folder it is kept in, here as there. */
    private void copy(Path from, Path to, Map<String, Path> copied) {
        for (Path path : made.files().list(from)) {
            Path copy = to.resolve(path.getFileName().toString());
            Files.State state = made.files().look(path).orElseThrow();
            if (state.kind() == Files.Kind.DIRECTORY) {
                files.makeDirectory(copy, state.mode());
                copy(path, copy, copied);
            } else if (!copied.containsKey(state.id()) || !files.link(copied.get(state.id()), copy)) {
                files.write(copy, made.files().read(path, LIMIT), state.mode());
                copied.put(state.id(), copy);
            }
        }
    }

    private Optional<Path> moveAside() {
        if (files.look(target).isEmpty()) {
            return Optional.empty();
        }
        String now = LocalDateTime.now(environment.clock()).format(STAMP);
        Path aside = Stream.iterate(1, again -> again + 1)
                .map(again -> here.resolve("hikae-demo." + now + (again == 1 ? "" : "-" + again)))
                .filter(path -> files.look(path).isEmpty())
                .findFirst()
                .orElseThrow();
        files.rename(target, aside);
        return Optional.of(aside);
    }

    /** Only ever of what was begun here, under a name nobody else has. */
    private void takeAway(Path begun) {
        for (Path path : files.list(begun)) {
            if (isDirectory(path)) {
                takeAway(path);
            } else {
                files.remove(path);
            }
        }
        files.removeEmpty(begun);
    }

    private List<String> names(Path directory) {
        return files.list(directory).stream()
                .flatMap(path -> isDirectory(path)
                        ? names(path).stream().map(below -> path.getFileName() + "/" + below)
                        : Stream.of(path.getFileName().toString()))
                .toList();
    }

    private boolean isDirectory(Path path) {
        return files.look(path)
                .map(Files.State::kind)
                .filter(Files.Kind.DIRECTORY::equals)
                .isPresent();
    }
}
