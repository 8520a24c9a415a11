package hikae.host.net;

import hikae.host.Environment;
import hikae.host.Web;
import hikae.text.ProblemException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** {@link Web} by the client of the JDK; HTTP/1.1, the proxy that the environment's variables name. */
public final class HttpWeb implements Web {
    private static final int RETRIES = 2;
    private static final Set<Integer> LATER = Set.of(429, 500, 502, 503, 504);
    private static final Set<String> AGAIN = Set.of("web-silent", "web-broken");

    private final HttpClient client;
    private final Environment environment;
    private final Duration patience;
    private final OutsideWeb outside;

    /**
     * @param patience how long one try may take in all, from the first packet to the last byte of the answer
     */
    public HttpWeb(Environment environment, Duration patience, SSLContext trust) {
        this.environment = environment;
        this.patience = patience;
        this.outside = new OutsideWeb(environment, trust, patience, this::once);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .proxy(new ProxyVariables(environment))
                .sslContext(trust)
                .build();
    }

    @Override
    public Answer send(Request request) {
        return tried(request, this::once);
    }

    @Override
    public Web outside() {
        return request -> tried(request, outside::once);
    }

    private Answer tried(Request request, Web once) {
        for (int tried = 0; ; tried++) {
            try {
                Answer answer = once.send(request);
                if (tried == RETRIES || !LATER.contains(answer.status())) {
                    return answer;
                }
            } catch (ProblemException e) {
                if (tried == RETRIES || !AGAIN.contains(e.problem().id())) {
                    throw e;
                }
            }
            pause(request, patience.dividedBy(tried == 0 ? 40 : 10));
        }
    }

    private Answer once(Request request) {
        CompletableFuture<HttpResponse<BoundedBody.Body>> sent =
                client.sendAsync(made(request), info -> new BoundedBody(request.limit()));
        try {
            return answer(sent.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new WebProblem(request.uri()).silent(patience);
        } catch (ExecutionException e) {
            throw new WebProblem(request.uri()).of(e.getCause() == null ? e : e.getCause(), patience);
        } catch (InterruptedException e) {
            sent.cancel(true);
            throw left(request);
        }
    }

    private HttpRequest made(Request request) {
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                    .method(request.method(), BodyPublishers.ofByteArray(request.body()));
            Map<String, String> headers = new HashMap<>(request.headers());
            if (request.signature().isPresent()) {
                headers.putAll(S3Signing.headers(request, environment.clock()));
            }
            headers.forEach(builder::setHeader);
            return builder.build();
        } catch (IllegalArgumentException e) {
            // no scheme, no host, or a character that no header may have; its message may quote a key
            throw ProblemException.of("web-address", WebProblem.host(request.uri()));
        }
    }

    private static Answer answer(HttpResponse<BoundedBody.Body> response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        BoundedBody.Body body = response.body();
        return new Answer(response.statusCode(), headers, body.bytes(), body.isWhole());
    }

    private static void pause(Request request, Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw left(request);
        }
    }

    /** Nobody waits any more. */
    private static ProblemException left(Request request) {
        Thread.currentThread().interrupt();
        return ProblemException.of("web-left", WebProblem.host(request.uri()));
    }
}
