package hikae.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A proxy for https that leads every host name to one port on loopback, or does something worse. */
public final class Tunnel implements AutoCloseable {
    /** The proxy says that it cannot connect. */
    public static final String REFUSE = "refuse";
    /** Connected, and then nothing, ever. */
    public static final String SILENT = "silent";
    /** Connected, and cut off. */
    public static final String RESET = "reset";

    private final ServerSocket listening;
    private final int port;
    private final Map<String, String> behaviours = new ConcurrentHashMap<>();

    Tunnel(int port) throws IOException {
        this.port = port;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** From now on this host does so. */
    public void behave(String host, String behaviour) {
        behaviours.put(host, behaviour);
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String host = host(client.getInputStream());
            String behaviour = behaviours.getOrDefault(host, "");
            if (behaviour.equals(REFUSE)) {
                say(client, "HTTP/1.1 502 Bad Gateway");
                return;
            }
            say(client, "HTTP/1.1 200 Connection established");
            if (behaviour.equals(RESET)) {
                client.setSoLinger(true, 0);
                return;
            }
            if (behaviour.equals(SILENT)) {
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
                return;
            }
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
                Thread back = start(() -> copy(server, client));
                copy(client, server);
                back.join();
            }
        } catch (IOException e) {
            return; // the other side has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The host of {@code CONNECT host:port}, the rest of the head taken off. */
    private static String host(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no head");
            }
            head.append((char) next);
        }
        return head.toString().split(" ")[1].replaceFirst(":\\d+$", "");
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            return; // the other side has gone
        }
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "tunnel");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
