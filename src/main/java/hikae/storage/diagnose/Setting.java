package hikae.storage.diagnose;

import hikae.text.Message;

/** The settings of Misskey's object storage page, from the top. */
public enum Setting {
    USE("useObjectStorage", "use"),
    BASE_URL("objectStorageBaseUrl", "base-url"),
    BUCKET("objectStorageBucket", "bucket"),
    PREFIX("objectStoragePrefix", "prefix"),
    ENDPOINT("objectStorageEndpoint", "endpoint"),
    REGION("objectStorageRegion", "region"),
    ACCESS_KEY("objectStorageAccessKey", "access-key"),
    SECRET_KEY("objectStorageSecretKey", "secret-key"),
    SSL("objectStorageUseSSL", "ssl"),
    PROXY("objectStorageUseProxy", "proxy"),
    PUBLIC_READ("objectStorageSetPublicRead", "public-read"),
    PATH_STYLE("objectStorageS3ForcePathStyle", "path-style");

    private final String column;
    private final String word;

    Setting(String column, String word) {
        this.column = column;
        this.word = word;
    }

    /** Its name in Misskey's database. */
    public String column() {
        return column;
    }

    /** Misskey's own words for it. */
    public Message label() {
        return Message.of("checklist." + word);
    }
}
