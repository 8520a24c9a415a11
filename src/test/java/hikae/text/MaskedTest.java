package hikae.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POSTGRES_PASSWORD=canary",
                "export R2_TOKEN = canary",
                "      AWS_SECRET_ACCESS_KEY: canary",
                "      - \"WEBHOOK_URL=https://example.com/canary\"",
                "    environment: {MODE: prod, apiKey: canary, OTHER: canary}",
                "# SENTRY_DSN=https://canary@sentry.example.com/1",
                "      db-pass: 'canary'",
                "\"smtpPassword\": \"canary\",",
                "      DATABASE_URL: postgres://mk:canary@db/misskey",
                "      DATABASE_URL: postgres://mk:can@nary/canary@db/misskey",
                "      CACHE: redis://:canary@redis:6379",
                "    command: tool --token canary --api-key=canary",
                "      ALERT: https://discord.com/api/webhooks/1/canary",
                "      ALERT: https://hooks.slack.com/services/canary",
                "      ALERT: https://example.com/x?access_token=canary",
                "      AUTHORIZATION: Bearer canary",
                "    command: [\"redis-server\", \"--requirepass\", \"canary\"]",
                "      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:-canary}",
            })
    void noValueIsShownWhoseNameSaysThatItIsSecret(String line) {
        assertThat(Masked.line(line)).doesNotContain("canary", "nary/").contains(Secret.STARS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POSTGRES_PASSWORD_FILE: \"/run/secrets/db_password\"",
                "    secrets: [db_password]",
                "      hikae.misskey.web: \"web\"",
                "      BACKUP_KEEP_DAYS: \"7\"",
                "      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD}",
                "    image: prodrigestivill/postgres-backup-local:15",
                "  db_password:",
                "    file: ./secrets/db_password",
                "      POSTGRES_HOST: db",
            })
    void whatIsNoSecretIsShown(String line) {
        assertThat(Masked.line(line)).isEqualTo(line);
    }

    @Test
    void aValueOnALineOfItsOwnIsNotShownEither() {
        List<String> lines = List.of(
                "    command:",
                "      - redis-server",
                "      - --requirepass",
                "      - canary",
                "      - --port",
                "      - \"6379\"",
                "      POSTGRES_PASSWORD:",
                "        canary",
                "secrets:",
                "  db_password:",
                "    file: ./secrets/db_password");

        assertThat(Masked.lines(lines))
                .containsExactly(
                        "    command:",
                        "      - redis-server",
                        "      - --requirepass",
                        "      - ********",
                        "      - --port",
                        "      - \"6379\"",
                        "      POSTGRES_PASSWORD:",
                        "        ********",
                        "secrets:",
                        "  db_password:",
                        "    file: ./secrets/db_password");
    }

    @Test
    void aValueOverSeveralLinesIsNotShownEither() {
        List<String> lines = List.of(
                "a:",
                "  PRIVATE_KEY: |",
                "    canary",
                "",
                "    canary",
                "  NEXT: 1",
                "  TOKEN: \"canary",
                "    canary\"",
                "  LAST: 2");

        assertThat(Masked.lines(lines))
                .containsExactly(
                        "a:",
                        "  PRIVATE_KEY: |",
                        "    ********",
                        "",
                        "    ********",
                        "  NEXT: 1",
                        "  TOKEN: ********",
                        "    ********",
                        "  LAST: 2");
    }

    @ParameterizedTest
    @CsvSource({"MISSKEY_URL, false", "misskeyToken, true", "CONFIG_FILE, false", "KEYFILE, true", "secrets, false"})
    void aNameIsJudgedByItsWords(String name, boolean secret) {
        assertThat(Masked.isSecret(name)).isEqualTo(secret);
    }
}
