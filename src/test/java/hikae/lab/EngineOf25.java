package hikae.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The lab's engine as one of 25 and later is: of an image it does not tell {@code ContainerConfig} any more, which
 * Compose 1 reads when it makes a container anew. All else goes through as it is.
 */
public final class EngineOf25 implements AutoCloseable {
    private static final byte[] TOLD = "\"ContainerConfig\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOT_TOLD = "\"ContainerConfiX\":".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 1 << 16;

    private final Path socket;
    private final Path engine;
    private final ServerSocketChannel server;

    private EngineOf25(Path socket, Path engine) throws IOException {
        this.socket = socket;
        this.engine = engine;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        start(this::serve);
    }

    /** Before the engine of this process, at a socket in this directory. */
    public static EngineOf25 in(Path directory) {
        Lab.requireUp();
        try {
            Path engine = Path.of(System.getenv("DOCKER_HOST").replaceFirst("^unix://", ""));
            return new EngineOf25(directory.resolve("engine.sock"), engine);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code DOCKER_HOST}. */
    public String address() {
        return "unix://" + socket;
    }

    private void serve() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                SocketChannel behind = SocketChannel.open(UnixDomainSocketAddress.of(engine));
                AtomicInteger ways = new AtomicInteger(2);
                start(() -> pass(client, behind, ways, false));
                start(() -> pass(behind, client, ways, true));
            }
        } catch (IOException e) {
            return; // it is closed
        }
    }

    /** Until there is nothing more; then the other side is told so, and may still answer. */
    private static void pass(SocketChannel from, SocketChannel to, AtomicInteger ways, boolean answers) {
        try {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            while (from.read(buffer) >= 0) {
                int kept = answers ? silence(buffer.array(), buffer.position()) : 0;
                buffer.flip();
                buffer.limit(buffer.limit() - kept);
                write(to, buffer);
                buffer.limit(buffer.limit() + kept);
                buffer.compact();
            }
            buffer.flip();
            write(to, buffer);
            to.shutdownOutput();
            if (ways.decrementAndGet() > 0) {
                return;
            }
        } catch (IOException e) {
            ways.set(0); // one of them has gone away
        }
        close(from);
        close(to);
    }

    private static void write(SocketChannel to, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            to.write(buffer);
        }
    }

    /** Gives what must not be told another name of the same length; how many bytes at the end may be its beginning. */
    private static int silence(byte[] bytes, int length) {
        for (int i = 0; i + TOLD.length <= length; i++) {
            if (Arrays.equals(bytes, i, i + TOLD.length, TOLD, 0, TOLD.length)) {
                System.arraycopy(NOT_TOLD, 0, bytes, i, TOLD.length);
            }
        }
        for (int kept = Math.min(TOLD.length - 1, length); kept > 0; kept--) {
            if (Arrays.equals(bytes, length - kept, length, TOLD, 0, kept)) {
                return kept;
            }
        }
        return 0;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "engine of 25");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
    }
}
