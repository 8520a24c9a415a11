package hikae.host.net;

import hikae.host.Plain;
import hikae.text.ProblemException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Why there was no answer from this address. */
record WebProblem(URI uri) {
    static String host(URI uri) {
        return Optional.ofNullable(uri.getHost()).orElse(String.valueOf(uri.getAuthority()));
    }

    ProblemException silent(Duration patience) {
        return ProblemException.of("web-silent", host(uri), Math.max(1, patience.toSeconds()));
    }

    ProblemException of(Throwable thrown, Duration patience) {
        if (thrown instanceof HttpTimeoutException) {
            return silent(patience);
        }
        if (caused(thrown, UnresolvedAddressException.class) || caused(thrown, UnknownHostException.class)) {
            return ProblemException.of("web-dns", host(uri));
        }
        if (caused(thrown, SSLException.class)) {
            return ProblemException.of("web-tls", host(uri), reason(thrown));
        }
        if (reason(thrown).contains("Tunnel failed")) {
            return ProblemException.of("web-proxy", host(uri), reason(thrown));
        }
        if (thrown instanceof ConnectException) {
            return ProblemException.of("web-refused", host(uri));
        }
        return ProblemException.of("web-broken", host(uri), reason(thrown));
    }

    private static boolean caused(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String reason(Throwable thrown) {
        return Plain.sentence(Optional.ofNullable(thrown.getMessage())
                .orElse(thrown.getClass().getSimpleName()));
    }
}
