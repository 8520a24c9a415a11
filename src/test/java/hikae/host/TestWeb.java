package hikae.host;

import hikae.host.net.HttpWeb;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** The real client for tests: through a proxy of the test's own, with a certificate of the test's own. */
public final class TestWeb {
    private TestWeb() {}

    public static Web through(String proxy, SSLContext trust, Clock clock, Duration patience) {
        Path here = Path.of("/");
        Map<String, String> variables = proxy.isEmpty() ? Map.of() : Map.of("https_proxy", proxy);
        return new HttpWeb(new Environment(variables, "nobody", 1, here, here, clock), patience, trust);
    }
}
