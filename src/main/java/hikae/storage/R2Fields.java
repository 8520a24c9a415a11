package hikae.storage;

/** The fields that R2's values are asked in, by their ids: a look at R2 says which of them is the likely cause. */
final class R2Fields {
    static final String ENDPOINT = "r2_endpoint";
    static final String BUCKET = "r2_bucket";
    static final String PREFIX = "r2_prefix";
    static final String KEY_ID = "r2_access_key_id";
    static final String SECRET = "r2_secret_access_key";
    static final String PUBLIC_URL = "r2_public_url";

    private R2Fields() {}
}
