package hikae.dump;

/** Bytes in the order they stand, as many at a time as there is room for. */
interface ByteSource {
    /**
     * Puts the next bytes at the beginning.
     *
     * @return how many, at least one; -1 at the end
     */
    int fill(byte[] into);

    /** The bytes of the file that have been taken for what was filled in so far. */
    long taken();
}
