package hikae.setup;

import hikae.lab.LabInstance;

/** The compose file of a backup service as people make it by hand, for a Misskey of the lab. */
final class ByHandService {
    private static final String BY_HAND = """
            # Misskey の DB バックアップ
            services:
              db-backup:
                image: prodrigestivill/postgres-backup-local:%s-alpine
                restart: always
                networks:
                  - misskey_internal_network # 本体のネットワーク
                volumes:
                  - ./backups:/backups
                environment:
                  - TZ=Asia/Tokyo
                  - POSTGRES_HOST=db
                  - POSTGRES_DB=%s
                  - POSTGRES_USER=%s
                  - POSTGRES_PASSWORD=%s # docker.env から

                  # 毎日 4:00
                  - SCHEDULE="0 4 * * *"
                  - BACKUP_KEEP_DAYS=9
                  - BACKUP_KEEP_WEEKS=4
                  - BACKUP_KEEP_MONTHS=6

            networks:
              misskey_internal_network:
                external: true
                name: %s
            """;

    private ByHandService() {}

    static String compose(LabInstance misskey) {
        return BY_HAND.formatted(
                System.getenv("HIKAE_LAB_PG_MAJOR"),
                misskey.fact("DB_NAME"),
                misskey.fact("DB_USER"),
                misskey.password(),
                misskey.fact("NETWORK"));
    }
}
