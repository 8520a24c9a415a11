package hikae.dump.parts;

/**
 * One block of rows. The bytes are as PostgreSQL's COPY takes them, in the encoding of {@link DumpParts#encoding}.
 *
 * @param copy the statement before it, of the kind {@link StatementKind#COPY}; its table is the only one it names
 * @param from offset of the first row in the unpacked text
 * @param to offset behind the last row: of the line {@code \.} that ends the block
 * @param rows how many
 */
public record DumpRows(DumpStatement copy, long from, long to, long rows) {
    /** The table, as {@code DumpFacts#rows} names it. */
    public String table() {
        return copy.tables().get(0);
    }
}
