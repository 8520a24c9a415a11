package hikae.instance.find;

import hikae.instance.compose.ComposeService;
import hikae.instance.config.DefaultYml;
import hikae.text.Problem;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which service of a project is Misskey's database: the one that the host in its settings reaches.
 *
 * @param service the database; in doubt the likeliest one, if there is any
 * @param why why somebody has to be asked; empty when it is sure
 * @param direct whether the host in the settings is this service itself, so that the port beside it is its port: not
 *     where a pgbouncer or the like stands in between
 * @param candidates every PostgreSQL it may be
 */
public record WhichDatabase(
        Optional<ComposeService> service, Optional<Problem> why, boolean direct, List<ComposeService> candidates) {
    private static final Pattern APART = Pattern.compile("[^\\w.-]+");

    public WhichDatabase {
        candidates = List.copyOf(candidates);
    }

    /**
     * Judges a project.
     *
     * @param all its services
     * @param misskey Misskey's own, whose links count
     * @param settings what its default.yml says; empty where there is none
     * @param likelier whether of two that answer to one name this one is rather meant, such as one that runs
     */
    public static WhichDatabase of(
            List<ComposeService> all,
            List<ComposeService> misskey,
            Optional<DefaultYml.Database> settings,
            Predicate<ComposeService> likelier) {
        return new Search(all, misskey, likelier).find(settings);
    }

    /** The one that the operator named. */
    static WhichDatabase chosen(
            ComposeService named,
            List<ComposeService> all,
            List<ComposeService> misskey,
            Optional<DefaultYml.Database> settings) {
        boolean direct = new Search(all, misskey, any -> true).isDirect(named, settings);
        return new WhichDatabase(Optional.of(named), Optional.empty(), direct, List.of(named));
    }

    private record Search(List<ComposeService> all, List<ComposeService> misskey, Predicate<ComposeService> likelier) {
        /** What a variable will be filled with is taken for the database, unless a pooler is there to be it. */
        boolean isDirect(ComposeService database, Optional<DefaultYml.Database> settings) {
            Optional<String> host = settings.flatMap(DefaultYml.Database::reachable);
            return host.isPresent()
                    ? named(host.get()).contains(database)
                    : all.stream().noneMatch(one -> role(one) == ServiceRole.POOLER);
        }

        WhichDatabase find(Optional<DefaultYml.Database> settings) {
            Optional<String> host = settings.flatMap(DefaultYml.Database::reachable);
            if (host.isEmpty()) {
                return unnamed(settings);
            }
            List<ComposeService> reached = named(host.get());
            List<ComposeService> direct =
                    likeliest(near(reached.stream().filter(this::isDatabase).toList()));
            if (direct.size() > 1) {
                Problem why = Problem.of(
                        "database-name-shared", settings.orElseThrow().where(), host.get(), shown(direct));
                return new WhichDatabase(first(direct), Optional.of(why), false, direct);
            }
            if (!direct.isEmpty()) {
                return new WhichDatabase(first(direct), Optional.empty(), true, databases());
            }
            return reached.isEmpty()
                    ? elsewhere(settings.orElseThrow())
                    : behind(settings.orElseThrow(), reached.get(0));
        }

        /** Nothing names a host: the only one there is will be meant, or the one with the usual name. */
        private WhichDatabase unnamed(Optional<DefaultYml.Database> settings) {
            List<ComposeService> databases = databases();
            if (databases.size() == 1 && settings.isEmpty()) {
                return new WhichDatabase(Optional.of(databases.get(0)), Optional.empty(), true, databases);
            }
            Optional<Problem> why = databases.isEmpty()
                    ? Optional.empty()
                    : settings.map(one -> Problem.of("database-host-filled", one.where(), one.host(), shown()))
                            .or(() -> Optional.of(Problem.of("database-several", shown())));
            return new WhichDatabase(first(databases), why, false, databases);
        }

        /** Those that answer to this name where Misskey asks for it, the likelier first. */
        private List<ComposeService> named(String host) {
            Set<String> names = new LinkedHashSet<>(Set.of(host));
            misskey.forEach(
                    one -> Optional.ofNullable(one.reach().links().get(host)).ifPresent(names::add));
            return all.stream()
                    .filter(one -> one.names().stream().anyMatch(names::contains))
                    .sorted(Comparator.comparing((ComposeService one) -> !likelier.test(one)))
                    .toList();
        }

        /** Those on a network that Misskey is on, too: a name on another one does not reach it. */
        private List<ComposeService> near(List<ComposeService> databases) {
            List<ComposeService> near = databases.stream()
                    .filter(one -> misskey.stream()
                            .anyMatch(own -> !Collections.disjoint(
                                    own.reach().networks().keySet(),
                                    one.reach().networks().keySet())))
                    .toList();
            return near.isEmpty() ? databases : near;
        }

        /** Its host is a service that is no PostgreSQL: one that hands connections on says to whom in its variables. */
        private WhichDatabase behind(DefaultYml.Database settings, ComposeService between) {
            List<ComposeService> databases = databases();
            List<ComposeService> told =
                    databases.stream().filter(one -> isToldOf(between, one)).toList();
            boolean pooler = role(between) == ServiceRole.POOLER;
            if (told.size() == 1 || (pooler && databases.size() == 1)) {
                ComposeService one = told.isEmpty() ? databases.get(0) : told.get(0);
                return new WhichDatabase(Optional.of(one), Optional.empty(), false, databases);
            }
            Problem why = databases.isEmpty()
                    ? Problem.of("database-elsewhere", settings.where(), settings.host())
                    : Problem.of("database-behind", settings.where(), between.name(), shown());
            return new WhichDatabase(first(databases), Optional.of(why), false, databases);
        }

        private static boolean isToldOf(ComposeService between, ComposeService database) {
            return between.environment().values().stream()
                    .flatMap(value -> APART.splitAsStream(value.reveal()))
                    .anyMatch(database.names()::contains);
        }

        private WhichDatabase elsewhere(DefaultYml.Database settings) {
            List<ComposeService> databases = databases();
            if (databases.isEmpty() || settings.isAddress()) {
                Problem why = Problem.of("database-elsewhere", settings.where(), settings.host());
                return new WhichDatabase(Optional.empty(), Optional.of(why), false, databases);
            }
            String id = settings.isSocket() ? "database-socket" : "database-not-named";
            Problem why = Problem.of(id, settings.where(), settings.host(), shown());
            return new WhichDatabase(first(databases), Optional.of(why), false, databases);
        }

        /** The one with the usual name is the likeliest. */
        private static Optional<ComposeService> first(List<ComposeService> databases) {
            return databases.stream().findFirst();
        }

        /** What has ended counts only where nothing runs. */
        private List<ComposeService> databases() {
            return likeliest(all.stream().filter(this::isDatabase).toList()).stream()
                    .sorted(Comparator.comparing(
                            (ComposeService one) -> !one.name().equals("db")))
                    .toList();
        }

        private List<ComposeService> likeliest(List<ComposeService> every) {
            List<ComposeService> likely = every.stream().filter(likelier).toList();
            return likely.isEmpty() ? every : likely;
        }

        private boolean isDatabase(ComposeService one) {
            return role(one) == ServiceRole.DATABASE;
        }

        private ServiceRole role(ComposeService one) {
            return ServiceRole.of(one, misskey.contains(one));
        }

        private String shown() {
            return shown(databases());
        }

        private static String shown(List<ComposeService> services) {
            return String.join(", ", services.stream().map(ComposeService::name).toList());
        }
    }
}
