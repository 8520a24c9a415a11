package hikae.host.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Parts what a shell prints into what each of its commands printed. Behind a command both streams say a zero byte, a key
 * that no command knows, and its exit code.
 */
final class ShellAnswers extends ResultCallback.Adapter<Frame> {
    private final byte[] mark;
    private Ear output;
    private Ear errors;
    private BoundedOutput said = new BoundedOutput();
    private boolean gone;

    /** Hears nothing before the first {@link #next}. */
    ShellAnswers(String key) {
        this.mark = ("\0" + key).getBytes(StandardCharsets.US_ASCII);
        this.output = new Ear();
        this.errors = new Ear();
    }

    /** From now on it is another command that prints. */
    synchronized void next(BoundedOutput takes) {
        said = takes;
        output = new Ear();
        errors = new Ear();
    }

    @Override
    public synchronized void onNext(Frame frame) {
        Ear ear = frame.getStreamType() == StreamType.STDERR ? errors : output;
        said.onNext(new Frame(frame.getStreamType(), ear.before(frame.getPayload())));
        notifyAll();
    }

    @Override
    public void onComplete() {
        ended();
        super.onComplete();
    }

    @Override
    public void onError(Throwable failure) {
        ended();
        super.onError(failure);
    }

    private synchronized void ended() {
        gone = true;
        notifyAll();
    }

    /** Whether the shell has ended: nothing more is run there. */
    synchronized boolean isGone() {
        return gone;
    }

    /** False when the command did not end in time. */
    synchronized boolean await(long most, TimeUnit unit) throws InterruptedException {
        long end = System.nanoTime() + unit.toNanos(most);
        while (!gone && code().isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Its exit code; empty where the shell has gone before it ended, or it has not ended. */
    synchronized Optional<Integer> code() {
        return output.code().filter(code -> errors.code().isPresent());
    }

    /** One of the two streams, heard to the end of a command. */
    private final class Ear {
        private final ByteArrayOutputStream digits = new ByteArrayOutputStream();
        private int matched;
        private boolean over;

        /** What of these bytes the command has printed. */
        byte[] before(byte[] bytes) {
            ByteArrayOutputStream before = new ByteArrayOutputStream(bytes.length);
            for (byte one : bytes) {
                hear(one, before);
            }
            return before.toByteArray();
        }

        /** Its first byte is nowhere else in the mark: what fits no longer can only begin again with this very byte. */
        private void hear(byte one, ByteArrayOutputStream before) {
            if (matched == mark.length) {
                over |= one == '\n';
                if (!over) {
                    digits.write(one);
                }
                return;
            }
            if (one != mark[matched]) {
                before.write(mark, 0, matched);
                matched = 0;
            }
            if (one == mark[matched]) {
                matched++;
            } else {
                before.write(one);
            }
        }

        Optional<Integer> code() {
            return over ? Optional.of(Integer.parseInt(digits.toString(StandardCharsets.US_ASCII))) : Optional.empty();
        }
    }
}
