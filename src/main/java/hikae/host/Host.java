package hikae.host;

/** The server we run on, or one made up for a demo or a test. */
public interface Host {
    /** Who we are and what time it is. */
    Environment environment();

    /** The one reader and the one writer of files. */
    Files files();

    /** The Docker engine of this host. */
    Docker docker();

    /** Docker Compose. */
    Compose compose();

    /** PostgreSQL servers. */
    Postgres postgres();

    /** Web servers. */
    Web web();
}
