package hikae.dump.parts;

import java.util.List;

/**
 * Where everything of a good dump lies: what comes before the rows, the rows, what comes behind them. Offsets are bytes
 * of the unpacked text, a mark of UTF-8 at its beginning included.
 *
 * <p>A load sends the statements of these lists and the bytes of {@link #rows}, never the file as it is: so a half of
 * {@code \restrict}, or text before and behind the dump, is a warning of the scan and does no harm in a load. The bytes
 * from {@code rowsFrom} to {@code rowsTo} hold the rows with their COPY statements, comments, and the statements
 * {@code among} them; there is no command for psql in them but the lines {@code \.} that end blocks.
 *
 * <p>Statements are held as text of Java, so the session that runs them has the client encoding UTF8, whatever
 * {@code encoding} is; the one that takes the rows has {@code encoding}.
 *
 * @param encoding the client encoding that the dump sets, such as {@code UTF8}
 * @param rowsFrom offset of the first byte of the first COPY statement; 0 where there is none
 * @param rowsTo offset behind the newline of the last {@code \.}; 0 where there is none
 * @param before the statements before {@code rowsFrom}, in their order
 * @param rows the blocks of rows, in their order
 * @param among what is no COPY and lies between two blocks. pg_dump writes only settings and {@code setval} there, on
 *     which no block depends; in a dump made by hand it can be any statement, so who sends the blocks one by one puts
 *     each of these before the first block of a later {@link DumpStatement#line}
 * @param after the statements behind {@code rowsTo}, in their order
 */
public record DumpParts(
        String encoding,
        long rowsFrom,
        long rowsTo,
        List<DumpStatement> before,
        List<DumpRows> rows,
        List<DumpStatement> among,
        List<DumpStatement> after) {
    public DumpParts {
        before = List.copyOf(before);
        rows = List.copyOf(rows);
        among = List.copyOf(among);
        after = List.copyOf(after);
    }
}
