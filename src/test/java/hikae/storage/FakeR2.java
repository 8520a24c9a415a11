package hikae.storage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * R2 on loopback: buckets by path style and virtual host under their real names, tokens with their limits, signatures
 * that are really verified, and custom domains as web servers over the same objects. Reached through {@link Tunnel}, a
 * proxy that leads every name here.
 */
public final class FakeR2 implements AutoCloseable {
    public static final String ACCOUNT = "0123456789abcdef0123456789abcdef";
    public static final String OTHER_ACCOUNT = "fedcba9876543210fedcba9876543210";
    public static final String HOST = ACCOUNT + ".r2.cloudflarestorage.com";
    public static final String KEY_ID = "11112222333344445555666677778888";
    public static final String SECRET = "a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f90a1b";

    private static final Pattern R2 = Pattern.compile(
            "(?:([a-z0-9.-]+)\\.)?([0-9a-f]{32})(?:\\.(eu|us|fedramp))?" + "\\.r2\\.cloudflarestorage\\.com");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final Duration SKEW = Duration.ofMinutes(15);

    /**
     * A token.
     *
     * @param account where it is valid
     * @param bucket the only bucket it may touch
     */
    public record Token(String secret, String account, String bucket, boolean readOnly) {}

    /** What a host does instead of its work. */
    public interface Fault {
        void play(HttpExchange exchange) throws IOException;
    }

    /** One request as it came, for looking at what Misskey and we send. */
    public record Seen(String method, String host, String path, Map<String, String> headers, int status) {}

    private final HttpsServer server;
    private final Tunnel tunnel;
    private final ExecutorService workers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fake-r2");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, NavigableMap<String, byte[]>> buckets = new ConcurrentHashMap<>();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final Map<String, String> domains = new ConcurrentHashMap<>();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile Clock clock = Clock.systemUTC();
    private volatile boolean anonymous;

    private FakeR2() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(TestCertificate.context()));
        server.createContext("/", this::handle);
        server.setExecutor(workers);
        server.start();
        tunnel = new Tunnel(server.getAddress().getPort());
    }

    /** Bucket {@code misskey} of {@link #ACCOUNT}, its token, and the custom domain media.example.com. */
    public static FakeR2 usual() {
        try {
            FakeR2 fake = new FakeR2();
            fake.bucket(ACCOUNT, "", "misskey");
            fake.bucket(ACCOUNT, "", "other");
            fake.token(KEY_ID, new Token(SECRET, ACCOUNT, "misskey", false));
            fake.domain("media.example.com", "misskey");
            return fake;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The address of the proxy that leads here, for {@code https_proxy}. */
    public String proxy() {
        return "http://127.0.0.1:" + tunnel.port();
    }

    /** Where it listens for TLS itself, on loopback. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** What hosts do before TLS: {@link Tunnel#REFUSE}, {@link Tunnel#SILENT} or {@link Tunnel#RESET}. */
    public Tunnel tunnel() {
        return tunnel;
    }

    /** A bucket, made when missing; the jurisdiction is empty for the default one. */
    public NavigableMap<String, byte[]> bucket(String account, String jurisdiction, String name) {
        return buckets.computeIfAbsent(
                account + "/" + jurisdiction + "/" + name, unused -> new ConcurrentSkipListMap<>());
    }

    /** The objects of the usual bucket. */
    public NavigableMap<String, byte[]> objects() {
        return bucket(ACCOUNT, "", "misskey");
    }

    public void token(String id, Token token) {
        tokens.put(id, token);
    }

    /** A custom domain over a bucket of {@link #ACCOUNT}. */
    public void domain(String host, String bucket) {
        domains.put(host, bucket);
    }

    public void fault(String host, Fault fault) {
        faults.put(host, fault);
    }

    /** The server's own clock, wrong by so much. */
    public void ahead(Duration by) {
        clock = Clock.offset(Clock.systemUTC(), by);
    }

    /** Whether everybody may list and fetch through the S3 interface. */
    public void anonymous(boolean allowed) {
        anonymous = allowed;
    }

    public List<Seen> seen() {
        return seen;
    }

    @Override
    public void close() {
        tunnel.close();
        server.stop(0);
        workers.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String host = exchange.getRequestHeaders().getFirst("Host").replaceFirst(":\\d+$", "");
        Reply reply;
        try (exchange) {
            Fault fault = faults.get(host);
            if (fault != null) {
                fault.play(exchange);
                return;
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            Matcher r2 = R2.matcher(host);
            reply = r2.matches() ? s3(r2, exchange, host, body) : web(host, exchange);
            seen.add(new Seen(
                    exchange.getRequestMethod(),
                    host,
                    exchange.getRequestURI().toString(),
                    headers(exchange, host),
                    reply.status));
            send(exchange, reply);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares two replies
    private record Reply(int status, String type, byte[] body) {
        static Reply xml(int status, String xml) {
            String whole = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml;
            return new Reply(status, "application/xml", whole.getBytes(StandardCharsets.UTF_8));
        }

        static Reply error(int status, String code, String message) {
            return xml(status, "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>");
        }
    }

    private void send(HttpExchange exchange, Reply reply) throws IOException {
        exchange.getResponseHeaders()
                .set(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                clock.instant().atZone(ZoneOffset.UTC)));
        exchange.getResponseHeaders().set("Content-Type", reply.type);
        boolean none = exchange.getRequestMethod().equals("HEAD") || reply.body.length == 0;
        exchange.sendResponseHeaders(reply.status, none ? -1 : reply.body.length);
        if (!none) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(reply.body);
            }
        }
    }

    /** The path as it was sent, also where it begins with two slashes. */
    private static String path(HttpExchange exchange) {
        String authority = exchange.getRequestURI().getRawAuthority();
        String path = exchange.getRequestURI().getRawPath();
        return authority == null ? path : "//" + authority + path;
    }

    private static Map<String, String> headers(HttpExchange exchange, String host) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        headers.put("host", host);
        return headers;
    }

    private Reply web(String host, HttpExchange exchange) {
        String bucket = domains.get(host);
        if (bucket == null) {
            return new Reply(530, "text/html", "error code: 1016".getBytes(StandardCharsets.UTF_8));
        }
        String key = URLDecoder.decode(path(exchange).substring(1), StandardCharsets.UTF_8);
        byte[] object = bucket(ACCOUNT, "", bucket).get(key);
        return object == null
                ? new Reply(
                        404,
                        "text/html",
                        "<title>Not Found</title><p>Object not found</p>This object does not exist or is not publicly"
                                .getBytes(StandardCharsets.UTF_8))
                : new Reply(200, "image/webp", object);
    }

    private Reply s3(Matcher host, HttpExchange exchange, String name, byte[] body) {
        String path = path(exchange);
        String bucket = host.group(1);
        String key = path.substring(1);
        if (bucket == null) {
            int slash = key.indexOf('/');
            bucket = slash < 0 ? key : key.substring(0, slash);
            key = slash < 0 ? "" : key.substring(slash + 1);
        }
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        Optional<Reply> refused = anonymous && authorization == null
                ? Optional.empty()
                : refused(exchange, path, headers(exchange, name), host.group(2), bucket, body);
        if (refused.isPresent()) {
            return refused.get();
        }
        NavigableMap<String, byte[]> objects = buckets.get(
                host.group(2) + "/" + Optional.ofNullable(host.group(3)).orElse("") + "/" + bucket);
        if (objects == null) {
            return Reply.error(404, "NoSuchBucket", "The specified bucket does not exist.");
        }
        return done(exchange, URLDecoder.decode(key, StandardCharsets.UTF_8), objects, body);
    }

    private Optional<Reply> refused(
            HttpExchange exchange,
            String path,
            Map<String, String> headers,
            String account,
            String bucket,
            byte[] body) {
        Optional<SigV4> parsed = SigV4.parse(headers.getOrDefault("authorization", ""));
        if (parsed.isEmpty()) {
            return Optional.of(Reply.error(400, "InvalidArgument", "Authorization"));
        }
        SigV4 signed = parsed.get();
        if (signed.keyId().length() != 32) {
            String words = "Credential access key has length " + signed.keyId().length() + ", should be 32";
            return Optional.of(Reply.error(400, "InvalidArgument", words));
        }
        if (!signed.region().equals("auto") && !signed.region().equals("us-east-1")) {
            return Optional.of(Reply.error(400, "InvalidRegionName", "The region name is not valid"));
        }
        Instant sent = LocalDateTime.parse(headers.getOrDefault("x-amz-date", ""), STAMP)
                .toInstant(ZoneOffset.UTC);
        if (Duration.between(sent, clock.instant()).abs().compareTo(SKEW) > 0) {
            return Optional.of(Reply.error(403, "RequestTimeTooSkewed", "The difference is too large"));
        }
        Token token = tokens.get(signed.keyId());
        if (token == null || !token.account.equals(account)) {
            return Optional.of(Reply.error(401, "Unauthorized", "Unauthorized"));
        }
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        String sha = headers.getOrDefault("x-amz-content-sha256", "");
        boolean content = sha.equals("UNSIGNED-PAYLOAD") || sha.equals(SigV4.sha256(body));
        if (!content || !signed.matches(exchange.getRequestMethod(), path, query, headers, token.secret)) {
            return Optional.of(Reply.error(403, "SignatureDoesNotMatch", "The signature does not match"));
        }
        boolean writes = !exchange.getRequestMethod().equals("GET")
                && !exchange.getRequestMethod().equals("HEAD");
        return token.bucket.equals(bucket) && !(token.readOnly && writes)
                ? Optional.empty()
                : Optional.of(Reply.error(403, "AccessDenied", "Access Denied"));
    }

    private static Reply done(HttpExchange exchange, String key, NavigableMap<String, byte[]> objects, byte[] body) {
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                objects.put(key, body);
                return new Reply(200, "text/plain", new byte[0]);
            }
            case "DELETE" -> {
                objects.remove(key);
                return new Reply(204, "text/plain", new byte[0]);
            }
            default -> {
                if (key.isEmpty()) {
                    return list(exchange, objects);
                }
                byte[] object = objects.get(key);
                return object == null
                        ? Reply.error(404, "NoSuchKey", "The specified key does not exist.")
                        : new Reply(200, "application/octet-stream", object);
            }
        }
    }

    private static Reply list(HttpExchange exchange, NavigableMap<String, byte[]> objects) {
        Map<String, String> query = new HashMap<>();
        for (String part : exchange.getRequestURI().getRawQuery().split("&")) {
            String[] pair = part.split("=", 2);
            query.put(pair[0], pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        String prefix = query.getOrDefault("prefix", "");
        int most = Integer.parseInt(query.getOrDefault("max-keys", "1000"));
        String after = query.getOrDefault("continuation-token", "");
        StringBuilder xml = new StringBuilder("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        int count = 0;
        String last = "";
        boolean more = false;
        for (Map.Entry<String, byte[]> object : objects.tailMap(after.isEmpty() ? prefix : after, after.isEmpty())
                .entrySet()) {
            if (!object.getKey().startsWith(prefix)) {
                break;
            }
            if (count == most) {
                more = true;
                break;
            }
            xml.append("<Contents><Key>")
                    .append(object.getKey().replace("&", "&amp;").replace("<", "&lt;"))
                    .append("</Key><Size>")
                    .append(object.getValue().length)
                    .append("</Size></Contents>");
            last = object.getKey();
            count++;
        }
        xml.append("<IsTruncated>").append(more).append("</IsTruncated>");
        if (more) {
            xml.append("<NextContinuationToken>").append(last).append("</NextContinuationToken>");
        }
        return Reply.xml(200, xml.append("</ListBucketResult>").toString());
    }
}
