package hikae.dump.file;

/** Bytes in the order they stand, as many at a time as there is room for. */
public interface ByteSource {
    /**
     * Puts the next bytes at the beginning.
     *
     * @return how many, at least one; -1 at the end
     */
    int fill(byte[] into);

    /** The bytes of the file that have been taken for what was filled in so far. */
    long taken();
}
