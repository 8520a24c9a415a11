package hikae.host.net;

import hikae.host.Environment;
import hikae.host.Web;
import hikae.text.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * One anonymous try at an address that somebody else chose, and never at this machine or its networks. The address that
 * was judged is the one that is connected to: a name is looked up once, so it cannot mean another a moment later. Where
 * the operator's environment names a proxy, that one looks names up, so here only addresses and names that are
 * inside everywhere are refused.
 */
final class OutsideWeb {
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
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw ProblemException.of("web-address", WebProblem.host(uri));
        }
        AnonymousGet get = new AnonymousGet(request);
        CompletableFuture<Web.Answer> answer = CompletableFuture.supplyAsync(
                () -> isThroughProxy(uri) ? proxied(request) : direct(get),
                work -> daemon(work).start());
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            get.cancel();
            throw new WebProblem(uri).silent(patience);
        } catch (ExecutionException e) {
            throw known(e.getCause() == null ? e : e.getCause(), uri);
        } catch (InterruptedException e) {
            get.cancel();
            Thread.currentThread().interrupt();
            throw ProblemException.of("web-left", WebProblem.host(uri));
        }
    }

    private ProblemException known(Throwable thrown, URI uri) {
        if (thrown instanceof ProblemException problem) {
            return problem;
        }
        Throwable cause =
                thrown instanceof UncheckedIOException && thrown.getCause() != null ? thrown.getCause() : thrown;
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
            judge(host);
        }
        return throughProxy.send(request);
    }

    private static void judge(String host) {
        try {
            judged(host);
        } catch (UnknownHostException e) {
            throw ProblemException.of("web-inside", host, host); // not a valid number
        }
    }

    /** Every address of it must be outside. */
    private static InetAddress[] judged(String host) throws UnknownHostException {
        InetAddress[] addresses = Outside.addresses(host);
        for (InetAddress address : addresses) {
            if (!Outside.is(address)) {
                throw ProblemException.of("web-inside", host, address.getHostAddress());
            }
        }
        return addresses;
    }

    private Web.Answer direct(AnonymousGet get) {
        try {
            return get.send(OutsideWeb::judged, trust);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "outside-web");
        thread.setDaemon(true);
        return thread;
    }
}
