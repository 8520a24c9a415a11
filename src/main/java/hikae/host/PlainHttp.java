package hikae.host;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** One anonymous GET of HTTP/1.1 on a connection that is there already; the answer is bounded, also its head. */
final class PlainHttp {
    private static final int MOST_OF_A_HEAD = 1 << 16;
    private static final int INFORMATION = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final Socket socket;
    private int headLeft = MOST_OF_A_HEAD;

    PlainHttp(Socket socket) {
        this.socket = socket;
    }

    /** Asks, and reads no more of the answer than the request wants. */
    Web.Answer ask(Web.Request request) throws IOException {
        if (!request.method().equals("GET") || request.signature().isPresent() || request.body().length > 0) {
            throw new IllegalArgumentException("only an anonymous GET: " + request.method());
        }
        socket.getOutputStream().write(head(request.uri()).getBytes(StandardCharsets.US_ASCII));
        InputStream in = new BufferedInputStream(socket.getInputStream());
        int status = status(line(in));
        Map<String, String> headers = headers(in);
        while (status < INFORMATION) { // 103 Early Hints come before the answer
            status = status(line(in));
            headers = headers(in);
        }
        boolean empty = status == NO_CONTENT || status == NOT_MODIFIED;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean whole = empty || body(in, headers, request.limit(), body);
        return new Web.Answer(status, headers, body.toByteArray(), whole);
    }

    private static String head(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String host = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
        return "GET " + URI.create(path + query).toASCIIString() + " HTTP/1.1\r\nHost: " + host
                + "\r\nUser-Agent: hikae\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n";
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [1-5]\\d\\d(?: .*)?")) {
            throw new IOException("not HTTP");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    /** Names in lower case; of several the first. */
    private Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
                headers.putIfAbsent(name, line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0 || headLeft-- <= 0) {
                throw new EOFException("the answer has no end of its head");
            }
            line.write(one);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** Whether that is all of it. */
    private boolean body(InputStream in, Map<String, String> headers, int limit, ByteArrayOutputStream body)
            throws IOException {
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .endsWith("chunked")) {
            return chunks(in, limit, body);
        }
        OptionalLong said = length(headers);
        long wanted = said.isPresent() ? said.getAsLong() : Long.MAX_VALUE;
        body.write(in.readNBytes((int) Math.min(limit, wanted)));
        boolean atEnd = said.isPresent() ? body.size() == wanted : in.read() < 0;
        if (!atEnd && body.size() < limit) {
            throw new EOFException("the answer ends too early");
        }
        return atEnd;
    }

    private boolean chunks(InputStream in, int limit, ByteArrayOutputStream body) throws IOException {
        while (body.size() <= limit) {
            long size = chunkSize(line(in));
            if (size == 0) {
                return true;
            }
            int room = limit - body.size();
            byte[] some = in.readNBytes((int) Math.min(room, size));
            body.write(some);
            if (some.length < size) {
                if (some.length < room) {
                    throw new EOFException("the answer ends too early");
                }
                return false;
            }
            line(in);
        }
        return false;
    }

    private static long chunkSize(String line) throws IOException {
        String size = line.replaceFirst("[;\\s].*", "");
        if (!size.matches("[0-9a-fA-F]{1,15}")) {
            throw new IOException("not HTTP");
        }
        return Long.parseLong(size, 16);
    }

    private static OptionalLong length(Map<String, String> headers) {
        String text = headers.getOrDefault("content-length", "");
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
