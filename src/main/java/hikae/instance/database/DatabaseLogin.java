package hikae.instance.database;

import hikae.host.Host;
import hikae.host.Postgres;
import hikae.instance.Instance;
import hikae.instance.LoginCandidate;
import hikae.instance.NetworkChoice;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Proves a login by a real TCP connection to the database's container. Which text of docker.env Compose
 * took for the password, and whether PostgreSQL still has that one, nothing but a login can tell.
 */
public final class DatabaseLogin {
    private static final int ASCII = 0x7F;

    private final Host host;

    public DatabaseLogin(Host host) {
        this.host = host;
    }

    /**
     * A login that worked.
     *
     * @param login as the backup container will do it: by the name on the network
     * @param facts what it saw
     * @param source where the password was read
     */
    public record Proven(Postgres.Login login, Postgres.Facts facts, Message source) {}

    /**
     * Tries what was typed, then every candidate in order of truth.
     *
     * @param typed a password typed by the operator; empty to use what was found
     * @throws ProblemException by cause; {@code login-refused} when the server refused every password
     */
    public Proven prove(
            Instance instance, NetworkChoice network, String database, String user, Optional<Secret> typed) {
        List<LoginCandidate> candidates = candidates(instance, user, typed);
        if (candidates.isEmpty()) {
            throw ProblemException.of("login-no-password", user, instance.directory());
        }
        String address = address(instance, network);
        for (LoginCandidate candidate : candidates) {
            Postgres.Login inside = new Postgres.Login(
                    network.alias(), instance.port(), database, candidate.user(), candidate.password());
            Optional<Postgres.Facts> facts = attempt(instance, network, address, inside);
            if (facts.isPresent()) {
                return new Proven(inside, facts.get(), candidate.source());
            }
        }
        String tried = String.valueOf(candidates.size());
        throw ProblemException.of(typed.isPresent() ? "login-refused-typed" : "login-refused", user, tried);
    }

    /** Empty when this password was refused; every other failure is thrown. */
    private Optional<Postgres.Facts> attempt(
            Instance instance, NetworkChoice network, String address, Postgres.Login inside) {
        Postgres.Login direct =
                new Postgres.Login(address, inside.port(), inside.database(), inside.user(), inside.password());
        try {
            return Optional.of(look(instance, network, direct, inside));
        } catch (ProblemException e) {
            if (e.problem().id().equals("database-password")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Postgres.Facts look(
            Instance instance, NetworkChoice network, Postgres.Login direct, Postgres.Login inside) {
        ClientContainer.tidy(host);
        try {
            return host.postgres().look(direct);
        } catch (ProblemException e) {
            boolean unreachable = e.problem().id().equals("database-unreachable");
            if (!unreachable && !isDoubtful(e.problem().id(), direct.password())) {
                throw e;
            }
            return new ClientContainer(host).look(instance, network, inside);
        }
    }

    /**
     * Of a password with more than ASCII the driver's word is not the last: it prepares some (RFC 4013; U+200B,
     * right to left) otherwise than the server and psql do, and refuses to send others.
     */
    static boolean isDoubtful(String problem, Secret password) {
        boolean ascii = password.reveal().chars().allMatch(c -> c <= ASCII);
        return !ascii && (problem.equals("database-password") || problem.equals("database-failed"));
    }

    private static List<LoginCandidate> candidates(Instance instance, String user, Optional<Secret> typed) {
        if (typed.isPresent()) {
            return List.of(new LoginCandidate(Message.of("login.source.typed"), user, typed.get()));
        }
        List<LoginCandidate> all = new ArrayList<>();
        for (LoginCandidate found : instance.logins()) {
            LoginCandidate candidate = new LoginCandidate(found.source(), user, found.password());
            boolean known = all.stream().anyMatch(other -> other.password().equals(candidate.password()));
            if (!known) {
                all.add(candidate);
            }
        }
        return all;
    }

    /** The container's own address: reachable from this host also on a network without a way out. */
    static String address(Instance instance, NetworkChoice network) {
        return instance.database().container().stream()
                .flatMap(container -> container.networks().stream())
                .filter(attached -> attached.network().equals(network.name()))
                .flatMap(attached -> attached.address().stream())
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        "database-stopped", instance.database().name(), instance.directory()));
    }
}
