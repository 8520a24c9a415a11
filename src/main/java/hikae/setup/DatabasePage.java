package hikae.setup;

import hikae.ask.Answers;
import hikae.ask.Check;
import hikae.ask.Field;
import hikae.ask.Origin;
import hikae.ask.Page;
import hikae.ask.Proof;
import hikae.ask.Suggestion;
import hikae.backup.compose.ComposeKey;
import hikae.host.Host;
import hikae.instance.Instance;
import hikae.instance.LoginCandidate;
import hikae.instance.database.DatabaseLogin;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** As whom the backup logs in; proved by doing it. */
final class DatabasePage {
    /** Proves a {@link DatabaseLogin.Proven}. */
    static final Proof<DatabaseLogin.Proven> CHECK = new Proof<>("login", DatabaseLogin.Proven.class);

    private static final Field<String> DATABASE = Field.of(
                    "database", Field.Kind.TEXT, text -> notEmpty(text, "database-name-empty"))
            .suggest(Suggestions.present(ComposeKey.DATABASE))
            .suggest(answers -> found(answers, Instance::databaseName));
    private static final Field<String> USER = Field.of(
                    "user", Field.Kind.TEXT, text -> notEmpty(text, "database-user-empty"))
            .suggest(Suggestions.present(ComposeKey.USER))
            .suggest(answers -> found(answers, Instance::user));
    private static final Field<Optional<Secret>> PASSWORD =
            Field.of("password", Field.Kind.SECRET, DatabasePage::typed);

    private final Host host;
    private final boolean live;
    private final Optional<Secret> fromFile;

    /**
     * @param live whether a login can be demanded: Docker answers, and the service is to be started
     * @param fromFile a password that came by {@code --answers} as {@code password_file}
     */
    DatabasePage(Host host, boolean live, Optional<Secret> fromFile) {
        this.host = host;
        this.live = live;
        this.fromFile = fromFile;
    }

    Page page() {
        return Page.of("database", DATABASE, USER, PASSWORD)
                .showing(this::lines)
                .checking(this::checks);
    }

    /** The database's name. */
    static String database(Answers answers) {
        return answers.value(DATABASE).orElseThrow();
    }

    /** The role. */
    static String user(Answers answers) {
        return answers.value(USER).orElseThrow();
    }

    /** The password that was proved, or, where nothing could be asked, the likeliest one. */
    Secret password(Answers answers) {
        Optional<Secret> proved = answers.proof(CHECK).map(p -> p.login().password());
        return proved.or(() -> given(answers))
                .or(() -> candidates(answers).stream().findFirst().map(LoginCandidate::password))
                .orElseThrow(() -> ProblemException.of("login-no-password", user(answers), "docker.env"));
    }

    private Optional<Secret> given(Answers answers) {
        return answers.value(PASSWORD).flatMap(typed -> typed).or(() -> fromFile);
    }

    /** A stopped database stops a setup here, before anything is written, unless only files are wanted. */
    private List<Check> checks(Answers answers) {
        boolean running = InstancePage.chosen(answers).filter(Instance::isLive).isPresent();
        List<String> needs = List.of("instance_dir", "network", DATABASE.id(), USER.id(), PASSWORD.id());
        return live || running ? List.of(new Check(CHECK.check(), needs, this::look)) : List.of();
    }

    private Finding look(Answers answers) {
        Instance instance = InstancePage.chosen(answers).orElseThrow();
        try {
            DatabaseLogin.Proven proven = new DatabaseLogin(host)
                    .prove(instance, NetworkPage.required(answers), database(answers), user(answers), given(answers));
            return judge(proven);
        } catch (ProblemException e) {
            return Finding.no(e.problem()).suspecting(suspect(e.problem()));
        }
    }

    private static Finding judge(DatabaseLogin.Proven proven) {
        if (!proven.facts().misskey()) {
            return Finding.no(Problem.of("database-not-misskey", proven.login().database()))
                    .suspecting(DATABASE.id());
        }
        Message what = Message.of(
                "login.proved",
                proven.facts().version(),
                proven.login().user(),
                proven.login().database(),
                proven.source());
        return Finding.ok(what).proving(proven);
    }

    private static String suspect(Problem problem) {
        return switch (problem.id()) {
            case "database-name" -> DATABASE.id();
            case "database-role" -> USER.id();
            case "network-unknown" -> "network";
            default -> PASSWORD.id();
        };
    }

    private List<Line> lines(Answers answers) {
        List<Line> lines = new ArrayList<>();
        Optional<DatabaseLogin.Proven> proof = answers.proof(CHECK);
        proof.ifPresent(proven -> {
            Message size = Amount.bytes(proven.facts().bytes());
            lines.add(Line.of(
                    Finding.ok(Message.of("login.size", size, proven.facts().tables()))));
        });
        if (checks(answers).isEmpty()) {
            lines.add(Line.of(Finding.warning(Problem.of("login-not-tried"))));
            lines.add(Line.text(Problem.of("login-not-tried").hint()));
            candidates(answers).stream()
                    .findFirst()
                    .ifPresent(one -> lines.add(Line.pair(Message.of("login.password-from"), one.source())));
        }
        return lines;
    }

    private static List<LoginCandidate> candidates(Answers answers) {
        return InstancePage.chosen(answers).map(Instance::logins).orElse(List.of());
    }

    private static Optional<Suggestion> found(Answers answers, Function<Instance, String> what) {
        return InstancePage.chosen(answers)
                .map(instance -> new Suggestion(what.apply(instance), Origin.FOUND, instance.foundBy()))
                .filter(suggestion -> !suggestion.text().isEmpty());
    }

    private static String notEmpty(String text, String problem) {
        if (text.isBlank()) {
            throw ProblemException.of(problem);
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) || c == ',' || Character.isWhitespace(c))) {
            throw ProblemException.of("database-name-splitting", text);
        }
        return text;
    }

    /** Empty keeps what was found; a password that compose or psql cannot carry is refused. */
    private static Optional<Secret> typed(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.of("password-control");
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(new Secret(text));
    }
}
