package hikae.host.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import hikae.host.Environment;
import hikae.host.TestWeb;
import hikae.host.Web;
import hikae.storage.TestCertificate;
import hikae.text.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of every kind, and none. */
class HttpWebTest {
    private static final int LIMIT = 1 << 16;

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        workers.shutdownNow();
    }

    private static Web web(Duration patience) {
        return TestWeb.through("", TestCertificate.context(), Clock.systemUTC(), patience);
    }

    private Web.Request get(String path) {
        return Web.Request.get(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path), LIMIT);
    }

    private static String problem(Web web, Web.Request request) {
        return catchThrowableOfType(ProblemException.class, () -> web.send(request))
                .problem()
                .id();
    }

    @Test
    void anEndlessAnswerIsKeptUpToTheLimitOnly() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[1 << 16];
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write(block);
                }
            }
        });
        long before = System.nanoTime();
        Web.Answer answer = web(Duration.ofSeconds(10)).send(get("/"));
        assertThat(answer.body()).hasSize(LIMIT);
        assertThat(answer.isWhole()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void oneByteASecondIsNotWaitedForLongerThanOneTryMayTake() {
        AtomicInteger tries = new AtomicInteger();
        server.createContext("/", exchange -> {
            tries.incrementAndGet();
            exchange.sendResponseHeaders(200, 100);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 100; i++) {
                    out.write('x');
                    out.flush();
                    Thread.sleep(200); // the slowness itself is what is tested
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        long before = System.nanoTime();
        assertThat(problem(web(Duration.ofMillis(400)), get("/"))).isEqualTo("web-silent");
        assertThat(tries).hasValue(3);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void laterIsAskedAgainTwice() {
        AtomicInteger tries = new AtomicInteger();
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(tries.incrementAndGet() < 3 ? 503 : 200, -1);
            exchange.close();
        });
        assertThat(web(Duration.ofSeconds(1)).send(get("/")).status()).isEqualTo(200);
        assertThat(tries).hasValue(3);
    }

    @Test
    void redirectsAreAnAnswer() {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Location", "https://elsewhere.example.net/");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        Web.Answer answer = web(Duration.ofSeconds(5)).send(get("/"));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).contains("https://elsewhere.example.net/");
    }

    @Test
    void whatAnswersNothingIsNamed() throws IOException {
        Web web = web(Duration.ofMillis(300));
        assertThat(problem(web, Web.Request.get(URI.create("https://nowhere.invalid/"), LIMIT)))
                .isEqualTo("web-dns");
        try (ServerSocket black = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(problem(
                            web, Web.Request.get(URI.create("http://127.0.0.1:" + black.getLocalPort() + "/"), LIMIT)))
                    .isEqualTo("web-silent");
        }
        server.stop(0);
        assertThat(problem(web, get("/"))).isEqualTo("web-refused");
    }

    @Test
    void plainHttpWhereHttpsIsExpectedIsATlsProblem() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            workers.execute(() -> greet(plain));
            URI uri = URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/");
            assertThat(problem(web(Duration.ofSeconds(3)), Web.Request.get(uri, LIMIT)))
                    .isEqualTo("web-tls");
        }
    }

    private static void greet(ServerSocket plain) {
        while (!plain.isClosed()) {
            try (Socket client = plain.accept()) {
                client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                client.shutdownOutput();
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https_proxy=http://p:1, https://a.example, p:1",
        "HTTPS_PROXY=p:2, https://a.example, p:2",
        "ALL_PROXY=http://p:3/, https://a.example, p:3",
        "http_proxy=http://p:4, https://a.example, ''",
        "http_proxy=http://p:4, http://a.example, p:4",
        "https_proxy=p:1;no_proxy=example, https://a.example, ''",
        "https_proxy=p:1;NO_PROXY=b .a.example, https://a.example, ''",
        "https_proxy=p:1;no_proxy=*, https://a.example, ''",
        "https_proxy=p:1;no_proxy=ample, https://a.example, p:1",
        "https_proxy=http://user:pass@p:5, https://a.example, p:5",
        "https_proxy=::nonsense::, https://a.example, ''"
    })
    void theVariablesNameTheProxy(String variables, String uri, String proxy) {
        Map<String, String> all = new HashMap<>();
        for (String pair : variables.split(";")) {
            all.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
        Path root = Path.of("/");
        ProxySelector selector = new ProxyVariables(new Environment(all, "nobody", 1, root, root, Clock.systemUTC()));
        String chosen = String.valueOf(selector.select(URI.create(uri)).get(0).address())
                .replaceFirst("^null$", "")
                .replaceFirst("/<unresolved>|/[0-9.]+(?=:)", "");
        assertThat(chosen).isEqualTo(proxy);
    }
}
