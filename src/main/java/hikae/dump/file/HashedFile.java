package hikae.dump.file;

import hikae.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** The bytes of a file, counted and hashed on their way. A disk that fails ends them; that is remembered. */
public final class HashedFile implements ByteSource {
    private final InputStream in;
    private final Sha256 hash = new Sha256();
    private byte[] head = {};
    private boolean headTaken;
    private long taken;
    private Optional<String> failure = Optional.empty();

    private HashedFile(InputStream in) {
        this.in = in;
    }

    /** Reads the first bytes. */
    public static HashedFile begin(InputStream in) {
        HashedFile file = new HashedFile(in);
        byte[] first = new byte[FirstBytes.WANTED];
        file.head = Arrays.copyOf(first, Math.max(0, file.read(first, 0)));
        return file;
    }

    /** The first bytes, as many as say what it is. */
    public byte[] head() {
        return head;
    }

    @Override
    public int fill(byte[] into) {
        int from = 0;
        if (!headTaken) {
            headTaken = true;
            from = head.length;
            System.arraycopy(head, 0, into, 0, from);
        }
        int filled = Math.max(0, read(into, from));
        hash.add(into, 0, filled);
        taken += filled;
        return filled == 0 ? -1 : filled;
    }

    /** Fills up behind what is there; returns where the bytes end, also where the disk gives no more. */
    private int read(byte[] into, int from) {
        try {
            return failure.isPresent() ? from : from + in.readNBytes(into, from, into.length - from);
        } catch (IOException e) {
            failure = Optional.of(String.valueOf(e.getMessage()));
            return from;
        }
    }

    @Override
    public long taken() {
        return taken;
    }

    /** What the system said when it could not read on; only after the end. */
    public Optional<String> failure() {
        return failure;
    }

    /** The hash of all bytes, lower-case hex; only after the end, only once. */
    public String sha256() {
        return hash.hex();
    }
}
