package hikae.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Speaks just enough HTTP over a Unix domain socket to be taken for a Docker engine. */
final class FakeEngine implements AutoCloseable {
    private final ServerSocketChannel server;
    private final Map<String, String> answers;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<SocketChannel> open = new CopyOnWriteArrayList<>();

    private FakeEngine(ServerSocketChannel server, Map<String, String> answers) {
        this.server = server;
        this.answers = answers;
    }

    /** Answers each path with its JSON, all others with status 500. */
    static FakeEngine at(Path socket, Map<String, String> answers) throws IOException {
        FakeEngine engine = listening(socket, answers);
        Thread thread = new Thread(engine::serve, "fake-engine");
        thread.setDaemon(true);
        thread.start();
        return engine;
    }

    /** Takes connections (the kernel does) and never says a word. */
    static FakeEngine mute(Path socket) throws IOException {
        return listening(socket, Map.of());
    }

    private static FakeEngine listening(Path socket, Map<String, String> answers) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        return new FakeEngine(server, answers);
    }

    /** Method and path of every question. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void serve() {
        try {
            while (true) {
                SocketChannel channel = server.accept();
                open.add(channel);
                answer(channel);
            }
        } catch (java.nio.channels.ClosedChannelException e) {
            // the test is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(SocketChannel channel) throws IOException {
        ByteBuffer request = ByteBuffer.allocate(8192);
        channel.read(request);
        String[] words = new String(request.array(), 0, request.position(), StandardCharsets.US_ASCII).split(" ");
        asked.add(words[0] + " " + words[1]);
        String json = answers.get(words[1]);
        String body = json == null ? "{\"message\":\"broken \\u001b[31mengine\"}" : json;
        String head = "HTTP/1.1 " + (json == null ? "500 Internal Server Error" : "200 OK")
                + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                + body.length() + "\r\n\r\n";
        channel.write(ByteBuffer.wrap((head + body).getBytes(StandardCharsets.US_ASCII)));
        channel.close();
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : open) {
            channel.close();
        }
        server.close();
    }
}
