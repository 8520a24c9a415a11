package hikae.setup;

import hikae.ask.Answers;
import hikae.ask.Check;
import hikae.ask.Field;
import hikae.ask.Option;
import hikae.ask.Origin;
import hikae.ask.Page;
import hikae.ask.Proof;
import hikae.ask.Suggestion;
import hikae.backup.settings.BackupLayout;
import hikae.backup.settings.BackupSettings;
import hikae.host.Host;
import hikae.instance.Instance;
import hikae.instance.PathText;
import hikae.instance.Service;
import hikae.instance.find.Discovery;
import hikae.instance.find.InstanceFinder;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which Misskey: one that was found, or another directory. */
final class InstancePage {
    /** Proves an {@link Instance}. */
    static final Proof<Instance> CHECK = new Proof<>("instance", Instance.class);

    private final Host host;
    private final Discovery discovery;
    private final Field<Path> directory;

    InstancePage(Host host, Discovery discovery) {
        this.host = host;
        this.discovery = discovery;
        this.directory = Field.of("instance_dir", Field.Kind.CHOICE_OR_TEXT, this::parse)
                .among(answers -> options())
                .suggest(answers -> only());
    }

    Page page() {
        return Page.of("instance", directory).showing(this::lines).checking(answers -> List.of(check()));
    }

    /** The instance the answers name and a check has found, with what was said about its services. */
    static Optional<Instance> chosen(Answers answers) {
        return answers.proof(ServicesPage.CHECK).or(() -> found(answers));
    }

    /** The same, as it was found. */
    static Optional<Instance> found(Answers answers) {
        return answers.proof(CHECK);
    }

    private Path parse(String text) {
        if (text.isBlank()) {
            throw new ProblemException(missing());
        }
        return PathText.parse(text, host.environment());
    }

    /** Why none is chosen: there are several, or none that can be set up. */
    private Problem missing() {
        List<Instance> all = discovery.instances();
        if (all.isEmpty()) {
            return discovery.whyNone();
        }
        String list = all.stream().map(one -> one.directory().toString()).collect(Collectors.joining(" "));
        return Problem.of("instance-several", all.size(), list, all.get(0).directory());
    }

    private Check check() {
        return new Check(CHECK.check(), List.of(directory.id()), this::look);
    }

    private Finding look(Answers answers) {
        Path path = host.files().real(answers.value(directory).orElseThrow());
        Optional<Instance> known = discovery.at(path);
        if (known.isPresent()) {
            return good(answers, known.get());
        }
        Discovery there = new InstanceFinder(host).find(Optional.of(path));
        return there.at(path)
                .map(instance -> good(answers, instance))
                .orElseGet(() -> Finding.no(
                                there.refused().stream().findFirst().orElse(Problem.of("instance-not-there", path)))
                        .suspecting(directory.id()));
    }

    private Finding good(Answers answers, Instance instance) {
        BackupSettings.Misskey.of(instance, instance.project()).useTyped();
        Message what = Message.of("instance.found", instance.directory(), instance.project());
        Path backup = backup(answers).orElse(BackupLayout.beside(instance.directory()));
        return Finding.ok(what).proving(Remembered.in(host, instance, backup));
    }

    /** Where its backups are wanted, if that was said; what is no path is refused where it is asked for. */
    private Optional<Path> backup(Answers answers) {
        Optional<String> given = answers.text(PlacePage.ID)
                .filter(text -> answers.origin(PlacePage.ID)
                        .filter(Origin.GIVEN::equals)
                        .isPresent());
        try {
            return given.map(text -> PathText.parse(text, host.environment()));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /** Never a guess: with several instances none is suggested. */
    private Optional<Suggestion> only() {
        if (discovery.instances().size() != 1) {
            return Optional.empty();
        }
        Instance one = discovery.instances().get(0);
        return Optional.of(new Suggestion(one.directory().toString(), Origin.FOUND, one.foundBy()));
    }

    private List<Option> options() {
        return discovery.instances().stream()
                .map(one -> new Option(
                        one.directory().toString(),
                        Message.literal(one.directory().toString()),
                        notes(one)))
                .toList();
    }

    private static List<Line> notes(Instance instance) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.pair(Message.of("instance.project"), Message.literal(instance.project())));
        instance.misskey().forEach(one -> lines.add(service(one)));
        lines.add(service(instance.database()));
        instance.address()
                .ifPresent(host ->
                        lines.add(Line.pair(Message.of("instance.address"), Message.literal("https://" + host + "/"))));
        return lines;
    }

    private static Line service(Service service) {
        Message state = service.container()
                .map(one -> Message.of("instance.state", service.image(), one.state()))
                .orElse(Message.literal(service.image()));
        return Line.pair(Message.literal(service.name()), state);
    }

    private List<Line> lines(Answers answers) {
        List<Line> lines = new ArrayList<>();
        discovery.engine().ifPresent(problem -> {
            lines.addAll(Line.explained(Finding.warning(problem)));
            lines.add(Line.text(Message.of("instance.files-only")));
        });
        discovery.refused().forEach(problem -> lines.addAll(Line.explained(Finding.warning(problem))));
        chosen(answers).ifPresent(instance -> {
            lines.add(Line.pair(Message.of("instance.how"), instance.foundBy()));
            instance.notes().forEach(note -> lines.add(Line.of(note)));
        });
        lines.add(Line.text(Message.of("instance.read-only")));
        return lines;
    }
}
