package hikae.recovery.server;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a client container reaches a PostgreSQL server.
 *
 * @param image the client's image: the backup image, whose psql fits its pg_dump
 * @param network the network it joins; {@code container:ID} to share that of a server without one
 * @param host the server's name there
 * @param port usually 5432
 * @param user the role
 * @param passwordFile a file of mode 0600 that holds only the password; empty where none is asked for
 */
public record ServerConnection(
        String image, String network, String host, int port, String user, Optional<Path> passwordFile) {}
