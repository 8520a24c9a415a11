package hikae.setup;

import hikae.ask.Answers;
import hikae.ask.Check;
import hikae.ask.Field;
import hikae.ask.Option;
import hikae.ask.Page;
import hikae.host.Host;
import hikae.instance.Doubt;
import hikae.instance.Instance;
import hikae.instance.InstanceFinder;
import hikae.instance.ServiceChoice;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.text.Say;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which services are Misskey and its database: asked only where nothing tells for sure, with what speaks for each. */
final class ServicesPage {
    /** Proves an {@link Instance} in which nothing is in doubt. */
    static final String CHECK = "services";

    private static final Field<List<String>> MISSKEY = Field.of(
                    "misskey_services", Field.Kind.CHOICE_OR_TEXT, ServiceChoice::names)
            .among(answers -> options(answers, Doubt.Kind.MISSKEY))
            .when(answers -> doubt(answers, Doubt.Kind.MISSKEY).isPresent());
    private static final Field<List<String>> DATABASE = Field.of(
                    "database_service", Field.Kind.CHOICE_OR_TEXT, ServiceChoice::names)
            .among(answers -> options(answers, Doubt.Kind.DATABASE))
            .when(answers -> doubt(answers, Doubt.Kind.DATABASE).isPresent());

    private final Host host;

    ServicesPage(Host host) {
        this.host = host;
    }

    Page page() {
        return Page.of("services", MISSKEY, DATABASE)
                .explaining(ServicesPage::lines)
                .checking(answers -> List.of(check()))
                .when(answers -> InstancePage.found(answers)
                        .filter(instance -> !instance.doubts().isEmpty())
                        .isPresent());
    }

    private Check check() {
        return new Check(CHECK, List.of("instance_dir", MISSKEY.id(), DATABASE.id()), this::look);
    }

    private Finding look(Answers answers) {
        Path directory = InstancePage.found(answers).orElseThrow().directory();
        ServiceChoice choice = new ServiceChoice(
                answers.value(DATABASE).flatMap(names -> names.stream().findFirst()),
                answers.value(MISSKEY).orElse(List.of()));
        try {
            var found = new InstanceFinder(host, choice).find(Optional.of(directory));
            Instance instance = found.at(directory).orElseThrow(() -> new ProblemException(found.whyNone()));
            return instance.doubts().stream()
                    .findFirst()
                    .map(doubt -> Finding.no(doubt.why())
                            .suspecting(field(doubt.kind()).id()))
                    .orElseGet(() -> Finding.ok(Say.of(
                                    "services.chosen",
                                    instance.web().name(),
                                    instance.database().name()))
                            .proving(instance));
        } catch (ProblemException e) {
            return Finding.no(e.problem());
        }
    }

    private static Field<List<String>> field(Doubt.Kind kind) {
        return switch (kind) {
            case MISSKEY -> MISSKEY;
            case DATABASE -> DATABASE;
        };
    }

    private static Optional<Doubt> doubt(Answers answers, Doubt.Kind kind) {
        return InstancePage.found(answers).flatMap(instance -> instance.doubt(kind));
    }

    private static List<Option> options(Answers answers, Doubt.Kind kind) {
        return doubt(answers, kind).map(Doubt::candidates).orElse(List.of()).stream()
                .map(one -> new Option(
                        one.service(),
                        Say.literal(one.service()),
                        one.signs().stream().map(Line::text).toList()))
                .toList();
    }

    private static List<Line> lines(Answers answers) {
        List<Line> lines = new ArrayList<>();
        InstancePage.found(answers)
                .map(Instance::doubts)
                .orElse(List.of())
                .forEach(doubt -> lines.addAll(explained(doubt.why())));
        return lines;
    }

    private static List<Line> explained(Problem why) {
        return Line.explained(Finding.warning(why));
    }
}
