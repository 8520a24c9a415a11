package hikae.host;

/** The server we run on. Docker, Compose and JDBC are loaded by their first use, not before. */
public final class RealHost implements Host {
    private final Environment environment;
    private final Files files;

    private RealHost(Environment environment) {
        this.environment = environment;
        this.files = new RealFiles(environment);
    }

    /** This server, as {@code environment} sees it. */
    public static Host here(Environment environment) {
        return new RealHost(environment);
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public Files files() {
        return files;
    }

    @Override
    public Docker docker() {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public Compose compose() {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public Postgres postgres() {
        throw new UnsupportedOperationException("not yet");
    }
}
