package hikae.host.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import hikae.host.Plain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Takes what a command prints, the first MiB of each stream, and lets the rest go by; its lines may be listened to. */
final class BoundedOutput extends ResultCallback.Adapter<Frame> {
    private static final int MOST = 1 << 20;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Consumer<String> lines;
    private final OutputStream all;

    BoundedOutput() {
        this(ignored -> {});
    }

    /**
     * Listened to.
     *
     * @param lines takes each line of standard output that has an end, without it
     */
    BoundedOutput(Consumer<String> lines) {
        this(lines, OutputStream.nullOutputStream());
    }

    /**
     * Listened to, and kept elsewhere.
     *
     * @param all takes all of standard output
     */
    BoundedOutput(Consumer<String> lines, OutputStream all) {
        this.lines = lines;
        this.all = all;
    }

    @Override
    public synchronized void onNext(Frame frame) {
        byte[] bytes = frame.getPayload();
        boolean ofErrors = frame.getStreamType() == StreamType.STDERR;
        ByteArrayOutputStream stream = ofErrors ? errors : output;
        stream.write(bytes, 0, Math.min(bytes.length, MOST - stream.size()));
        if (!ofErrors) {
            listened(bytes);
            write(bytes);
        }
    }

    private void write(byte[] bytes) {
        try {
            all.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listened(byte[] bytes) {
        for (byte one : bytes) {
            if (one == '\n') {
                lines.accept(Plain.text(line.toString(StandardCharsets.UTF_8)));
                line.reset();
            } else if (line.size() < MOST) {
                line.write(one);
            }
        }
    }

    synchronized String output() {
        return Plain.text(output.toString(StandardCharsets.UTF_8));
    }

    synchronized String errors() {
        return Plain.text(errors.toString(StandardCharsets.UTF_8));
    }
}
