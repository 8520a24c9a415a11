package hikae.storage.value;

/** The fields that R2's values are asked in, by their ids: a look at R2 says which of them is the likely cause. */
public final class R2Fields {
    public static final String ENDPOINT = "r2_endpoint";
    public static final String BUCKET = "r2_bucket";
    public static final String PREFIX = "r2_prefix";
    public static final String KEY_ID = "r2_access_key_id";
    public static final String SECRET = "r2_secret_access_key";
    public static final String PUBLIC_URL = "r2_public_url";

    private R2Fields() {}
}
