package hikae.instance;

import static hikae.instance.FieldContainers.MISSKEY;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.instance.database.DataPlace;
import hikae.instance.find.InstanceFinder;
import hikae.instance.find.ServiceChoice;
import hikae.text.Finding;
import hikae.text.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Running projects after public reports, and more of their kinds: which container is Misskey, which its database. */
class FieldContainersTest {
    private static final String DB = """
            {"name":"db","image":"postgres:15-alpine","env":{"POSTGRES_USER":"mk","POSTGRES_PASSWORD":"pw",
             "POSTGRES_DB":"misskey","PG_MAJOR":"15","PGDATA":"/var/lib/postgresql/data"}}""";
    private static final String WEB = """
            {"name":"web","image":"misskey/misskey:1","mounts":[["/home/admin/misskey/.config","/misskey/.config","bind"]]}""";

    @ParameterizedTest
    @CsvSource({
        "media-proxy-created-last, web",
        "web-and-worker, web worker",
        "database-image-built, web",
        "started-with-f, web",
        "portainer, web",
        "misskey-config-yml, web",
        "second-postgres-first, web",
        "exited-helper, web",
        "pg15-mount-of-18, web"
    })
    void a_misskeyIsMisskeyAndItsDatabaseIsDb(String name, String services) {
        FieldContainers field = FieldContainers.named(name).write(".config/production.yml", settings());

        Instance found = field.found();

        assertThat(names(found)).isEqualTo(services);
        assertThat(found.database().name()).isEqualTo("db");
        assertThat(found.major()).isEqualTo(15);
        assertThat(found.doubts()).isEmpty();
        assertThat(found.directory()).isEqualTo(MISSKEY);
    }

    @ParameterizedTest
    @CsvSource({
        "ghcr.io/shinonome/summaly:latest",
        "nginx:alpine",
        "misskey-dev/misskey-media-proxy",
        "example/ai-chan-bot:3",
        "cloudflare/cloudflared",
        "redis:7-alpine",
        "getmeili/meilisearch:v1.3",
        "prodrigestivill/postgres-backup-local:15"
    })
    void a_aNeighbourIsNeverMisskey(String image) {
        String neighbour = "{\"name\":\"x\",\"image\":\"" + image
                + "\",\"mounts\":[[\"/home/admin/misskey/files\",\"/misskey/files\",\"bind\"]]}";

        assertThat(names(project(neighbour, WEB, DB).found())).isEqualTo("web");
    }

    @Test
    void a_whatIsBuiltInAProjectCalledMisskeyIsNotMisskeyByThat() {
        String tool = "{\"name\":\"tool\",\"image\":\"misskey-tool\"}";
        String built = WEB.replace("misskey/misskey:1", "misskey-web");

        assertThat(names(project(tool, built, DB).found())).isEqualTo("web");
    }

    @Test
    void a_aForkByItsImageAloneIsMisskey() {
        String fork = "{\"name\":\"app\",\"image\":\"ghcr.io/kokonect/cherrypick:4\"}";

        assertThat(names(project(fork, DB).found())).isEqualTo("app");
    }

    /** As with settings that are built into an image of one's own; an image that is everybody's proves nothing. */
    @ParameterizedTest
    @CsvSource({"example/notes:3, app queue", "node:20, queue"})
    void a_whatRunsTheImageOfAWorkerIsMisskeyToo(String image, String services) {
        String queue = "{\"name\":\"queue\",\"image\":\"" + image + "\",\"env\":{\"MK_ONLY_QUEUE\":\"1\"}}";
        String app = "{\"name\":\"app\",\"image\":\"" + image + "\"}";

        assertThat(names(project(queue, app, DB).found())).isEqualTo(services);
    }

    @Test
    void a_whatOnlyMayBeMisskeyIsAskedWithTheEvidence() {
        String app = "{\"name\":\"app\",\"image\":\"misskey-app\"}";
        String other = "{\"name\":\"other\",\"image\":\"misskey-other\"}";
        FieldContainers field = project(other, app, DB);

        Doubt doubt = field.found().doubt(Doubt.Kind.MISSKEY).orElseThrow();
        Instance told = field.found(new ServiceChoice(Optional.empty(), List.of("app")));

        assertThat(doubt.why().id()).isEqualTo("misskey-unclear");
        assertThat(doubt.candidates()).extracting(Doubt.Candidate::name).containsExactlyInAnyOrder("other", "app");
        assertThat(names(told)).isEqualTo("app");
        assertThat(told.doubts()).isEmpty();
    }

    @Test
    void a_whatTheEngineDoesNotTellComposeDoes() {
        String app = "{\"name\":\"app\",\"image\":\"misskey-app\"}";
        String other = "{\"name\":\"other\",\"image\":\"misskey-other\"}";
        FieldContainers field = project(other, app, DB)
                .declaring("{\"name\":\"misskey\",\"services\":{\"app\":{\"build\":{\"context\":\"" + MISSKEY
                        + "\"}},\"other\":{\"build\":{\"context\":\"" + MISSKEY + "/other\"}},\"db\":{}}}");

        Instance found = field.found();

        assertThat(names(found)).isEqualTo("app");
        assertThat(found.doubts()).isEmpty();
    }

    /** As on a new server where somebody has typed {@code docker compose up -d db}. */
    @Test
    void a_aMisskeyThatWasNeverStartedIsMisskeyAllTheSame() {
        FieldContainers field = project(DB)
                .declaring("{\"services\":{\"app\":{\"image\":\"misskey/misskey:1\"},\"db\":{},\"redis\":{}}}");

        Instance found = field.found();

        assertThat(names(found)).isEqualTo("app");
        assertThat(found.isLive()).isTrue();
        assertThat(found.web().container()).isEmpty();
        assertThat(found.doubts()).isEmpty();
    }

    @Test
    void d_aDatabaseThatWasNeverStartedIsSaidToBeMissing() {
        FieldContainers field =
                project(WEB).declaring("{\"services\":{\"web\":{},\"db\":{\"image\":\"postgres:15\"}}}");

        assertThat(new InstanceFinder(field.host())
                        .find(Optional.empty())
                        .refused()
                        .get(0)
                        .id())
                .isEqualTo("database-container-missing");
    }

    @Test
    void a_severalMisskeysInOneProjectAreAsked() {
        String staging = WEB.replace("\"web\"", "\"staging\"").replace("misskey/.config\",\"/m", "staging\",\"/m");

        Doubt doubt =
                project(staging, WEB, DB).found().doubt(Doubt.Kind.MISSKEY).orElseThrow();

        assertThat(doubt.why().id()).isEqualTo("misskey-several");
    }

    @Test
    void b_aFileThatIsNotTheUsualOneIsNoObstacle() {
        Instance found = FieldContainers.named("started-with-f")
                .without("compose.yml")
                .write("docker-compose.prod.yml", "services: {}\n")
                .found();

        assertThat(found.notes()).isEmpty();
    }

    @Test
    void c_aProjectFromElsewhereIsFoundByItsSettingsAndThatIsSaid() {
        Instance found = FieldContainers.named("portainer").found();

        assertThat(found.settings()).isEqualTo(MISSKEY.resolve(".config/default.yml"));
        assertThat(ids(found)).containsExactly("compose-elsewhere");
    }

    @Test
    void c_theFileThatMisskeyIsToldToReadIsRead() {
        Instance found = FieldContainers.named("misskey-config-yml")
                .write(".config/production.yml", settings())
                .found();

        assertThat(found.settings()).isEqualTo(MISSKEY.resolve(".config/production.yml"));
        assertThat(found.databaseName()).isEqualTo("production");
    }

    @Test
    void c_theFileThatMisskeyIsToldToReadAndThatIsNotThereIsSaid() {
        assertThat(ids(FieldContainers.named("misskey-config-yml").found())).containsExactly("settings-missing");
    }

    @Test
    void c_aSingleFileOrAnotherNameOutsideIsFoundByTheMount() {
        String single = WEB.replace("misskey/.config\",\"/misskey/.config", "mk.yml\",\"/misskey/.config/default.yml");
        String other = WEB.replace("admin/misskey/.config", "admin/misskey/settings");
        String production = FieldContainers.settings("db", "mounted");

        Instance bySingle = project(single, DB).write("../mk.yml", production).found();
        Instance byName =
                project(other, DB).write("settings/default.yml", production).found();

        assertThat(bySingle.settings()).isEqualTo(Path.of("/home/admin/mk.yml"));
        assertThat(bySingle.databaseName()).isEqualTo("mounted");
        assertThat(byName.settings()).isEqualTo(MISSKEY.resolve("settings/default.yml"));
        assertThat(byName.databaseName()).isEqualTo("mounted");
    }

    @Test
    void c_aVariableInTheSettingsIsNeverTakenForAValue() {
        String filled = settings()
                .replace("pass: pw-baseline-1", "pass: ${DB_PASS}")
                .replace("db: production", "db: ${DB_NAME:-x}");

        Instance found = project(WEB, DB).write(".config/default.yml", filled).found();

        assertThat(found.databaseName()).isEqualTo("misskey");
        assertThat(found.logins())
                .extracting(login -> login.password().reveal())
                .containsExactly("pw");
        assertThat(found.notes()).extracting(note -> note.what().key()).containsExactly("env.filled-in");
    }

    @ParameterizedTest
    @CsvSource({"mcaptcha_db, mcaptcha_db", "misskey-db-1, db", "db, db"})
    void d_theDatabaseIsTheOneThatTheHostReaches(String host, String service) {
        Instance found = FieldContainers.named("second-postgres-first")
                .write(".config/default.yml", FieldContainers.settings(host, "misskey"))
                .found();

        assertThat(found.database().name()).isEqualTo(service);
        assertThat(found.doubts()).isEmpty();
    }

    @Test
    void d_whatHasExitedIsTheDatabaseOnlyWhereItIsNamed() {
        FieldContainers named = FieldContainers.named("exited-helper")
                .write(".config/default.yml", FieldContainers.settings("pg-upgrade", "misskey"));
        FieldContainers unnamed = FieldContainers.named("exited-helper")
                .write(".config/default.yml", FieldContainers.settings("/var/run/postgresql", "misskey"));

        assertThat(named.found().database().name()).isEqualTo("pg-upgrade");
        assertThat(unnamed.found().database().name()).isEqualTo("db");
    }

    @ParameterizedTest
    @CsvSource({
        "/var/run/postgresql, database-socket",
        "postgres, database-not-named",
        "${DB_HOST}, database-host-filled"
    })
    void d_theOnlyPostgresqlIsOfferedAndNotTakenUnasked(String host, String why) {
        FieldContainers field =
                project(WEB, DB).write(".config/default.yml", FieldContainers.settings(host, "misskey"));

        Instance found = field.found();
        Instance told = field.found(new ServiceChoice(Optional.of("db"), List.of()));

        assertThat(found.doubt(Doubt.Kind.DATABASE).map(Doubt::why).map(Problem::id))
                .contains(why);
        assertThat(told.database().name()).isEqualTo("db");
        assertThat(told.doubts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "edoburu/pgbouncer, DATABASE_URL, postgres://mk:x@db/misskey",
        "bitnami/pgbouncer:1, POSTGRESQL_HOST, db",
        "example/odd, UPSTREAM, db:5432"
    })
    void d_whatStandsBetweenSaysWhoIsBehindIt(String image, String key, String value) {
        String between = "{\"name\":\"pool\",\"image\":\"" + image + "\",\"env\":{\"" + key + "\":\"" + value + "\"}}";
        String second = DB.replace("\"db\"", "\"other_db\"");

        Instance found = project(second, between, WEB, DB)
                .write(
                        ".config/default.yml",
                        FieldContainers.settings("pool", "misskey").replace("5432", "6432"))
                .found();

        assertThat(found.database().name()).isEqualTo("db");
        assertThat(found.port()).isEqualTo(5432);
        assertThat(found.doubts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"pool, 5432", "10.0.0.5, 5432", "${DB_HOST}, 5432", "db, 6432"})
    void d_aPortThatIsOfSomethingElseIsNotThatOfTheDatabaseThatWasNamed(String host, int port) {
        String between = "{\"name\":\"pool\",\"image\":\"edoburu/pgbouncer\"}";
        String second = DB.replace("\"db\"", "\"other_db\"");
        FieldContainers field = project(second, between, WEB, DB)
                .write(
                        ".config/default.yml",
                        FieldContainers.settings(host, "misskey").replace("5432", "6432"));

        Instance told = field.found(new ServiceChoice(Optional.of("db"), List.of()));

        assertThat(told.port()).isEqualTo(port);
    }

    @Test
    void d_behindAVariableIsTheDatabaseItselfWhereNothingIsBetween() {
        FieldContainers field = project(WEB, DB)
                .write(
                        ".config/default.yml",
                        FieldContainers.settings("${DB_HOST}", "misskey").replace("5432", "5433"));

        assertThat(field.found(new ServiceChoice(Optional.of("db"), List.of())).port())
                .isEqualTo(5433);
    }

    @Test
    void d_severalThatAnswerToOneNameAreAskedWithTheEvidence() {
        FieldContainers field = project(known("pg_old", "misskey_default"), known("pg_new", "misskey_default"), WEB);

        Doubt doubt = field.found().doubt(Doubt.Kind.DATABASE).orElseThrow();
        Instance told = field.found(new ServiceChoice(Optional.of("pg_new"), List.of()));

        assertThat(doubt.why().id()).isEqualTo("database-name-shared");
        assertThat(doubt.candidates()).extracting(Doubt.Candidate::name).containsExactlyInAnyOrder("pg_old", "pg_new");
        assertThat(doubt.candidates())
                .allSatisfy(one ->
                        assertThat(one.signs().toString()).contains("postgres:15-alpine", "db, misskey-" + one.name()));
        assertThat(told.database().name()).isEqualTo("pg_new");
        assertThat(told.port()).isEqualTo(5432);
        assertThat(told.doubts()).isEmpty();
    }

    @Test
    void d_ofThoseThatAnswerToOneNameTheOneThatMisskeyCanReachOrThatRunsIsMeant() {
        String ended = known("pg_old", "misskey_default").replace("\"name\"", "\"state\":\"exited\",\"name\"");

        Instance apart = project(known("pg_old", "other"), known("pg_new", "misskey_default"), WEB)
                .found();
        Instance alone = project(ended, known("pg_new", "misskey_default"), WEB).found();

        assertThat(List.of(apart, alone)).allSatisfy(found -> {
            assertThat(found.database().name()).isEqualTo("pg_new");
            assertThat(found.doubts()).isEmpty();
        });
    }

    /** A PostgreSQL that answers to {@code db} in this network. */
    private static String known(String service, String network) {
        return DB.replace("\"db\"", "\"" + service + "\"")
                .replaceFirst("\\{", "{\"nets\":{\"" + network + "\":[\"db\"]},");
    }

    @Test
    void d_aLinkIsKnownToComposeAlone() {
        FieldContainers field = project(WEB, DB.replace("\"db\"", "\"postgres\""))
                .declaring("{\"services\":{\"web\":{\"links\":[\"postgres:db\"]},\"postgres\":{}}}");

        Instance found = field.found();

        assertThat(found.database().name()).isEqualTo("postgres");
        assertThat(found.networks().get(0).alias()).isEqualTo("postgres");
        assertThat(found.doubts()).isEmpty();
    }

    @Test
    void e_dataInAVolumeWithoutANameIsSaidAndThatVolumeIsTheOne() {
        Instance found = FieldContainers.named("pg15-mount-of-18").found();

        DataPlace place =
                DataPlace.of(found.database().container().orElseThrow()).orElseThrow();

        assertThat(place.isNameless()).isTrue();
        assertThat(place.source()).startsWith("0123456789abcdef");
        assertThat(ids(found)).containsExactly("data-nameless");
    }

    private static FieldContainers project(String... services) {
        return FieldContainers.of("{\"services\":[" + String.join(",", services) + "]}");
    }

    private static String settings() {
        return FieldContainers.settings("db", "production");
    }

    private static String names(Instance found) {
        return String.join(" ", found.misskey().stream().map(Service::name).toList());
    }

    private static List<String> ids(Instance found) {
        return found.notes().stream()
                .filter(note -> note.level() != Finding.Level.OK)
                .flatMap(note -> note.problem().stream())
                .map(Problem::id)
                .toList();
    }
}
