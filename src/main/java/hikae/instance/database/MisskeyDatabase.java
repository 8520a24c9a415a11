package hikae.instance.database;

import hikae.host.Host;
import hikae.host.Postgres;
import hikae.instance.Instance;
import hikae.instance.NetworkChoice;
import hikae.text.Json;
import hikae.text.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Misskey's database for reading, by a login that was proved. Nothing is ever written. */
public final class MisskeyDatabase {
    private final Host host;
    private final Instance instance;
    private final NetworkChoice network;
    private final Postgres.Login inside;
    private final Postgres.Login direct;

    private MisskeyDatabase(Host host, Instance instance, NetworkChoice network, Postgres.Login inside) {
        this.host = host;
        this.instance = instance;
        this.network = network;
        this.inside = inside;
        this.direct = new Postgres.Login(
                DatabaseLogin.address(instance, network),
                inside.port(),
                inside.database(),
                inside.user(),
                inside.password());
    }

    /**
     * Proves a login.
     *
     * @throws ProblemException by cause, also {@code database-stopped}
     */
    public static MisskeyDatabase open(Host host, Instance instance) {
        NetworkChoice network = instance.networks().stream()
                .findFirst()
                .filter(one -> instance.isLive())
                .orElseThrow(() -> ProblemException.of(
                        "database-stopped", instance.database().name(), instance.directory()));
        DatabaseLogin.Proven proven = new DatabaseLogin(host)
                .prove(instance, network, instance.databaseName(), instance.user(), Optional.empty());
        return new MisskeyDatabase(host, instance, network, proven.login());
    }

    /** The rows of a SELECT, each by the names of its columns; what is null is left out. For few rows. */
    public List<Map<String, Object>> rows(String select) {
        String asJson = "SELECT row_to_json(hikae_row)::text FROM (" + select + ") AS hikae_row";
        List<String> lines = lines(asJson);
        return lines.stream().flatMap(line -> Json.object(line).stream()).toList();
    }

    /**
     * The one text column of a SELECT, row by row, however many there are.
     *
     * @throws ProblemException also {@code database-unreachable} where this host does not reach the container itself
     */
    public void each(String select, Consumer<String> row) {
        host.postgres().each(direct, select, row);
    }

    private List<String> lines(String select) {
        ClientContainer.tidy(host);
        List<String> lines = new ArrayList<>();
        try {
            host.postgres().each(direct, select, lines::add);
            return lines;
        } catch (ProblemException e) {
            boolean unreachable = e.problem().id().equals("database-unreachable");
            if (!unreachable && !DatabaseLogin.isDoubtful(e.problem().id(), direct.password())) {
                throw e;
            }
            return new ClientContainer(host).rows(instance, network, inside, select);
        }
    }
}
