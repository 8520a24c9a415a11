package hikae.host;

import static hikae.host.FilesContract.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import hikae.storage.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

    @Test
    void anAnswerIsReadAsTheUsualClientReadsIt() throws Exception {
        assertThat(asking("HTTP/1.1 200 OK\r\nContent-Type: image/webp\r\nContent-Length: 4\r\n\r\nRIFF", 10))
                .isEqualTo("200 image/webp RIFF true");
        assertThat(asking("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nRIFF", 3))
                .isEqualTo("200 - RIF false");
        assertThat(asking("HTTP/1.1 404 Not Found\r\n\r\nnone", 10)).isEqualTo("404 - none true");
        assertThat(asking("HTTP/1.1 204 No Content\r\n\r\n", 10)).isEqualTo("204 -  true");
        assertThat(asking("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.0 200 OK\r\n\r\nab", 10))
                .isEqualTo("200 - ab true");
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nRI\r\n2;x=y\r\nFF\r\n0\r\n\r\n";
        assertThat(asking(chunked, 10)).isEqualTo("200 - RIFF true");
        assertThat(asking(chunked, 3)).isEqualTo("200 - RIF false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nRIFF",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nRIFF",
                "HTTP/1.1 200 OK\r\nX: y"
            })
    void whatIsNoWholeAnswerIsNone(String said) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> asking(said, 10))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aHeadWithoutEndIsNotHeld() {
        byte[] endless = new byte[1 << 20];
        Arrays.fill(endless, (byte) 'x');
        String said = "HTTP/1.1 200 OK\r\nX: " + new String(endless, StandardCharsets.US_ASCII);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> asking(said, 10))
                .isInstanceOf(IOException.class);
    }

    /** What is made of this answer: status, type, body, whether that is all. */
    private String asking(String said, int limit) throws Exception {
        try (java.net.ServerSocket listening = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            workers.execute(() -> answer(listening, said));
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort())) {
                URI uri = URI.create("http://media.example.com/a%20b?c=d");
                Web.Answer answer = new PlainHttp(socket).ask(Web.Request.get(uri, limit));
                return answer.status() + " " + answer.header("content-type").orElse("-") + " "
                        + new String(answer.body(), StandardCharsets.US_ASCII) + " " + answer.isWhole();
            }
        }
    }

    private static void answer(java.net.ServerSocket listening, String said) {
        try (Socket socket = listening.accept()) {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) socket.getInputStream().read());
            }
            assertThat(head.toString()).startsWith("GET /a%20b?c=d HTTP/1.1\r\nHost: media.example.com\r\n");
            socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return; // whoever asked has gone
        }
    }
}
