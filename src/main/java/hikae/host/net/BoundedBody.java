package hikae.host.net;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The first bytes of an answer; the rest is not taken from the network. */
final class BoundedBody implements HttpResponse.BodySubscriber<BoundedBody.Body> {
    /**
     * What was kept.
     *
     * @param isWhole whether that is all
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two bodies
    record Body(byte[] bytes, boolean isWhole) {}

    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final CompletableFuture<Body> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    BoundedBody(int limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<Body> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        Flow.Subscription from = subscription;
        for (ByteBuffer buffer : buffers) {
            byte[] some = new byte[Math.min(buffer.remaining(), limit - kept.size())];
            buffer.get(some);
            kept.writeBytes(some);
            if (buffer.hasRemaining() && from != null) {
                from.cancel();
                body.complete(new Body(kept.toByteArray(), false));
                return;
            }
        }
        if (from != null) {
            from.request(1);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        body.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
        body.complete(new Body(kept.toByteArray(), true));
    }
}
