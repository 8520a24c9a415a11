package hikae.host.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import hikae.host.Talk;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The standard streams of a command in a container, on a connection of their own. The library sends what it is given by
 * the kilobyte, and never says that it has ended.
 */
final class CommandStream implements Closeable {
    private static final int CHUNK = 1 << 18;
    private static final int MOST_HEAD = 1 << 14;

    /** A byte for the stream, three of nothing, four for the length. */
    private static final int FRAME_HEAD = 8;

    private static final String BODY = "{\"Detach\":false,\"Tty\":false}";

    private final SocketChannel channel;
    private final CompletableFuture<Optional<Exception>> fed = new CompletableFuture<>();

    private CommandStream(SocketChannel channel) {
        this.channel = channel;
    }

    /** It ended before it took all of its input; its exit code tells why. */
    private static final class Ended extends IOException {
        private static final long serialVersionUID = 1;

        Ended(IOException cause) {
            super(cause);
        }
    }

    /** Starts a command that was made known to the engine, with an input to be attached. */
    static CommandStream start(Path socket, String exec) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        boolean done = false;
        try {
            CommandStream stream = new CommandStream(channel);
            stream.upgrade(exec);
            done = true;
            return stream;
        } finally {
            if (!done) {
                channel.close();
            }
        }
    }

    private void upgrade(String exec) throws IOException {
        send(ByteBuffer.wrap(("POST /exec/" + exec + "/start HTTP/1.1\r\nHost: docker\r\n"
                        + "Content-Type: application/json\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n"
                        + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY)
                .getBytes(StandardCharsets.US_ASCII)));
        StringBuilder head = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (!head.toString().endsWith("\r\n\r\n")) {
            if (head.length() > MOST_HEAD || channel.read(one.clear()) < 0) {
                throw new EOFException(head.toString());
            }
            head.append((char) one.get(0));
        }
        if (!head.toString().matches("(?s)HTTP/1\\.\\d (?:101|200) .*")) {
            throw new IOException(head.toString().lines().findFirst().orElse("?"));
        }
    }

    /** Gives it its input and takes what it prints; both on threads of their own. */
    void talk(Talk.Input input, BoundedOutput said) {
        begin("docker-input", () -> feed(input));
        listen(said);
    }

    /**
     * Takes what it prints, on a thread of its own.
     *
     * @return its input, which stays open until this is closed
     */
    OutputStream listen(ResultCallback<Frame> said) {
        begin("docker-output", () -> hear(said));
        return new ToCommand();
    }

    private static void begin(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void feed(Talk.Input input) {
        Optional<Exception> failure = Optional.empty();
        try {
            input.into(new ToCommand());
        } catch (IOException | RuntimeException e) {
            failure = e instanceof Ended ? failure : Optional.of(e);
        }
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            close(); // it is gone already
        }
        fed.complete(failure);
    }

    private void hear(ResultCallback<Frame> said) {
        try {
            ByteBuffer head = ByteBuffer.allocate(FRAME_HEAD);
            while (fill(head.clear())) {
                StreamType stream = head.get(0) == 2 ? StreamType.STDERR : StreamType.STDOUT;
                for (int left = head.getInt(4); left > 0; ) {
                    ByteBuffer part = ByteBuffer.allocate(Math.min(left, CHUNK));
                    if (!fill(part)) {
                        throw new EOFException();
                    }
                    said.onNext(new Frame(stream, part.array()));
                    left -= part.capacity();
                }
            }
            said.onComplete();
        } catch (IOException | RuntimeException e) {
            said.onError(e);
        }
    }

    /** Whether there was as much; nothing at all is the end. */
    private boolean fill(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                if (bytes.position() > 0) {
                    throw new EOFException();
                }
                return false;
            }
        }
        return true;
    }

    private void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** What kept its input from being read to its end, once the command is over. */
    Optional<Exception> unread() {
        close();
        return fed.join();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            return; // nothing is waited for on it any more
        }
    }

    private final class ToCommand extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                send(ByteBuffer.wrap(bytes, from, length));
            } catch (IOException e) {
                throw new Ended(e);
            }
        }
    }
}
