package hikae.host.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import hikae.host.Web;
import hikae.storage.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of an address that somebody else chose, and how the answer is read. */
class AnonymousGetTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ExecutorService workers = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        workers.shutdownNow();
    }

    @Test
    void anAnswerIsReadAsTheUsualClientReadsIt() throws Exception {
        assertThat(asking("HTTP/1.1 200 OK\r\nContent-Type: image/webp\r\nContent-Length: 4\r\n\r\nRIFF", 10))
                .isEqualTo("200 image/webp RIFF true");
        assertThat(asking("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nRIFF", 3))
                .isEqualTo("200 - RIF false");
        assertThat(asking("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n", 10))
                .isEqualTo("302 -  true");
        assertThat(asking("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nRIFF", 10))
                .isEqualTo("200 - RIFF true");
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
        assertThatThrownBy(() -> asking(said, 10)).isInstanceOf(IOException.class);
    }

    /** One line of it, or the number of its lines. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "x: y\r\n"})
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aHeadWithoutEndIsNotHeld(String again) throws Exception {
        byte[] more = again.repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        try (ServerSocket listening = listening()) {
            workers.execute(() -> answer(listening, socket -> {
                socket.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
                while (true) { // until whoever asked has gone
                    socket.getOutputStream().write(more);
                }
            }));
            AnonymousGet get = get(listening.getLocalPort(), 10);
            assertThatThrownBy(() -> get.send(AnonymousGetTest::here, TestCertificate.context()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("exceeded");
        }
    }

    /** What is made of this answer: status, type, body, whether that is all. */
    private String asking(String said, int limit) throws Exception {
        try (ServerSocket listening = listening()) {
            workers.execute(() -> answer(listening, said));
            Web.Answer answer =
                    get(listening.getLocalPort(), limit).send(AnonymousGetTest::here, TestCertificate.context());
            return answer.status() + " " + answer.header("content-type").orElse("-") + " "
                    + new String(answer.body(), StandardCharsets.US_ASCII) + " " + answer.isWhole();
        }
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static AnonymousGet get(int port, int limit) {
        return new AnonymousGet(Web.Request.get(URI.create("http://media.example.com:" + port + "/a%20b?c=d"), limit));
    }

    /** Every name is one of this machine. */
    private static InetAddress[] here(String host) {
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    /** What a server does once it has heard the question. */
    private interface Said {
        void to(Socket socket) throws IOException;
    }

    private static void answer(ServerSocket listening, String said) {
        answer(listening, socket -> socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII)));
    }

    private static void answer(ServerSocket listening, Said said) {
        try (Socket socket = listening.accept()) {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) socket.getInputStream().read());
            }
            assertThat(head.toString().lines())
                    .containsExactly(
                            "GET /a%20b?c=d HTTP/1.1",
                            "Host: media.example.com:" + listening.getLocalPort(),
                            "Accept: */*",
                            "Accept-Encoding: identity",
                            "Connection: close",
                            "User-Agent: hikae",
                            "");
            said.to(socket);
        } catch (IOException e) {
            return; // whoever asked has gone
        }
    }

    /** It may be endless: what is not wanted is not waited for. */
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theRestOfALongAnswerIsLeftUnread() throws Exception {
        try (ServerSocket listening = listening()) {
            workers.execute(() -> answer(listening, socket -> {
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\nRIFF"
                                .getBytes(StandardCharsets.US_ASCII));
                socket.getInputStream().read(); // until whoever asked has gone
            }));
            Web.Answer answer =
                    get(listening.getLocalPort(), 3).send(AnonymousGetTest::here, TestCertificate.context());
            assertThat(answer.isWhole()).isFalse();
        }
    }

    @Test
    void aQuestionThatNobodyAnswersIsEndedByWhoeverAsked() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        try (ServerSocket listening = listening()) {
            workers.execute(() -> answer(listening, socket -> {
                heard.countDown();
                socket.getInputStream().read(); // until whoever asked has gone
            }));
            AnonymousGet get = get(listening.getLocalPort(), 3);
            Future<Web.Answer> asked =
                    workers.submit(() -> get.send(AnonymousGetTest::here, TestCertificate.context()));
            assertThat(heard.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            get.cancel();
            assertThat(asked).failsWithin(PATIENCE).withThrowableOfType(ExecutionException.class);
        }
    }

    /** Whatever address it has. */
    @Test
    void theCertificateMustBeOfTheName() throws Exception {
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(TestCertificate.context()));
        secure.setExecutor(workers);
        secure.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        secure.start();
        try {
            assertThat(secured("media.example.com", secure).status()).isEqualTo(200);
            assertThatThrownBy(() -> secured("media.example.org", secure)).isInstanceOf(SSLException.class);
        } finally {
            secure.stop(0);
        }
    }

    private static Web.Answer secured(String name, HttpsServer server) throws IOException {
        URI uri = URI.create("https://" + name + ":" + server.getAddress().getPort() + "/");
        return new AnonymousGet(Web.Request.get(uri, 3)).send(AnonymousGetTest::here, TestCertificate.context());
    }
}
