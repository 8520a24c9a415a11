package hikae.dump.lexer;

/** What psql takes a byte for when it reads words and numbers (psqlscan.l of PostgreSQL: ident_start, decdigit). */
public final class SqlSigns {
    private SqlSigns() {}

    /** Whether a word may begin with it; each byte of a letter beyond ASCII may. */
    public static boolean isWordStart(int value) {
        return (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z') || value == '_' || value >= 0x80;
    }

    /** Whether it is one of the ten digits. */
    public static boolean isDigit(int value) {
        return value >= '0' && value <= '9';
    }
}
