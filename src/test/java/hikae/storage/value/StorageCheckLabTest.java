package hikae.storage.value;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.host.Host;
import hikae.host.TestWeb;
import hikae.lab.ChangedHost;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import hikae.storage.FakeR2;
import hikae.storage.StorageRecord;
import hikae.storage.TestCertificate;
import hikae.storage.diagnose.ImageDiagnosisTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL with Misskey's settings in it, and the test R2 whose objects it thinks it has. */
@Tag("lab")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StorageCheckLabTest {
    private static final long MANY = 100_000;
    private static final String D = "https://media.example.com";

    private Path home;

    private LabInstance misskey;
    private FakeR2 r2;
    private Host host;

    @BeforeAll
    void start(@TempDir Path made) throws IOException {
        home = made;
        misskey = LabInstance.plain();
        r2 = FakeR2.usual();
        host = ChangedHost.inNetwork(
                Lab.host(home, Map.of()),
                TestWeb.through(r2.proxy(), TestCertificate.context(), Clock.systemUTC(), Duration.ofSeconds(5)));
        Path record = misskey.backup().resolve(StorageRecord.FILE);
        Files.createDirectories(record.getParent());
        Files.write(record, StorageRecord.bytes(ImageDiagnosisTest.set()));
    }

    @AfterAll
    void stop() {
        r2.close();
        misskey.close();
    }

    @BeforeEach
    void empty() {
        misskey.sql("DELETE FROM drive_file");
        r2.objects().clear();
    }

    private void settings(String... changes) {
        StringBuilder sql = new StringBuilder("UPDATE meta SET ");
        ImageDiagnosisTest.row(changes)
                .forEach((column, value) -> sql.append('"')
                        .append(column)
                        .append("\" = '")
                        .append(value)
                        .append("', "));
        misskey.sql(sql + "\"objectStoragePrefix\" = NULL");
    }

    /** A file as Misskey leaves it: its row, and its object where an upload with these settings goes. */
    private String upload(String id, String baseUrl, String before) {
        String key = UUID.randomUUID() + ".webp";
        r2.objects().put(before + key, "RIFF".getBytes(StandardCharsets.UTF_8));
        misskey.sql(
                "INSERT INTO drive_file (id, md5, name, type, size, \"storedInternal\", url, \"accessKey\") VALUES ('"
                        + id + "', '0', 'a.webp', 'image/webp', 4, false, '" + baseUrl + "/" + key + "', '" + key
                        + "')");
        return key;
    }

    private Program.Ended hikae(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--dir", misskey.directory().toString(), "--no-input"));
        return Program.run(host, all.toArray(String[]::new));
    }

    private static List<Map<?, ?>> maps(Program.Ended ended, String name) {
        List<Map<?, ?>> maps = new ArrayList<>();
        if (ended.json().get(name) instanceof List<?> list) {
            list.forEach(one -> maps.add((Map<?, ?>) one));
        }
        assertThat(maps).as(ended.toString()).isNotEmpty();
        return maps;
    }

    private static List<String> states(Program.Ended ended) {
        return maps(ended, "settings").stream()
                .map(one -> String.valueOf(one.get("state")))
                .toList();
    }

    private static Map<String, Object> cause(Program.Ended ended) {
        Map<String, Object> cause = new HashMap<>();
        if (ended.json().get("cause") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> cause.put(String.valueOf(name), value));
        }
        assertThat(cause).as(ended.toString()).isNotEmpty();
        return cause;
    }

    @Test
    void theBlogPostsValuesAreNamedAndTheRightOnesAreTicked() {
        settings("Endpoint=ACCT/misskey");
        upload("9a", D, "misskey/");
        String before = misskey.fingerprint(misskey.fact("DB_NAME"));
        Program.Ended json = hikae("storage", "check", "--json");
        assertThat(json.status()).as(json.toString()).isEqualTo(5);
        assertThat(cause(json))
                .containsEntry("code", "media-endpoint-bucket")
                .containsEntry("setting", "objectStorageEndpoint");
        assertThat(cause(json).get("ways"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2)
                .allSatisfy(way -> assertThat(String.valueOf(way)).contains("files_uploaded_before"));
        assertThat(json.json()).containsEntry("base_url_that_answers", D + "/misskey");
        Program.Ended words = hikae("storage", "check");
        assertThat(words.out())
                .contains("The field \"Endpoint\" needs you.", "Way 1 of 2", "Way 2 of 2", "rclone copy")
                .contains(D + "/misskey");
        assertThat(misskey.fingerprint(misskey.fact("DB_NAME"))).isEqualTo(before);
        assertThat(r2.objects().keySet()).hasSize(1);

        settings();
        String key = upload("9b", D, "");
        Program.Ended right = hikae("storage", "check", "--json");
        assertThat(right.status()).as(right.toString()).isZero();
        assertThat(states(right)).hasSize(12).containsOnly("right");
        assertThat(right.out()).contains(key);
        assertThat(right.out()).contains("media-earlier-elsewhere"); // the old file is told, and is no fault of now
    }

    @Test
    void theOtherWayIsTickedToo() {
        settings("Endpoint=ACCT/misskey", "BaseUrl=" + D + "/misskey");
        upload("9c", D + "/misskey", "misskey/");
        Program.Ended ended = hikae("storage", "check", "--json");
        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(states(ended)).containsOnly("right");
    }

    @Test
    void aTokenThatMayNoLongerWriteIsNamed() {
        settings();
        upload("9d", D, "");
        r2.objects().clear();
        r2.token(FakeR2.KEY_ID, new FakeR2.Token(FakeR2.SECRET, FakeR2.ACCOUNT, "misskey", true));
        try {
            Program.Ended ended = hikae("storage", "check", "--json");
            assertThat(ended.status()).isEqualTo(5);
            assertThat(cause(ended))
                    .containsEntry("code", "storage-token-read-only")
                    .containsEntry("setting", "objectStorageAccessKey");
        } finally {
            r2.token(FakeR2.KEY_ID, new FakeR2.Token(FakeR2.SECRET, FakeR2.ACCOUNT, "misskey", false));
        }
    }

    @Test
    void aRowWithoutItsObjectIsNamed() {
        settings();
        upload("9e", D, "");
        r2.objects().clear();
        assertThat(cause(hikae("storage", "check", "--json"))).containsEntry("code", "media-object-missing");
    }

    @Test
    void aDatabaseThatCannotBeReadIsToldWithMisskeysOwnWord() {
        settings();
        misskey.password("another");
        try {
            Program.Ended ended = hikae("storage", "check", "--json");
            assertThat(ended.status()).isEqualTo(5);
            assertThat(cause(ended)).containsEntry("code", "login-refused");
        } finally {
            misskey.password(misskey.password());
        }
    }

    @Test
    void theChecklistTicksWhatMisskeyHasAndShowsNoSecret() throws IOException {
        settings("Region=us-east-1");
        Path secret = misskey.backup().resolve(StorageRecord.SECRET);
        Files.createDirectories(secret.getParent());
        Files.writeString(secret, FakeR2.SECRET);
        Program.Ended ended = hikae("checklist", "--json");
        assertThat(ended.status()).as(ended.toString()).isZero();
        List<String> open = maps(ended, "rows").stream()
                .filter(row -> !Boolean.TRUE.equals(row.get("right_in_misskey")))
                .map(row -> String.valueOf(row.get("id")))
                .toList();
        assertThat(open).containsExactly("objectStorageRegion");
        assertThat(hikae("checklist", "--show-secrets").status()).isEqualTo(2);
        Files.delete(secret);
    }

    @Test
    void aForksSecondSetIsJudgedByItself() {
        settings();
        misskey.sql("ALTER TABLE meta ADD \"useRemoteObjectStorage\" boolean DEFAULT false NOT NULL,"
                + " ADD \"remoteObjectStorageEndpoint\" varchar(1024)");
        try {
            Program.Ended off = hikae("storage", "check");
            assertThat(off.status()).as(off.toString()).isZero();
            assertThat(off.out()).contains("Object Storage (Remote); it is off");
            misskey.sql("UPDATE meta SET \"useRemoteObjectStorage\" = true");
            Program.Ended on = hikae("storage", "check", "--json");
            assertThat(on.status()).isEqualTo(5);
            assertThat(String.valueOf(on.json().get("second_cause"))).contains("media-endpoint-empty");
        } finally {
            misskey.sql("ALTER TABLE meta DROP \"useRemoteObjectStorage\", DROP \"remoteObjectStorageEndpoint\"");
        }
    }

    @Test
    void theInventoryFindsWhatIsMissingOrphanedAndInternal() {
        settings();
        upload("9f", D, "");
        String missing = upload("9g", D, "");
        r2.objects().remove(missing);
        r2.objects().put(UUID.randomUUID() + ".png", new byte[3]);
        r2.objects().put("backup-of-somebody.tar", new byte[3]);
        misskey.sql("INSERT INTO drive_file (id, md5, name, type, size, \"storedInternal\", url, \"accessKey\")"
                + " VALUES ('9h', '0', 'a', 'image/webp', 7, true, 'https://m/files/x', 'x')");
        Program.Ended ended = hikae("storage", "check", "--inventory", "--json");
        assertThat(ended.status()).as(ended.toString()).isEqualTo(5);
        assertThat(ended.json())
                .containsEntry("rows", 2L)
                .containsEntry("objects", 3L)
                .containsEntry("missing", 1L)
                .containsEntry("orphaned", 1L)
                .containsEntry("foreign", 1L)
                .containsEntry("internal", 1L)
                .containsEntry("internal_bytes", 7L)
                .containsEntry("missing_some", List.of(missing));
    }

    /** 100,000 files in a Java that may use 48 MB in all for its objects. */
    @Test
    void aHundredThousandObjectsAreCountedInLittleMemory() throws IOException, InterruptedException {
        settings();
        misskey.sql("INSERT INTO drive_file (id, md5, name, type, size, \"storedInternal\", url, \"accessKey\")"
                + " SELECT 'm' || i, '0', 'a', 'image/webp', 4, false, 'https://media.example.com/' || key, key FROM"
                + " (SELECT i, lpad(to_hex(i::bigint * 2654435761 % 4294967296), 8, '0') || '-0000-4000-8000-'"
                + " || lpad(to_hex(i), 12, '0') || '.webp' AS key FROM generate_series(1, " + MANY + ") i) made");
        for (long i = 6; i <= MANY + 3; i++) {
            String key = "%08x-0000-4000-8000-%012x.webp".formatted(i * 2654435761L % 4294967296L, i);
            r2.objects().put(key, new byte[0]);
        }
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-Djavax.net.ssl.trustStore=" + TestCertificate.file(),
                "-Djavax.net.ssl.trustStorePassword=" + TestCertificate.PASSWORD,
                "-cp",
                System.getProperty("java.class.path"),
                "hikae.Main",
                "storage",
                "check",
                "--inventory",
                "--json",
                "--dir",
                misskey.directory().toString());
        builder.environment().put("https_proxy", r2.proxy());
        builder.environment().put("HOME", home.toString());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process child = builder.start();
        child.getOutputStream().close();
        String out = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Program.Ended ended = new Program.Ended(child.waitFor(), out, "");
        assertThat(ended.json())
                .containsEntry("rows", MANY)
                .containsEntry("objects", MANY - 2)
                .containsEntry("missing", 5L)
                .containsEntry("orphaned", 3L);
        System.out.println("inventory of " + MANY + " objects: " + ended.json().get("seconds") + " s, 48 MB");
    }

    @Test
    void noSecretIsAnywhere() throws IOException {
        settings("Endpoint=ACCT/misskey");
        upload("9i", D, "misskey/");
        StringBuilder all = new StringBuilder();
        for (String command : List.of(
                "storage check",
                "storage check --json",
                "storage check --inventory",
                "checklist",
                "checklist --json")) {
            Program.Ended ended = hikae(command.split(" "));
            all.append(ended.out()).append(ended.err());
        }
        for (Path place : List.of(home, misskey.backup())) {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        assertThat(all.toString()).doesNotContain(FakeR2.SECRET).doesNotContain(misskey.password());
    }
}
