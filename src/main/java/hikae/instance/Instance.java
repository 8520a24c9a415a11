package hikae.instance;

import hikae.text.Finding;
import hikae.text.Say;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One Misskey installation under Docker Compose, as found.
 *
 * @param directory Misskey's directory
 * @param project the Compose project's name
 * @param foundBy how it was found, in words
 * @param database the database's service
 * @param web Misskey's own service
 * @param networks where the backup container could join, the best first
 * @param databaseName the database Misskey uses
 * @param user the role Misskey logs in as; empty when nothing tells
 * @param port the port PostgreSQL listens on
 * @param logins users and passwords in order of truth
 * @param address Misskey's host name, from {@code url}
 * @param major the server's major version; 0 when unknown
 * @param notes what to know about it
 */
public record Instance(
        Path directory,
        String project,
        Say foundBy,
        Service database,
        Service web,
        List<NetworkChoice> networks,
        String databaseName,
        String user,
        int port,
        List<LoginCandidate> logins,
        Optional<String> address,
        int major,
        List<Finding> notes) {
    public Instance {
        networks = List.copyOf(networks);
        logins = List.copyOf(logins);
        notes = List.copyOf(notes);
    }

    /** Whether its database runs, so that a login can be tried. */
    public boolean isLive() {
        return database.isRunning();
    }
}
