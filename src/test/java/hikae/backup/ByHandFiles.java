package hikae.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Compose files of backup services as people make them. */
public final class ByHandFiles {
    /** The password that stands in them; in no result. */
    public static final String PASSWORD = "hirakegoma-42";

    private ByHandFiles() {}

    public static String plain() {
        return resource("by-hand/plain.yml");
    }

    /** One of {@link #all}. */
    public static String named(String name) {
        return Objects.requireNonNull(all().get(name), name);
    }

    /** Every way of writing it that is adopted, by a name for it. */
    public static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        String plain = plain();
        all.put("plain", plain);
        all.put("CRLF", plain.replace("\n", "\r\n"));
        all.put("byte order mark", "\uFEFF" + plain);
        all.put("no line break at the end", plain.strip());
        all.put("tab in a comment", plain.replace(" # 半年", "\t# 半年"));
        all.put("registry and tag", image(plain, "ghcr.io:443/x/postgres-backup-local:17"));
        all.put("digest", image(plain, "prodrigestivill/postgres-backup-local@sha256:" + "0".repeat(64)));
        all.put("quoted items", plain.replaceAll("- (BACKUP_KEEP|TZ|POSTGRES)([^ \\n]*)", "- '$1$2'"));
        all.put("double-quoted items", plain.replaceAll("- (BACKUP_KEEP|TZ|POSTGRES)([^ \\n]*)", "- \"$1$2\""));
        all.put("health check", plain.replace("    volumes:", "    healthcheck:\n      disable: true\n    volumes:"));
        all.put("more volumes", plain.replace(":/backups\n", ":/backups\n      - ./hooks:/hooks:ro # 通知\n"));
        all.put(
                "long volume",
                plain.replace(
                        "- ./backups:/backups",
                        "- type: bind\n        source: /mnt/nas/misskey # NAS\n        target: /backups"));
        all.put("named volume", plain.replace("./backups:", "dumps:") + "\nvolumes:\n  dumps:\n");
        all.put("old version", "version: '3'\n" + plain);
        all.put("extra options", plain.replace("      # 毎日", "      - POSTGRES_EXTRA_OPTS=-Z9 --no-owner\n      # 毎日"));
        all.put(
                "env file",
                plain.replace("    environment:", "    env_file: ../misskey/.config/docker.env\n    environment:"));
        all.put("no mount", plain.replace("    volumes:\n      - ./backups:/backups\n", ""));
        all.put("labels as a list", plain.replace("    volumes:", "    labels:\n      - \"watch=no\"\n    volumes:"));
        all.put("labels as a map", plain.replace("    volumes:", "    labels:\n      watch: 'no'\n    volumes:"));
        all.put(
                "default network",
                plain.replace("    networks:\n      - misskey_internal_network # 本体と同じネットワーク\n", "")
                        .replaceFirst("(?s)networks:\n  misskey.*", "networks:\n  default:\n    external: true\n")
                        .replace("external: true", "external: true\n    name: misskey_internal_network"));
        all.put(
                "no network",
                plain.replaceFirst("(?s)\nnetworks:\n  misskey.*", "").replaceFirst("    networks:\n.*\n", ""));
        all.put("other name", plain.replace("db-backup:", "dump:"));
        all.put(
                "other services",
                plain.replace("\nnetworks:", "\n  ping:\n    image: busybox # 監視\n    restart: always\n\nnetworks:"));
        all.put("service before", plain.replace("  db-backup:", "  ping: {image: busybox}\n  db-backup:"));
        all.put("map", map(plain));
        all.put("flow", flow());
        all.put(
                "password twice",
                plain.replace("      # 毎日", "      - POSTGRES_PASSWORD=" + PASSWORD + "\n      # 毎日"));
        all.put("no restart", plain.replace("    restart: always\n", ""));
        all.put("deeper indentation", plain.replaceAll("(?m)^( +)", "$1$1"));
        return all;
    }

    private static String image(String file, String image) {
        return file.replace("prodrigestivill/postgres-backup-local\n", image + "\n");
    }

    /** The environment as a map, with comments at the line ends. */
    public static String map(String file) {
        return file.replaceAll("(?m)^      - ([A-Z_]+)=([^\n#]*?)( #.*)?$", "      $1: $2$3")
                .replace("TZ: Asia/Tokyo", "\"TZ\": 'Asia/Tokyo'");
    }

    private static String flow() {
        return "services: {db-backup: {image: prodrigestivill/postgres-backup-local, restart: always,\n"
                + "  volumes: [\"./backups:/backups\"], networks: [net],\n"
                + "  environment: {SCHEDULE: '@daily', TZ: Asia/Tokyo, POSTGRES_HOST: db, POSTGRES_DB: misskey,\n"
                + "    POSTGRES_USER: misskey, POSTGRES_PASSWORD: '" + PASSWORD + "'}}}\n"
                + "networks: {net: {external: true, name: misskey_internal_network}}\n";
    }

    private static String resource(String name) {
        try (InputStream in = ByHandFiles.class.getResourceAsStream("/hikae/backup/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
