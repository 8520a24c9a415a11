package hikae.dump.parts;

/**
 * What a statement of a dump does, in the order in which pg_dump writes the kinds. There is none for what a dump of one
 * database must not hold: that is a refusal of the whole dump.
 */
public enum StatementKind {
    /** {@code SET name = value}; {@link DumpStatement#names} has the setting's name. */
    SETTING,
    /** {@code SELECT pg_catalog.set_config('search_path', '', false)}. */
    SEARCH_PATH,
    SCHEMA,
    /** {@code CREATE EXTENSION}; only those of {@code DumpExtensions}. */
    EXTENSION,
    EXTENSION_COMMENT,
    /** An enumeration, a row type, a range or a domain. */
    TYPE,
    COLLATION,
    /** A function that only calculates: one expression of the same harmless kind as a default. */
    FUNCTION,
    SEQUENCE,
    /** {@code ALTER SEQUENCE ... OWNED BY}; its table is named. */
    SEQUENCE_OWNED,
    TABLE,
    VIEW,
    /** {@code CREATE MATERIALIZED VIEW ... WITH NO DATA}; {@link #REFRESH} fills it. */
    MATERIALIZED_VIEW,
    /** {@code ALTER COLUMN ... SET DEFAULT} and {@code ADD GENERATED ... AS IDENTITY}. */
    DEFAULT,
    /** Statistics target, storage or compression of a column. */
    COLUMN,
    ATTACH_PARTITION,
    OWNER,
    PRIVILEGE,
    DEFAULT_PRIVILEGE,
    COMMENT,
    /** {@code COPY ... FROM stdin}; rows follow. */
    COPY,
    SETVAL,
    /** Makes or fills large objects; these belong into one session and one transaction, in their order. */
    LARGE_OBJECT,
    /** {@code ADD CONSTRAINT} of a primary key, UNIQUE or EXCLUDE: builds an index. */
    PRIMARY_OR_UNIQUE,
    INDEX,
    /** {@code ALTER INDEX ... ATTACH PARTITION}; {@link DumpStatement#names} has both indexes. */
    ATTACH_INDEX,
    CHECK,
    NOT_NULL,
    FOREIGN_KEY,
    TRIGGER,
    /** {@code CREATE STATISTICS} and statistics of a table; needs nothing but its table. */
    STATISTICS,
    /** {@code CLUSTER ON}; the index is named. */
    CLUSTER_ON,
    /** {@code REPLICA IDENTITY}; the index is named where there is one. */
    REPLICA_IDENTITY,
    /** {@code REFRESH MATERIALIZED VIEW}; reads tables, so it comes last. */
    REFRESH
}
