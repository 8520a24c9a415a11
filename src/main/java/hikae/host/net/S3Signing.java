package hikae.host.net;

import hikae.host.Web;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** AWS Signature Version 4 as S3 wants it: the path is signed as it is sent, neither normalised nor encoded twice. */
final class S3Signing {
    /** The client sets these itself and refuses them from us. */
    private static final Set<String> OWN = Set.of("host", "content-length");

    private S3Signing() {}

    /**
     * The headers that prove the signature; all that are signed but those the client sets itself.
     *
     * @throws IllegalArgumentException when the address has no host
     */
    static Map<String, String> headers(Web.Request request, Clock clock) {
        Web.Signature signature = request.signature().orElseThrow();
        SdkHttpRequest.Builder plain = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(request.method()))
                .uri(request.uri());
        request.headers().forEach(plain::putHeader);
        try {
            SignedRequest signed = AwsV4HttpSigner.create()
                    .sign(sign -> sign.identity(AwsCredentialsIdentity.create(
                                    signature.keyId(), signature.secret().reveal()))
                            .request(plain.build())
                            .payload(ContentStreamProvider.fromByteArrayUnsafe(request.body()))
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                            .putProperty(AwsV4HttpSigner.REGION_NAME, signature.region())
                            .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                            .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                            .putProperty(HttpSigner.SIGNING_CLOCK, clock));
            return kept(signed);
        } catch (NullPointerException e) {
            throw new IllegalArgumentException("no host", e);
        }
    }

    private static Map<String, String> kept(SignedRequest signed) {
        Map<String, String> headers = new HashMap<>();
        signed.request().forEachHeader((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, values.get(0));
            }
        });
        return headers;
    }
}
