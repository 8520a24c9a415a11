package hikae.host;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Takes what a command prints, the first 64 KiB of each stream, and lets the rest go by. */
final class BoundedOutput extends ResultCallback.Adapter<Frame> {
    private static final int MOST = 64 * 1024;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Override
    public synchronized void onNext(Frame frame) {
        ByteArrayOutputStream stream = frame.getStreamType() == StreamType.STDERR ? errors : output;
        byte[] bytes = frame.getPayload();
        stream.write(bytes, 0, Math.min(bytes.length, MOST - stream.size()));
    }

    synchronized String output() {
        return Plain.text(output.toString(StandardCharsets.UTF_8));
    }

    synchronized String errors() {
        return Plain.text(errors.toString(StandardCharsets.UTF_8));
    }
}
