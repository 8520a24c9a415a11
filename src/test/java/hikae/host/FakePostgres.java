package hikae.host;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Answers every login with one error, as PostgreSQL words it on the wire. */
public final class FakePostgres implements AutoCloseable {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    private final ServerSocket server;

    private FakePostgres(ServerSocket server) {
        this.server = server;
    }

    public static FakePostgres refusing(String state, String message) throws IOException {
        FakePostgres fake = mute();
        Thread thread = new Thread(() -> fake.serve(state, message), "fake-postgres");
        thread.setDaemon(true);
        thread.start();
        return fake;
    }

    /** The kernel takes the connection, and nobody ever speaks. */
    public static FakePostgres mute() throws IOException {
        return new FakePostgres(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
    }

    public int port() {
        return server.getLocalPort();
    }

    private void serve(String state, String message) {
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    answer(socket, state, message);
                }
            }
        } catch (SocketException e) {
            // the test is over
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void answer(Socket socket, String state, String message) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        int length = in.readInt();
        int code = in.readInt();
        while (code == SSL_REQUEST || code == GSS_REQUEST) {
            out.writeByte('N');
            out.flush();
            length = in.readInt();
            code = in.readInt();
        }
        in.readNBytes(length - 8);
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        for (String field : new String[] {"SFATAL", "VFATAL", "C" + state, "M" + message, ""}) {
            fields.writeBytes(field.getBytes(StandardCharsets.UTF_8));
            fields.write(0);
        }
        out.writeByte('E');
        out.writeInt(fields.size() + 4);
        out.write(fields.toByteArray());
        out.flush();
        in.readAllBytes();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
