package hikae.instance;

import hikae.text.Finding;
import hikae.text.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One Misskey installation under Docker Compose, as found.
 *
 * @param directory Misskey's directory: where its compose file is, or, where that is not on this host, its settings
 * @param project the Compose project's name
 * @param foundBy how it was found, in words
 * @param database the database's service
 * @param misskey Misskey's own services, the one that serves first; there is at least one
 * @param settings its settings file, usually {@code .config/default.yml}
 * @param networks where the backup container could join, the best first
 * @param databaseName the database Misskey uses
 * @param user the role Misskey logs in as; empty when nothing tells
 * @param port the port PostgreSQL listens on
 * @param logins users and passwords in order of truth
 * @param address Misskey's host name, from {@code url}
 * @param major the server's major version; 0 when unknown
 * @param notes what to know about it
 * @param doubts what nothing tells for sure, so that the operator has to
 */
public record Instance(
        Path directory,
        String project,
        Message foundBy,
        Service database,
        List<Service> misskey,
        Path settings,
        List<NetworkChoice> networks,
        String databaseName,
        String user,
        int port,
        List<LoginCandidate> logins,
        Optional<String> address,
        int major,
        List<Finding> notes,
        List<Doubt> doubts) {
    public Instance {
        misskey = List.copyOf(misskey);
        doubts = List.copyOf(doubts);
        networks = List.copyOf(networks);
        logins = List.copyOf(logins);
        notes = List.copyOf(notes);
    }

    /** Misskey's service that serves. */
    public Service web() {
        return misskey.get(0);
    }

    /** What is in doubt about it. */
    public Optional<Doubt> doubt(Doubt.Kind kind) {
        return doubts.stream().filter(one -> one.kind() == kind).findFirst();
    }

    /** The same with other doubts about it. */
    public Instance doubting(List<Doubt> others) {
        return new Instance(
                directory,
                project,
                foundBy,
                database,
                misskey,
                settings,
                networks,
                databaseName,
                user,
                port,
                logins,
                address,
                major,
                notes,
                others);
    }

    /** Whether its database runs, so that a login can be tried. */
    public boolean isLive() {
        return database.isRunning();
    }
}
