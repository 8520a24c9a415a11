package hikae.storage.diagnose;

import hikae.instance.database.MisskeyDatabase;
import hikae.text.ProblemException;
import java.util.List;
import java.util.Map;

/**
 * What Misskey's database says of object storage.
 *
 * @param meta the settings, by column
 * @param files the newest files uploaded here, the newest first
 */
public record MediaRows(Map<String, Object> meta, List<Map<String, Object>> files) {
    /** The one row in use is that of the highest id (MetaService.ts); forks have more columns. */
    private static final String META =
            "SELECT entry.value AS settings FROM (SELECT jsonb_object_agg(key, value) AS value"
                    + " FROM jsonb_each(to_jsonb((SELECT m FROM public.meta m ORDER BY id DESC LIMIT 1)))"
                    + " WHERE key ILIKE '%objectStorage%') entry";

    private static final String FILES = "SELECT id, \"storedInternal\", url, \"thumbnailUrl\", \"webpublicUrl\","
            + " \"accessKey\", \"thumbnailAccessKey\", \"webpublicAccessKey\" FROM public.drive_file"
            + " WHERE \"userHost\" IS NULL AND NOT \"isLink\" ORDER BY id DESC LIMIT 5";

    /** Reads them. */
    @SuppressWarnings("unchecked")
    public // a JSON object is a map of texts
    static MediaRows read(MisskeyDatabase database) {
        Map<String, Object> meta = database.rows(META).stream()
                .map(row -> row.get("settings"))
                .filter(Map.class::isInstance)
                .map(settings -> (Map<String, Object>) settings)
                .findFirst()
                .orElseThrow(() -> ProblemException.of("media-no-row"));
        return new MediaRows(meta, database.rows(FILES));
    }
}
