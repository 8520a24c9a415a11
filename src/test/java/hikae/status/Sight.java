package hikae.status;

import hikae.backup.compose.BackupCompose;
import hikae.backup.compose.PresentService;
import hikae.backup.container.BackupService;
import hikae.backup.container.ComposeRisk;
import hikae.backup.dumps.BackupFolder;
import hikae.backup.dumps.Counted;
import hikae.backup.dumps.Dump;
import hikae.backup.home.BackupDirectory;
import hikae.backup.settings.BackupLayout;
import hikae.backup.settings.BackupSettings;
import hikae.host.Docker;
import hikae.instance.Instance;
import hikae.instance.Service;
import hikae.instance.Uploads;
import hikae.recovery.NextMove;
import hikae.recovery.RecoveryHistory;
import hikae.recovery.record.Rehearsal;
import hikae.schedule.Retention;
import hikae.status.check.Check;
import hikae.status.look.ContainerProbe;
import hikae.status.look.StatusSnapshot;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A made-up sight of a healthy server, on which a test changes what it is about. */
public final class Sight {
    public static final Path HOME = Path.of("/srv/misskey-backup");
    public static final ZonedDateTime NOW = ZonedDateTime.of(2025, 11, 24, 10, 0, 0, 0, ZoneId.of("Asia/Tokyo"));
    static final String NETWORK = "misskey_internal_network";

    public ZonedDateTime now = NOW;
    public String image = "prodrigestivill/postgres-backup-local:15-alpine";
    public String schedule = "0 4 * * *";
    public String zone = "Asia/Tokyo";
    public Optional<Problem> unreadable = Optional.empty();
    public Optional<Problem> engine = Optional.empty();
    public Optional<Problem> missing = Optional.empty();
    public boolean databaseRuns = true;
    public List<Docker.Mount> databaseMounts = List.of();
    public Optional<String> databaseHealth = Optional.empty();
    public String webState = "running";
    public Optional<String> webHealth = Optional.of("healthy");
    public boolean guarded;
    public Optional<Counted> noted = Optional.empty();
    public String databaseNetworkId = "net-1";
    public int instanceMajor = 15;
    public boolean container = true;
    StatusSnapshot.Down down = StatusSnapshot.Down.STOPPED;
    public Optional<Problem> hookless = Optional.empty();
    public String state = "running";
    public int restarts;
    public Instant startedAt = NOW.minusDays(3).toInstant();
    public String containerNetworkId = "net-1";
    public String containerImage = image;
    public String containerImageId = "";
    public String containerZone = zone;
    public Optional<String> networkId = Optional.of("net-1");
    public ContainerProbe inside = inside("");
    public boolean asked = true;
    String lastWords = "";
    public Map<String, Integer> modes = new HashMap<>();
    public boolean password = true;
    public ComposeRisk risk = ComposeRisk.none();
    public StatusSnapshot.Images images = new StatusSnapshot.Images(Optional.empty(), Optional.empty());
    public StatusSnapshot.Disk disk = new StatusSnapshot.Disk(true, "2049:77", 50_000_000_000L, true);
    public List<Dump> dumps = new ArrayList<>(List.of(MadeUpDumps.good(java.time.Duration.ofHours(6))));
    public List<BackupFolder.Link> links = new ArrayList<>();
    RecoveryHistory recoveries = only(Optional.of(rehearsed(3, true)));

    /** A rehearsal or none, and nothing else that was ever done. */
    static RecoveryHistory only(Optional<Rehearsal> last) {
        return new RecoveryHistory(
                last,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                NextMove.EITHER,
                List.of());
    }

    public Sight() {
        modes.put("", 0700);
        modes.put("secrets", 0700);
        modes.put("backups", 0700);
        modes.put(BackupLayout.PASSWORD, 0600);
    }

    /** A rehearsal so many days ago. */
    static Rehearsal rehearsed(int days, boolean passed) {
        Optional<Problem> problem = passed ? Optional.empty() : Optional.of(Problem.of("recovery-load", "x"));
        return new Rehearsal("run", Optional.empty(), NOW.minusDays(days).toInstant(), passed, problem);
    }

    /** What the container tells, some lines told otherwise. */
    public static ContainerProbe inside(String otherwise) {
        return ContainerProbe.parse("""
                offset +0900
                inode 77
                login 0 150018
                port {"Running":{},"Last":{"Exit_status":0,"Stdout":"","Stderr":"","ExitTime":""},"Schedule":"0 4 * * *"}
                """ + otherwise);
    }

    Optional<Uploads> uploads = Optional.empty();

    public Sight with(Consumer<Sight> change) {
        change.accept(this);
        return this;
    }

    public StatusSnapshot seen() {
        return new StatusSnapshot(
                now,
                present(),
                unreadable.isPresent() ? Optional.empty() : Optional.of(settings()),
                unreadable,
                engine,
                missing.isPresent() ? Optional.empty() : Optional.of(instance()),
                missing,
                asked && engine.isEmpty() && container && state.equals("running")
                        ? Optional.of(inside)
                        : Optional.empty(),
                lastWords,
                new BackupFolder(HOME.resolve("backups"), dumps, links, 0, noted),
                disk,
                recoveries,
                images,
                uploads,
                down,
                hookless);
    }

    private BackupDirectory present() {
        Map<String, byte[]> files = new HashMap<>();
        files.put(BackupLayout.COMPOSE, BackupCompose.fresh(settings()));
        if (password) {
            files.put(BackupLayout.PASSWORD, "made up".getBytes(StandardCharsets.UTF_8));
        }
        Map<String, Integer> all = new HashMap<>(modes);
        if (guarded) {
            all.put(BackupLayout.HOOK, 0755);
        }
        Optional<PresentService> backup =
                Optional.of(BackupCompose.read(files.get(BackupLayout.COMPOSE), "compose.yml"));
        Map<String, String> networks = new HashMap<>();
        networkId.ifPresent(id -> networks.put(NETWORK, id));
        return new BackupDirectory(
                HOME,
                files,
                all,
                backup,
                "misskey-backup",
                engine.isPresent()
                        ? BackupService.unknown()
                        : new BackupService(container ? Optional.of(container()) : Optional.empty(), networks, false),
                engine.isEmpty(),
                new BackupDirectory.UpCommand("docker compose", "docker compose up -d", "docker compose up -d --force"),
                new BackupFolder(HOME.resolve("backups"), dumps, links, 0, noted),
                disk.free(),
                risk);
    }

    private BackupSettings settings() {
        return new BackupSettings(
                HOME.toString(),
                "misskey-backup",
                image,
                new BackupSettings.Database(NETWORK, "db", 5432, "misskey", "mk", 15),
                new BackupSettings.Timing(schedule, zone, Retention.USUAL),
                new BackupSettings.Misskey("mk.example.com", "/srv/misskey", "misskey", "db", "web"));
    }

    private Docker.Container container() {
        Map<String, Secret> env = Map.of("TZ", new Secret(containerZone));
        Docker.Mount hook = new Docker.Mount("bind", "", HOME + "/hikae/hook", "/hooks/50-hikae");
        List<Docker.Mount> mounts = guarded ? List.of(hook) : List.of();
        return made(
                "misskey-backup-db-backup-1", containerImage, state, Optional.empty(), env, containerNetworkId, mounts);
    }

    private Docker.Container made(
            String name,
            String madeOf,
            String its,
            Optional<String> health,
            Map<String, Secret> env,
            String attachedTo,
            List<Docker.Mount> mounts) {
        return new Docker.Container(
                "id-of-" + name,
                name,
                madeOf,
                its,
                health,
                startedAt,
                restarts,
                Map.of(),
                env,
                List.of(new Docker.Attachment(NETWORK, attachedTo, Optional.empty(), List.of())),
                mounts,
                "always",
                madeOf.equals(containerImage) ? containerImageId : "");
    }

    private Instance instance() {
        Docker.Container db = made(
                "misskey-db-1",
                "postgres:15-alpine",
                databaseRuns ? "running" : "exited",
                databaseHealth,
                Map.of(),
                databaseNetworkId,
                databaseMounts);
        Service database = new Service("db", "postgres:15-alpine", Optional.of(db));
        Docker.Container serving =
                made("misskey-web-1", "misskey/misskey", webState, webHealth, Map.of(), databaseNetworkId, List.of());
        Service web = new Service("web", "misskey/misskey", Optional.of(serving));
        return new Instance(
                Path.of("/srv/misskey"),
                "misskey",
                Message.literal("labels"),
                database,
                List.of(web),
                Path.of("/srv/misskey/.config/default.yml"),
                List.of(),
                "misskey",
                "mk",
                5432,
                List.of(),
                Optional.of("mk.example.com"),
                instanceMajor,
                List.of(),
                List.of());
    }

    /** The checks that say no to it. */
    public static List<String> reds(UnaryOperator<Sight> change) {
        return Status.of(change.apply(new Sight()).seen()).reds().stream()
                .map(CheckResult::id)
                .toList();
    }

    /** The problem that a check names; empty text when it is fine, {@code silent} when it says nothing. */
    public static String said(Check check, UnaryOperator<Sight> change) {
        return check.look(change.apply(new Sight()).seen())
                .map(finding -> finding.problem().map(Problem::id).orElse(""))
                .orElse("silent");
    }
}
