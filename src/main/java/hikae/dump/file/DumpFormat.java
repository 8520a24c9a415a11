package hikae.dump.file;

/** What a file that is called a dump really is, by its first bytes. */
public enum DumpFormat {
    /** SQL as text. */
    SQL,
    /** SQL, compressed by gzip: what the backup image makes. */
    SQL_GZIP,
    /** Compressed by zstd; what is in it is not read. */
    ZSTD,
    /** Made by {@code pg_dump -Fc}. */
    CUSTOM,
    /** Made by {@code pg_dump -Ft}, or another tar. */
    TAR,
    XZ,
    BZIP2,
    ZIP,
    /** Not one byte. */
    EMPTY,
    /** None of these. */
    OTHER
}
