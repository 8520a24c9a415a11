package hikae.host.net;

import hikae.host.Environment;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxy that {@code https_proxy}, {@code http_proxy} or {@code all_proxy} names, in either case, except for the
 * hosts of {@code no_proxy}: as curl reads them.
 */
final class ProxyVariables extends ProxySelector {
    private static final int USUAL_PORT = 8080;

    private final Environment environment;

    ProxyVariables(Environment environment) {
        this.environment = environment;
    }

    @Override
    public List<Proxy> select(URI uri) {
        String host = WebProblem.host(uri);
        return either(uri.getScheme() + "_proxy")
                .or(() -> either("all_proxy"))
                .filter(text -> !isExcepted(host))
                .flatMap(ProxyVariables::address)
                .map(address -> List.of(new Proxy(Proxy.Type.HTTP, address)))
                .orElse(List.of(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // whoever asked is told anyway
    }

    private Optional<String> either(String name) {
        return environment.variable(name).or(() -> environment.variable(name.toUpperCase(Locale.ROOT)));
    }

    private boolean isExcepted(String host) {
        return either("no_proxy").stream()
                .flatMap(text -> Stream.of(text.split("[,\\s]+")))
                .map(entry -> entry.replaceFirst("^\\*?\\.", "").toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> entry.equals("*") || host.equals(entry) || host.endsWith("." + entry));
    }

    private static Optional<InetSocketAddress> address(String text) {
        try {
            URI uri = URI.create(text.contains("://") ? text : "http://" + text);
            return Optional.ofNullable(uri.getHost())
                    .map(host -> new InetSocketAddress(host, uri.getPort() < 0 ? USUAL_PORT : uri.getPort()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
