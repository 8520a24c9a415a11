package hikae.host.net;

import hikae.host.Web;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.io.CloseMode;

/**
 * One anonymous GET of HTTP/1.1 on a connection of its own, to the addresses that the caller looks up. Nothing is
 * followed, tried again, unpacked or remembered; the answer is bounded, also its head, by the library's own measure of a
 * hundred lines of 8 KB.
 */
final class AnonymousGet {
    private static final List<Header> HEADERS = List.of(
            new BasicHeader("Accept", "*/*"),
            new BasicHeader("Accept-Encoding", "identity"),
            new BasicHeader("Connection", "close"));

    private final HttpGet get;
    private final int limit;

    AnonymousGet(Web.Request request) {
        if (!request.method().equals("GET") || request.signature().isPresent() || request.body().length > 0) {
            throw new IllegalArgumentException("only an anonymous GET: " + request.method());
        }
        this.limit = request.limit();
        this.get = new HttpGet(URI.create(request.uri().toASCIIString()));
    }

    /** What is connected to for a host, a name or an address; the first that answers. */
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** Asks, and reads no more of the answer than the request wants. */
    Web.Answer send(Lookup lookup, SSLContext trust) throws IOException {
        CloseableHttpClient client = client(lookup, trust);
        try {
            return answer(client.executeOpen(null, get, null));
        } finally {
            client.close(CloseMode.IMMEDIATE); // to close the answer instead would be to read the rest of it
        }
    }

    /** Ends it, from another thread. */
    void cancel() {
        get.cancel();
    }

    private static CloseableHttpClient client(Lookup lookup, SSLContext trust) {
        TlsSocketStrategy tls = new DefaultClientTlsStrategy(
                trust,
                HostnameVerificationPolicy.BUILTIN,
                NoopHostnameVerifier.INSTANCE); // Java's own look at the name
        return HttpClientBuilder.create()
                .setConnectionManager(BasicHttpClientConnectionManager.create(
                        null,
                        resolver(lookup),
                        RegistryBuilder.<TlsSocketStrategy>create()
                                .register(URIScheme.HTTPS.id, tls)
                                .build(),
                        ManagedHttpClientConnectionFactory.builder()
                                .responseParserFactory(WholeHead::new)
                                .build()))
                .setDefaultHeaders(HEADERS)
                .setUserAgent("hikae")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    private static DnsResolver resolver(Lookup lookup) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return lookup.addresses(host);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host; // only Kerberos asks
            }
        };
    }

    private Web.Answer answer(ClassicHttpResponse response) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            String value = Optional.ofNullable(header.getValue()).orElse("");
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), value);
        }
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new Web.Answer(response.getCode(), headers, new byte[0], true);
        }
        InputStream body = entity.getContent();
        byte[] bytes = body.readNBytes(limit);
        return new Web.Answer(response.getCode(), headers, bytes, body.read() < 0);
    }

    /** A head that ends with the connection is none; the parser alone would take it for a whole one. */
    private static final class WholeHead extends DefaultHttpResponseParser {
        WholeHead(Http1Config bounds) {
            super(bounds);
        }

        @Override
        public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
            return super.parse(buffer, new FilterInputStream(in) {
                @Override
                public int read(byte[] bytes, int from, int length) throws IOException {
                    int got = super.read(bytes, from, length);
                    if (got < 0) {
                        throw new ConnectionClosedException("the answer has no end of its head");
                    }
                    return got;
                }
            });
        }
    }
}
