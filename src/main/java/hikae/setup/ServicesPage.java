package hikae.setup;

import hikae.ask.Answers;
import hikae.ask.Check;
import hikae.ask.Field;
import hikae.ask.Option;
import hikae.ask.Origin;
import hikae.ask.Page;
import hikae.ask.Proof;
import hikae.ask.Suggestion;
import hikae.host.Host;
import hikae.instance.Doubt;
import hikae.instance.Instance;
import hikae.instance.find.InstanceFinder;
import hikae.instance.find.ServiceChoice;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which services are Misskey and its database, and, where no Compose is there, what it would have told: asked only where
 * nothing tells for sure, with what speaks for each answer.
 */
final class ServicesPage {
    /** Proves an {@link Instance} in which nothing is in doubt. */
    static final Proof<Instance> CHECK = new Proof<>("services", Instance.class);

    private static final Field<List<String>> MISSKEY =
            asked("misskey_services", Doubt.Kind.MISSKEY, ServiceChoice::names);
    private static final Field<List<String>> DATABASE =
            asked("database_service", Doubt.Kind.DATABASE, ServiceChoice::names);
    private static final Field<Optional<String>> PROJECT =
            asked("misskey_project", Doubt.Kind.PROJECT, ServicesPage::text);
    private static final Field<Optional<String>> NETWORK =
            asked(NetworkPage.ID, Doubt.Kind.NETWORK, ServicesPage::text);
    private static final Field<Optional<Integer>> VERSION =
            asked("postgres_version", Doubt.Kind.VERSION, ServicesPage::version);

    private final Host host;

    ServicesPage(Host host) {
        this.host = host;
    }

    Page page() {
        return Page.of("services", MISSKEY, DATABASE, PROJECT, NETWORK, VERSION)
                .explaining(ServicesPage::lines)
                .checking(answers -> List.of(check(answers)))
                .when(answers -> !doubts(answers).isEmpty());
    }

    /** Whether the network is asked here, because none is known to choose from. */
    static boolean asksNetwork(Answers answers) {
        return doubt(answers, Doubt.Kind.NETWORK).isPresent();
    }

    /** What is not asked here must not make what was proved here old. */
    private Check check(Answers answers) {
        Stream<String> asked = doubts(answers).stream().map(doubt -> id(doubt.kind()));
        return new Check(
                CHECK.check(), Stream.concat(Stream.of("instance_dir"), asked).toList(), this::look);
    }

    private Finding look(Answers answers) {
        Path directory = InstancePage.found(answers).orElseThrow().directory();
        ServiceChoice choice = new ServiceChoice(
                answers.value(DATABASE).flatMap(names -> names.stream().findFirst()),
                answers.value(MISSKEY).orElse(List.of()),
                answers.value(PROJECT).flatMap(said -> said),
                answers.value(NETWORK).flatMap(said -> said),
                answers.value(VERSION).flatMap(said -> said));
        try {
            var found = new InstanceFinder(host, choice).find(Optional.of(directory));
            Instance instance = found.at(directory).orElseThrow(() -> new ProblemException(found.whyNone()));
            return instance.doubts().stream()
                    .findFirst()
                    .map(doubt -> Finding.no(doubt.why()).suspecting(id(doubt.kind())))
                    .orElseGet(() -> Finding.ok(Message.of(
                                    "services.chosen",
                                    instance.web().name(),
                                    instance.database().name()))
                            .proving(instance));
        } catch (ProblemException e) {
            return Finding.no(e.problem());
        }
    }

    private static <T> Field<T> asked(String id, Doubt.Kind kind, Function<String, T> parser) {
        return Field.of(id, Field.Kind.CHOICE_OR_TEXT, parser)
                .among(answers -> options(answers, kind))
                .suggest(answers -> offered(answers, kind))
                .when(answers -> doubt(answers, kind).isPresent());
    }

    private static String id(Doubt.Kind kind) {
        return switch (kind) {
            case MISSKEY -> MISSKEY.id();
            case DATABASE -> DATABASE.id();
            case PROJECT -> PROJECT.id();
            case NETWORK -> NETWORK.id();
            case VERSION -> VERSION.id();
        };
    }

    /** Nothing is an answer, too: then the check says what is missing. */
    private static Optional<String> text(String text) {
        return Optional.of(text.strip()).filter(said -> !said.isEmpty());
    }

    private static Optional<Integer> version(String text) {
        return text(text).map(said -> {
            if (!said.matches("\\d{1,2}")) {
                throw ProblemException.of("postgres-version", said);
            }
            return Integer.valueOf(said);
        });
    }

    private static List<Doubt> doubts(Answers answers) {
        return InstancePage.found(answers).map(Instance::doubts).orElse(List.of());
    }

    private static Optional<Doubt> doubt(Answers answers, Doubt.Kind kind) {
        return InstancePage.found(answers).flatMap(instance -> instance.doubt(kind));
    }

    private static Optional<Suggestion> offered(Answers answers, Doubt.Kind kind) {
        return doubt(answers, kind)
                .flatMap(Doubt::offered)
                .map(offer -> new Suggestion(offer.answer(), Origin.FOUND, offer.source()));
    }

    private static List<Option> options(Answers answers, Doubt.Kind kind) {
        return doubt(answers, kind).map(Doubt::candidates).orElse(List.of()).stream()
                .map(one -> new Option(
                        one.name(),
                        Message.literal(one.name()),
                        one.signs().stream().map(Line::text).toList()))
                .toList();
    }

    /** Each reason once. */
    private static List<Line> lines(Answers answers) {
        List<Line> lines = new ArrayList<>();
        doubts(answers).stream()
                .map(Doubt::why)
                .distinct()
                .forEach(why -> lines.addAll(Line.explained(Finding.warning(why))));
        return lines;
    }
}
