package hikae.host.net;

import static hikae.host.FilesContract.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import hikae.host.TestWeb;
import hikae.host.Web;
import hikae.storage.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody else's address may lead to: the internet, and never this machine or its networks (P2 12). */
class OutsideTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        workers.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.9",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.9.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "fec0::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:c0a8:1::1",
                "2001:0:1::1",
                "100::1"
            })
    void theseAreInside(String address) throws Exception {
        assertThat(Outside.is(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "128.0.0.1",
                "169.253.1.1",
                "172.15.255.255",
                "172.32.0.1",
                "192.0.1.1",
                "192.167.1.1",
                "198.17.1.1",
                "223.255.255.255",
                "2606:4700::1111",
                "2400:cb00::1",
                "64:ff9b::101:101",
                "2002:101:101::1",
                "2001:200::1"
            })
    void theseAreOutside(String address) throws Exception {
        assertThat(Outside.is(InetAddress.getByName(address))).isTrue();
    }

    private static Web web(String proxy) {
        return TestWeb.through(proxy, TestCertificate.context(), Clock.systemUTC(), PATIENCE);
    }

    private Web.Request get(String host) {
        return Web.Request.get(
                URI.create("http://" + host + ":" + server.getAddress().getPort() + "/x"), 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]", "[::1]", "0.0.0.0", "0"})
    void noSpellingOfThisMachineIsAsked(String host) {
        assertProblem(() -> web("").outside().send(get(host)), "web-inside");
        assertThat(asked).hasValue(0);
        assertThat(web("").send(get("127.0.0.1")).status()).isEqualTo(200); // what was typed may be anywhere
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/x",
                "https://169.254.169.254/latest",
                "https://[::1]/x",
                "https://localhost/x",
                "https://db.internal/x",
                "https://nas.local/x",
                "https://2130706433/x"
            })
    void aProxyIsNotAskedForThemEither(String address) {
        Web web = web("http://127.0.0.1:" + server.getAddress().getPort());
        assertProblem(() -> web.outside().send(Web.Request.get(URI.create(address), 100)), "web-inside");
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://example.com/x",
                "/x",
                "https:///x",
                "jar:file:/x!/y",
                "http://127.1/x",
                "https://0x7f.1/x"
            })
    void onlyTheWebIsTheWeb(String address) {
        assertProblem(() -> web("").outside().send(Web.Request.get(URI.create(address), 100)), "web-address");
    }
}
