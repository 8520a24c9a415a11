package hikae.dump.file;

import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Walks through a file that is read ahead, by bytes or by blocks. */
final class FileCursor {
    private final ReadAhead file;
    private ReadAhead.@Nullable Block block;
    private int at;
    private long before;

    FileCursor(ReadAhead file) {
        this.file = file;
    }

    /** The offset of the next byte. */
    long offset() {
        return before + at;
    }

    /** The next byte; -1 at the end. */
    int next() {
        ReadAhead.Block here = here();
        return here.isEnd() ? -1 : here.bytes()[at++] & 0xFF;
    }

    /** The next byte, which stays the next one; -1 at the end. */
    int peek() {
        ReadAhead.Block here = here();
        return here.isEnd() ? -1 : here.bytes()[at] & 0xFF;
    }

    /** Hands over what is there of the next bytes; false at the end. */
    boolean feed(Inflater inflater) {
        ReadAhead.Block here = here();
        if (here.isEnd()) {
            return false;
        }
        inflater.setInput(here.bytes(), at, here.length() - at);
        at = here.length();
        return true;
    }

    /** Takes back what it was handed and did not need. */
    void takeBack(Inflater inflater) {
        at -= inflater.getRemaining();
    }

    private ReadAhead.Block here() {
        ReadAhead.Block here = block;
        while (here == null || (!here.isEnd() && at == here.length())) {
            here = advance(here);
        }
        return here;
    }

    private ReadAhead.Block advance(ReadAhead.@Nullable Block last) {
        if (last != null) {
            before += at;
            at = 0;
            file.giveBack(last);
        }
        ReadAhead.Block next = file.take();
        block = next;
        if (next.isEnd()) {
            file.giveBack(next);
        }
        return next;
    }
}
