package hikae.dump.rows;

/**
 * By what an instance is known again in its database, which holds no host name: an account of its own and the
 * public key of it. The actor of the instance ({@code instance.actor}, later {@code system.actor}) is preferred,
 * since it is never deleted; else it is the oldest account with a key.
 *
 * @param user the account's id
 * @param key SHA-256 of its public key in PEM, lower-case hex
 * @param actor whether it is the instance's own actor
 */
public record Fingerprint(String user, String key, boolean actor) {
    /**
     * The same of a live database: no row, or one with the columns {@code user}, {@code key} and {@code actor}.
     * It needs PostgreSQL 11 and Misskey's tables in the schema public.
     */
    public static final String SQL = """
            SELECT k."userId" AS "user",
                encode(sha256(convert_to(k."publicKey", 'UTF8')), 'hex') AS key,
                u.id IS NOT NULL AS actor
            FROM public.user_keypair k
            LEFT JOIN public."user" u ON u.id = k."userId" AND u.host IS NULL
                AND u.username IN ('instance.actor', 'system.actor')
            ORDER BY CASE u.username WHEN 'instance.actor' THEN 0 WHEN 'system.actor' THEN 1 ELSE 2 END,
                k."userId" COLLATE "C"
            LIMIT 1""";

    /** Whether it is of another instance for certain: an account may be deleted, an actor is not. */
    public boolean isOtherThan(Fingerprint other) {
        return !equals(other) && (user.equals(other.user) || (actor && other.actor));
    }
}
