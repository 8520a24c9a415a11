package hikae.backup.compose;

import static hikae.backup.Samples.bytes;
import static hikae.backup.Samples.problem;
import static hikae.backup.Samples.settings;
import static hikae.backup.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hikae.backup.RandomTexts;
import hikae.backup.settings.BackupImage;
import hikae.instance.yaml.YamlTree;
import hikae.text.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupComposeTest {
    private static final int CASES = 10_000;

    @Test
    void writesTheFileThatIsShownInTheDocuments() throws IOException {
        try (InputStream golden = BackupComposeTest.class.getResourceAsStream("/hikae/backup/compose.golden.yml")) {
            assertThat(text(BackupCompose.fresh(settings())))
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void readsItsOwnFileBack() {
        PresentService present = BackupCompose.read(BackupCompose.fresh(settings()), "compose.yml");
        assertThat(present.isOurs()).isTrue();
        assertThat(present.values()).isEqualTo(BackupCompose.values(settings()));
        assertThat(present.labels()).containsEntry("hikae.misskey.project", "misskey");
        assertThat(present.problems()).isEmpty();
    }

    @Test
    void everyLineOfTheFileFitsAnOrdinaryTerminal() {
        assertThat(text(BackupCompose.fresh(settings())).lines()).allMatch(line -> line.length() <= 96);
    }

    /** W01 to W07, W09, W11, W14: what a name or a value may hold. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab #cd",
                "ab: cd",
                "@x",
                "%x",
                "`x",
                "*x",
                "&abc",
                "!x",
                "yes",
                "null",
                "~",
                "0123",
                "1e3",
                "12:30:45",
                "2025-11-23",
                "0o14",
                "pa$word",
                "pa$$word",
                "${x",
                "$1",
                "$",
                "a\tb",
                " ab ",
                "\u200b",
                "\u00a0",
                "\u2028",
                "\ufeff",
                "パスワード",
                "e\u0301",
                "\uD83D\uDE00",
                "quote\"d",
                "it's",
                "back\\slash\\n",
                "-",
                "{",
                "[a]",
                "?",
                "|",
                ">",
                "#",
                "...",
                "---",
                "=",
                "<<"
            })
    void givesBackEveryUserName(String user) {
        byte[] file = BackupCompose.fresh(settings("misskey", user, "0 4 * * *"));
        assertThat(BackupCompose.read(file, "compose.yml").value(ComposeKey.USER))
                .contains(user);
    }

    @Test
    void givesBackTenThousandRandomTexts() {
        long seed = 20_251_123;
        Random random = new Random(seed);
        for (int n = 0; n < CASES; n += 100) {
            List<String> texts = Stream.generate(() -> RandomTexts.printable(random))
                    .limit(100)
                    .toList();
            String file = texts.stream()
                    .map(t -> "- " + ComposeScalar.quoted(t) + "\n")
                    .collect(Collectors.joining());
            assertThat(YamlTree.parse(bytes("a:\n" + file), "c.yml")
                            .at("a")
                            .orElseThrow()
                            .items())
                    .as("seed %d case %d", seed, n)
                    .extracting(item ->
                            ComposeScalar.dollarsHalved(item.text().orElse("")).orElse(""))
                    .isEqualTo(texts);
        }
    }

    /** W08. */
    @ParameterizedTest
    @CsvSource({"1, U+0001", "10, U+000A", "127, U+007F", "133, U+0085", "155, U+009B", "55357, U+D83D"})
    void refusesWhatParsersReadDifferently(int code, String shown) {
        String user = "ab" + (char) code;
        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> BackupCompose.fresh(settings("misskey", user, "0 4 * * *")));
        assertThat(problem(refused)).isEqualTo("compose-control-character [3, " + shown + "]");
    }

    /** E33 and E34: what the image's env.sh makes of it. */
    @ParameterizedTest
    @CsvSource({"'mis skey', backup-database-name", "'a,b', backup-database-name", "**None**, backup-value-unset"})
    void refusesADatabaseNameThatTheImageMisreads(String database, String id) {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> settings(database, "u", "0 4 * * *"));
        assertThat(refused.problem().id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "postgres:15-alpine, 15, 15-alpine",
        "postgres:15, 15, 15",
        "postgres:17.6-bookworm, 17, 17",
        "groonga/pgroonga:latest-alpine-18-slim, 18, 18-alpine",
        "groonga/pgroonga:latest-debian-16, 16, 16",
        "registry.example:5000/alpine/postgres:16, 16, 16",
        "docker.io/library/postgres:15-alpine@sha256:0123, 15, 15-alpine",
        "postgres, 18, 18"
    })
    void choosesTheImageOfTheServersMajorAndFamily(String databaseImage, int major, String tag) {
        assertThat(BackupImage.matching(databaseImage, major)).isEqualTo(BackupImage.REPOSITORY + ":" + tag);
    }

    @Test
    void readsAFileMadeByHand() {
        PresentService present = BackupCompose.read(bytes("""
                        services:
                          db-backup:
                            image: prodrigestivill/postgres-backup-local
                            restart: always
                            networks:
                              - misskey_internal_network # 1
                            volumes:
                              - ./backups:/backups
                            environment:
                              - TZ=Asia/Tokyo
                              - POSTGRES_HOST=db
                              - POSTGRES_DB=misskey
                              - POSTGRES_PASSWORD=canary
                              - SCHEDULE="0 4 * * *"
                              - BACKUP_KEEP_DAYS=7
                        networks:
                          misskey_internal_network:
                            external: true
                            name: misskey_internal_network # 1
                        """), "compose.yml");
        assertThat(present.isOurs()).isFalse();
        assertThat(present.value(ComposeKey.SCHEDULE)).contains("\"0 4 * * *\"");
        assertThat(present.value(ComposeKey.ZONE)).contains("Asia/Tokyo");
        assertThat(present.value(ComposeKey.NETWORK)).contains("misskey_internal_network");
        assertThat(present.value(ComposeKey.KEEP_WEEKS)).isEmpty();
        assertThat(present.passwordLine()).contains(13);
        assertThat(present.toString()).doesNotContain("canary");
    }

    @Test
    void findsItsServiceByTheLabelWhenItWasRenamed() {
        PresentService present = BackupCompose.read(
                bytes(text(BackupCompose.fresh(settings())).replace("  db-backup:\n", "  nightly:\n")), "compose.yml");
        assertThat(present.service()).isEqualTo("nightly");
    }

    @Test
    void readsValuesThatAreMergedIn() {
        PresentService present = BackupCompose.read(bytes("""
                        x-when: &when {SCHEDULE: '@daily', TZ: UTC}
                        services:
                          db-backup:
                            image: &image "prodrigestivill/postgres-backup-local:15"
                            environment:
                              <<: *when
                              TZ: Asia/Tokyo
                        """), "compose.yml");
        assertThat(present.value(ComposeKey.SCHEDULE)).contains("@daily");
        assertThat(present.value(ComposeKey.ZONE)).contains("Asia/Tokyo");
    }

    @Test
    void saysWhereAValueIsAVariableOfCompose() {
        PresentService present = BackupCompose.read(bytes("""
                        services:
                          db-backup:
                            environment:
                              TZ: ${TZ:-UTC}
                              SCHEDULE: "0 4 * * *"
                        """), "here/compose.yml");
        assertThat(present.value(ComposeKey.ZONE)).isEmpty();
        assertThat(present.value(ComposeKey.SCHEDULE)).contains("0 4 * * *");
        assertThat(present.problems())
                .extracting(p -> p.id() + p.args())
                .containsExactly("compose-variable[here/compose.yml:4:11, TZ]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|yaml-empty",
                "'- a'|yaml-root",
                "'services: {}'|compose-no-backup-service",
                "'services: [a]'|compose-no-backup-service",
                "'services:\n\tdb: 1'|yaml-tab",
                "'a: \"b'|yaml-syntax",
                "'a: 1\n---\nb: 1'|yaml-documents",
                "'a: 1\nb: 2\na: 3'|yaml-duplicate-key",
                "'a: \u0007'|yaml-control"
            })
    void saysWhatIsWrongWithTheFile(String content, String id) {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> BackupCompose.read(bytes(content), "compose.yml"));
        assertThat(refused.problem().id()).isEqualTo(id);
        assertThat(refused.problem().args().get(0).toString()).startsWith("compose.yml");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        ProblemException refused = catchThrowableOfType(
                ProblemException.class,
                () -> BackupCompose.read("a: \u3042".getBytes(java.nio.charset.Charset.forName("Shift_JIS")), "c.yml"));
        assertThat(problem(refused)).isEqualTo("text-not-utf8 [c.yml:1:4]");
    }

    @Test
    void survivesAListThatContainsItself() {
        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> BackupCompose.read(bytes("services: &a\n  x: *a\n"), "c.yml"));
        assertThat(refused.problem().id()).isEqualTo("compose-no-backup-service");
    }
}
