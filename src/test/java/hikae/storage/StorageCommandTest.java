package hikae.storage;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.Program.Ended;
import hikae.demo.DemoHost;
import hikae.host.Files;
import hikae.host.Host;
import hikae.host.TestWeb;
import hikae.lab.ChangedHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command with nobody there, on the made-up server with the R2 of the tests. */
class StorageCommandTest {
    private static final Path ADMIN = Path.of("/home/admin");
    private static final Path HOME = ADMIN.resolve("misskey-backup");
    private static final Path SECRET_FILE = ADMIN.resolve("r2.txt");
    private static final String VALUES = """
            r2_endpoint: https://%s/misskey
            r2_access_key_id: %s
            r2_public_url: media.example.com
            """.formatted(FakeR2.HOST, FakeR2.KEY_ID);

    private final DemoHost demo = new DemoHost(Clock.systemUTC());
    private FakeR2 r2;
    private Host host;

    @BeforeEach
    void start() {
        r2 = FakeR2.usual();
        host = new ChangedHost(
                demo.environment(),
                demo.files(),
                demo.docker(),
                demo.compose(),
                demo.postgres(),
                TestWeb.through(r2.proxy(), TestCertificate.context(), Clock.systemUTC(), Duration.ofSeconds(5)));
        secret(FakeR2.SECRET);
    }

    @AfterEach
    void stop() {
        assertThat(r2.objects()).isEmpty();
        r2.close();
    }

    private void secret(String secret) {
        write(SECRET_FILE, secret + "\n");
    }

    private void write(Path path, String text) {
        demo.files().write(path, text.getBytes(StandardCharsets.UTF_8), Files.PRIVATE);
    }

    private Ended run(String answers, String... arguments) {
        write(ADMIN.resolve("answers.yml"), answers);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--no-input", "--json", "--answers", "/home/admin/answers.yml"));
        return Program.run(host, all.toArray(String[]::new));
    }

    private static String withSecret() {
        return VALUES + "r2_secret_file: " + SECRET_FILE + "\n";
    }

    /** Every file in the backup directory, without the records of runs. */
    private Map<String, String> written() {
        Map<String, String> all = new TreeMap<>();
        walk(HOME)
                .filter(path -> !path.startsWith(HOME.resolve("hikae/runs")))
                .forEach(path ->
                        all.put(path.toString(), new String(demo.files().read(path, 1 << 20), StandardCharsets.UTF_8)));
        return all;
    }

    private Stream<Path> walk(Path path) {
        boolean directory = demo.files()
                .look(path)
                .filter(state -> state.kind() == Files.Kind.DIRECTORY)
                .isPresent();
        return directory
                ? demo.files().list(path).stream().flatMap(this::walk)
                : demo.files().look(path).stream().map(state -> path);
    }

    @Test
    void fourValuesGiveProofAndTheBaseUrl() {
        Ended ended = run(withSecret(), "storage", "--yes");
        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(ended.json())
                .containsEntry("bucket", "misskey")
                .containsEntry("endpoint", FakeR2.HOST)
                .containsEntry("base_url", "https://media.example.com")
                .containsEntry("proved", true)
                .containsEntry("secret_kept", true);
        assertThat(written().get(HOME + "/checklist.md")).contains("| Base URL | `https://media.example.com` |");
        assertThat(demo.files()
                        .look(HOME.resolve(StorageRecord.SECRET))
                        .orElseThrow()
                        .mode())
                .isEqualTo(Files.PRIVATE);
        assertThat(StorageRecord.read(demo.files(), HOME).orElseThrow().proved())
                .isTrue();
    }

    @Test
    void theSameAgainWritesNothingAndNeedsNothingTyped() {
        run(withSecret(), "storage", "--yes");
        Map<String, String> before = written();
        Ended again = run("", "storage", "--yes");
        assertThat(again.status()).as(again.toString()).isZero();
        assertThat(again.json()).containsEntry("changed", false).containsEntry("proved", true);
        assertThat(written()).isEqualTo(before);
    }

    @Test
    void aSecretThatWasKeptIsDeletedWhenItIsNotToBeKeptAnyMore() {
        run(withSecret(), "storage", "--yes");
        assertThat(demo.files().look(HOME.resolve(StorageRecord.SECRET))).isPresent();

        Ended ended = run("r2_keep_secret: no\n", "storage", "--yes");

        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(demo.files().look(HOME.resolve(StorageRecord.SECRET))).isEmpty();
    }

    @Test
    void aWrongSecretIsRefusedAndNothingIsWritten() {
        secret(FakeR2.SECRET.replace('a', '0'));
        Ended ended = run(withSecret(), "storage", "--yes");
        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.problem()).isEqualTo("storage-secret-wrong");
        assertThat(written()).isEmpty();
    }

    @Test
    void withoutTheSecretTheValuesAreTakenUntested() {
        Ended ended = run(VALUES, "storage", "--yes");
        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(ended.json()).containsEntry("proved", false).containsEntry("secret_kept", false);
        assertThat(r2.seen()).isEmpty();
    }

    @Test
    void aDryRunSendsAndWritesNothing() {
        Ended ended = run(withSecret(), "storage", "--dry-run");
        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(r2.seen()).isEmpty();
        assertThat(written()).isEmpty();
    }

    @Test
    void withoutConsentNothingIsWritten() {
        Ended ended = run(withSecret(), "storage");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(written()).isEmpty();
    }

    @Test
    void theAddressOfMisskeyItselfIsRefused() {
        Ended ended = run(withSecret().replace("media.example.com", "example.com"), "storage", "--yes");
        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.problem()).isEqualTo("public-url-is-misskey");
    }

    @Test
    void aSetUpTriesTheBucketOutToo() {
        Ended ended = run(withSecret(), "setup", "--yes", "--no-rehearsal");
        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(r2.seen()).isNotEmpty();
        assertThat(StorageRecord.read(demo.files(), HOME).orElseThrow().proved())
                .isTrue();
        Ended wrong = run(withSecret().replace("media", "other"), "setup", "--yes", "--no-rehearsal");
        assertThat(wrong.status()).isEqualTo(3);
        assertThat(wrong.problem()).isEqualTo("public-not-active");
    }

    @Test
    void aSetUpWithoutABucketLeavesTheOneThatIsThere() {
        run(withSecret(), "storage", "--yes");
        Map<String, String> before = written();
        run("", "setup", "--yes", "--no-rehearsal");
        assertThat(written()).containsAllEntriesOf(before);
    }

    /** The canary: the secret is in the file it was allowed to and nowhere else, well or ill. */
    @Test
    void theSecretIsInItsOwnFileOnly() {
        String raw = FakeR2.SECRET;
        String well = run(withSecret(), "storage", "--yes").toString();
        r2.token(FakeR2.KEY_ID, new FakeR2.Token("0".repeat(64), FakeR2.ACCOUNT, "misskey", false));
        String refused = run(withSecret(), "storage", "--yes").toString();
        r2.fault(FakeR2.HOST, exchange -> {
            throw new IOException("gone");
        });
        String broken = run(withSecret(), "storage", "--yes").toString();
        assertThat(well + refused + broken).doesNotContain(raw);
        List<String> holding = walk(Path.of("/"))
                .filter(path -> new String(demo.files().read(path, 1 << 20), StandardCharsets.UTF_8).contains(raw))
                .map(Path::toString)
                .toList();
        assertThat(holding).containsExactlyInAnyOrder(SECRET_FILE.toString(), HOME + "/" + StorageRecord.SECRET);
    }
}
