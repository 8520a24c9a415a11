package hikae.dump.file;

import hikae.text.ProblemException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Fills blocks from a source on a thread of its own while the one who takes them works on another one. The
 * blocks go round, so memory does not grow with the file.
 */
public final class ReadAhead implements AutoCloseable {
    private static final int BLOCKS = 4;

    /** Some bytes; none at the end. */
    public static final class Block {
        private final byte[] bytes;
        private int length;
        private long taken;
        private @Nullable Throwable failure;

        private Block(int size) {
            this.bytes = new byte[size];
        }

        public byte[] bytes() {
            return bytes;
        }

        public int length() {
            return length;
        }

        /** Bytes of the file up to the end of this block. */
        public long taken() {
            return taken;
        }

        public boolean isEnd() {
            return length < 0;
        }
    }

    private final ByteSource source;
    private final BlockingQueue<Block> filled = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<Block> spare = new ArrayBlockingQueue<>(BLOCKS);
    private final Thread thread;
    private volatile boolean stopped;

    private ReadAhead(String name, ByteSource source, int size) {
        this.source = source;
        for (int i = 0; i < BLOCKS; i++) {
            spare.add(new Block(size));
        }
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    /** Begins to read; blocks have this size. */
    public static ReadAhead start(String name, ByteSource source, int size) {
        ReadAhead ahead = new ReadAhead(name, source, size);
        ahead.thread.start();
        return ahead;
    }

    private void run() {
        try {
            boolean more = true;
            while (more && !stopped) {
                Block block = spare.take();
                more = fill(block);
                filled.put(block);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed before the end: nobody waits
        }
    }

    /** Whatever goes wrong goes to the one who waits, or it would wait for ever. */
    @SuppressWarnings("CatchAndPrintStackTrace")
    private boolean fill(Block block) {
        try {
            block.length = source.fill(block.bytes);
            block.taken = source.taken();
        } catch (RuntimeException | Error e) {
            block.failure = e;
            block.length = -1;
        }
        return block.length >= 0;
    }

    /** The next block; it is to be given back. Only one thread takes at a time. */
    public Block take() {
        Block block = next();
        if (block.failure instanceof ProblemException problem) {
            throw problem;
        }
        if (block.failure != null) {
            throw new IllegalStateException(thread.getName(), block.failure);
        }
        return block;
    }

    private Block next() {
        try {
            return filled.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.of("interrupted");
        }
    }

    /** The block may be filled again; the end may be taken again. */
    public void giveBack(Block block) {
        if (block.isEnd()) {
            filled.add(block);
        } else {
            spare.add(block);
        }
    }

    /** Takes and forgets what is left. */
    public void drain() {
        Block block = take();
        while (!block.isEnd()) {
            giveBack(block);
            block = take();
        }
        giveBack(block);
    }

    /** Ends the thread; what it read is gone. */
    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        boolean interrupted = Thread.interrupted();
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
