package hikae.setup;

import hikae.ask.Answers;
import hikae.ask.Field;
import hikae.ask.Option;
import hikae.ask.Origin;
import hikae.ask.Page;
import hikae.ask.Suggestion;
import hikae.instance.Instance;
import hikae.instance.NetworkChoice;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which network the backup container joins: the one Misskey and its database share. */
final class NetworkPage {
    /** The key of the answer. */
    static final String ID = "network";

    private static final Field<String> NETWORK = Field.of(ID, Field.Kind.CHOICE, NetworkPage::name)
            .among(NetworkPage::options)
            .suggest(NetworkPage::best);

    private NetworkPage() {}

    static Page page() {
        return Page.of("network", NETWORK)
                .showing(NetworkPage::lines)
                .when(answers -> !ServicesPage.asksNetwork(answers));
    }

    /** The network the answers name. */
    static Optional<NetworkChoice> chosen(Answers answers) {
        String name = answers.value(NETWORK).orElse("");
        return all(answers).stream()
                .filter(choice -> choice.name().equals(name))
                .findFirst();
    }

    /**
     * The same, when it must be there.
     *
     * @throws ProblemException {@code network-unknown} with what there is instead
     */
    static NetworkChoice required(Answers answers) {
        String names = all(answers).stream().map(NetworkChoice::name).collect(Collectors.joining(", "));
        return chosen(answers)
                .orElseThrow(() -> ProblemException.of(
                        "network-unknown", answers.text(NETWORK.id()).orElse(""), names));
    }

    private static String name(String text) {
        if (text.isBlank()) {
            throw ProblemException.of("network-choose");
        }
        return text.strip();
    }

    private static List<NetworkChoice> all(Answers answers) {
        return InstancePage.chosen(answers).map(Instance::networks).orElse(List.of());
    }

    private static List<Option> options(Answers answers) {
        return all(answers).stream()
                .map(choice -> Option.of(choice.name(), Message.literal(choice.name())))
                .toList();
    }

    /** Only what is certain: Compose's own label, or the one network there is. Else the operator decides. */
    private static Optional<Suggestion> best(Answers answers) {
        List<NetworkChoice> all = all(answers);
        boolean certain =
                all.size() == 1 || all.stream().filter(NetworkChoice::labelled).count() == 1;
        if (all.isEmpty() || !certain) {
            return Optional.empty();
        }
        return Optional.of(new Suggestion(all.get(0).name(), Origin.FOUND, Message.of("network.source")));
    }

    private static List<Line> lines(Answers answers) {
        List<Line> lines = new ArrayList<>();
        chosen(answers).ifPresent(choice -> {
            lines.add(Line.of(Finding.ok(Message.of("network.attached", choice.name()))));
            lines.add(Line.of(Finding.ok(Message.of("network.alias", choice.alias()))));
            lines.add(
                    choice.shared()
                            ? Line.of(Finding.ok(Message.of("network.shared")))
                            : Line.of(Finding.warning(Problem.of("network-not-shared", choice.name()))));
            if (choice.internal()) {
                lines.add(Line.text(Message.of("network.internal")));
            }
        });
        return lines;
    }
}
