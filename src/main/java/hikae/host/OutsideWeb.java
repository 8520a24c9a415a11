package hikae.host;

import hikae.text.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One anonymous try at an address that somebody else chose, and never at this machine or its networks. The address that
 * was judged is the one that is connected to: a name is looked up once, so it cannot mean another a moment later. Where
 * the operator's environment names a proxy, that one looks names up, so here only addresses and names that are
 * inside everywhere are refused.
 */
final class OutsideWeb {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final ProxyVariables proxies;
    private final SSLContext trust;
    private final Duration patience;
    private final Web throughProxy;

    /**
     * @param throughProxy one try by the usual client
     */
    OutsideWeb(Environment environment, SSLContext trust, Duration patience, Web throughProxy) {
        this.proxies = new ProxyVariables(environment);
        this.trust = trust;
        this.patience = patience;
        this.throughProxy = throughProxy;
    }

    /** One try. */
    Web.Answer once(Web.Request request) {
        URI uri = request.uri();
        boolean plain = "http".equals(uri.getScheme());
        if (uri.getHost() == null || !(plain || "https".equals(uri.getScheme()))) {
            throw ProblemException.of("web-address", WebProblem.host(uri));
        }
        AtomicReference<Socket> open = new AtomicReference<>();
        CompletableFuture<Web.Answer> answer = CompletableFuture.supplyAsync(
                () -> isThroughProxy(uri) ? proxied(request) : direct(request, open),
                work -> daemon(work).start());
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            close(open.get());
            throw new WebProblem(uri).silent(patience);
        } catch (ExecutionException e) {
            throw known(e.getCause() == null ? e : e.getCause(), uri);
        } catch (InterruptedException e) {
            close(open.get());
            Thread.currentThread().interrupt();
            throw ProblemException.of("web-left", WebProblem.host(uri));
        }
    }

    private ProblemException known(Throwable thrown, URI uri) {
        if (thrown instanceof ProblemException problem) {
            return problem;
        }
        Throwable cause = thrown instanceof Unreadable && thrown.getCause() != null ? thrown.getCause() : thrown;
        return new WebProblem(uri).of(cause, patience);
    }

    private boolean isThroughProxy(URI uri) {
        return !proxies.select(uri).equals(List.of(Proxy.NO_PROXY));
    }

    private Web.Answer proxied(Web.Request request) {
        String host = request.uri().getHost();
        if (Outside.isNamedInside(host)) {
            throw ProblemException.of("web-inside", host, host);
        }
        if (Outside.isNumber(host)) {
            judge(request.uri());
        }
        return throughProxy.send(request);
    }

    private static InetAddress[] judged(URI uri) throws UnknownHostException {
        InetAddress[] addresses = Outside.addresses(uri.getHost());
        for (InetAddress address : addresses) {
            if (!Outside.is(address)) {
                throw ProblemException.of("web-inside", WebProblem.host(uri), address.getHostAddress());
            }
        }
        return addresses;
    }

    private Web.Answer direct(Web.Request request, AtomicReference<Socket> open) {
        try (Socket socket = connected(request.uri(), open)) {
            return new PlainHttp(socket).ask(request);
        } catch (IOException e) {
            throw new Unreadable(e);
        }
    }

    private static void judge(URI uri) {
        try {
            judged(uri);
        } catch (UnknownHostException e) {
            throw ProblemException.of("web-inside", WebProblem.host(uri), uri.getHost()); // a number that is none
        }
    }

    private Socket connected(URI uri, AtomicReference<Socket> open) throws IOException {
        boolean plain = "http".equals(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : plain ? HTTP : HTTPS;
        IOException last = new UnknownHostException(uri.getHost());
        for (InetAddress address : judged(uri)) {
            Socket socket = new Socket(Proxy.NO_PROXY);
            open.set(socket);
            try {
                socket.connect(new InetSocketAddress(address, port), millis());
                socket.setSoTimeout(millis());
                return plain ? socket : secured(socket, uri.getHost(), port);
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }

    /** The certificate must be of the name, whatever address it has. */
    private Socket secured(Socket socket, String host, int port) throws IOException {
        SSLSocket secure = (SSLSocket) trust.getSocketFactory().createSocket(socket, host, port, true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private int millis() {
        return Math.toIntExact(patience.toMillis());
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "outside-web");
        thread.setDaemon(true);
        return thread;
    }

    private static void close(@org.jspecify.annotations.Nullable Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            return; // nobody waits for it any more
        }
    }

    /** Carries what the network did to the one who waits. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(IOException cause) {
            super(cause);
        }
    }
}
