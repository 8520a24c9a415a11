package hikae.instance.find;

import hikae.host.Host;
import hikae.instance.Doubt;
import hikae.instance.compose.ComposeService;
import hikae.instance.config.DefaultYml;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a project's services are to Misskey: which are its own, which is its database, where its settings are.
 *
 * @param misskey its own services
 * @param config its settings
 * @param database its database
 */
record Judgement(WhichMisskey misskey, Config config, WhichDatabase database) {
    /** Docker lets a container be reached by the beginning of its id, too. */
    private static final Pattern CONTAINER_ID = Pattern.compile("[0-9a-f]{12}");

    /**
     * Judges a project.
     *
     * @param directory the project's directory
     * @param all its services
     * @param likelier whether of two that answer to one name this one is rather meant
     * @param choice what the operator said, in place of what is in doubt
     * @throws ProblemException {@code service-unknown} where there is no service that the operator names
     */
    static Judgement of(
            Host host,
            Path directory,
            List<ComposeService> all,
            Predicate<ComposeService> likelier,
            ServiceChoice choice) {
        WhichMisskey first = chosen(WhichMisskey.of(all, directory, Optional.empty()), choice, all);
        List<MisskeySigns> told = first.sure() || first.isThere() ? first.services() : List.of();
        Config config = Config.read(host, SettingsPlace.of(host, directory, told));
        WhichMisskey misskey = chosen(WhichMisskey.of(all, directory, Optional.of(config.webPort())), choice, all);
        List<ComposeService> own =
                misskey.services().stream().map(MisskeySigns::service).toList();
        Config filled = own.stream()
                .findFirst()
                .map(one -> config.filledFrom(one.environment()))
                .orElse(config);
        Optional<DefaultYml.Database> settings = filled.yml().map(DefaultYml::database);
        WhichDatabase database = choice.database()
                .map(name -> WhichDatabase.chosen(named(name, all), all, own, settings))
                .orElseGet(() -> WhichDatabase.of(all, own, settings, likelier));
        return new Judgement(misskey, filled, database);
    }

    private static WhichMisskey chosen(WhichMisskey judged, ServiceChoice choice, List<ComposeService> all) {
        if (choice.misskey().isEmpty()) {
            return judged;
        }
        List<MisskeySigns> signs = choice.misskey().stream()
                .map(name -> judged.candidates().stream()
                        .filter(one -> one.service().name().equals(name))
                        .findFirst()
                        .orElseGet(() -> new MisskeySigns(named(name, all), List.of(), 0)))
                .toList();
        return new WhichMisskey(signs, true, judged.candidates());
    }

    private static ComposeService named(String name, List<ComposeService> all) {
        String there = String.join(
                ", ", all.stream().map(ComposeService::name).sorted().toList());
        return all.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.of("service-unknown", name, there));
    }

    /**
     * Its database, or the likeliest one.
     *
     * @throws ProblemException why there is none
     */
    ComposeService demandDatabase(Path directory) {
        return database.service()
                .orElseThrow(() -> database.why()
                        .map(ProblemException::new)
                        .orElseGet(() -> ProblemException.of("database-container-missing", directory)));
    }

    /**
     * Misskey's own services, or the likeliest one.
     *
     * @throws ProblemException {@code misskey-service-missing} where none can be it
     */
    List<ComposeService> demandMisskey(Path directory) {
        if (misskey.services().isEmpty()) {
            throw ProblemException.of("misskey-service-missing", directory);
        }
        return misskey.services().stream().map(MisskeySigns::service).toList();
    }

    /** What the operator has to say. */
    List<Doubt> doubts() {
        List<Doubt> doubts = new ArrayList<>();
        if (!misskey.sure()) {
            boolean several = misskey.isThere();
            Problem why = Problem.of(several ? "misskey-several" : "misskey-unclear", names());
            doubts.add(new Doubt(
                    Doubt.Kind.MISSKEY,
                    why,
                    misskey.candidates().stream()
                            .map(one -> new Doubt.Candidate(one.service().name(), one.signs()))
                            .toList()));
        }
        database.why()
                .ifPresent(why -> doubts.add(new Doubt(
                        Doubt.Kind.DATABASE,
                        why,
                        database.candidates().stream()
                                .map(one -> new Doubt.Candidate(one.name(), signs(one)))
                                .toList())));
        return doubts;
    }

    private static List<Message> signs(ComposeService database) {
        List<Message> signs = new ArrayList<>();
        database.image().ifPresent(image -> signs.add(Message.of("database.sign.image", image)));
        String names = database.names().stream()
                .filter(name -> !CONTAINER_ID.matcher(name).matches())
                .collect(Collectors.joining(", "));
        signs.add(Message.of("database.sign.names", names));
        return signs;
    }

    private String names() {
        return String.join(
                ", ",
                misskey.candidates().stream().map(one -> one.service().name()).toList());
    }

    /** Where PostgreSQL itself listens: a service in between has a port of its own. */
    int port() {
        return database.direct() ? config.port() : Config.POSTGRES;
    }
}
