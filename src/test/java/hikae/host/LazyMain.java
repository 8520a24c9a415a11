package hikae.host;

import hikae.host.real.RealHost;

/** A start as far as the first screen: a host, and a look at a file. */
public final class LazyMain {
    private LazyMain() {}

    public static void main(String[] args) {
        Host host = RealHost.here(Environment.ofProcess());
        System.out.println(host.files().look(host.environment().home()).isPresent());
    }
}
