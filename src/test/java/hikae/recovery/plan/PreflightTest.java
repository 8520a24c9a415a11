package hikae.recovery.plan;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.backup.dumps.Dump;
import hikae.backup.dumps.Verification;
import hikae.backup.home.BackupDirectory;
import hikae.backup.home.BackupDirectoryReader;
import hikae.recovery.MadeUpServer;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.run.SharedPsqlContainer;
import hikae.recovery.server.ServerState;
import hikae.recovery.server.ServerState.DatabaseState;
import hikae.text.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is different from a server where a restore may begin, and what is said of it: a line for each. */
class PreflightTest {
    private static final Map<String, UnaryOperator<RestoreFacts>> DIFFERENT = Map.ofEntries(
            Map.entry("a standby", facts -> server(facts, of -> of.standby = true)),
            Map.entry("its archive fails", facts -> server(facts, of -> of.archiveFails = true)),
            Map.entry("fsync off", facts -> server(facts, of -> of.settings.put("fsync", "off"))),
            Map.entry("full_page_writes off", facts -> server(facts, of -> of.settings.put("full_page_writes", "off"))),
            Map.entry("may make no roles", facts -> server(facts, of -> of.makesRoles = false)),
            Map.entry(
                    "few locks",
                    facts -> server(
                            facts,
                            of -> of.settings.putAll(
                                    Map.of("max_locks_per_transaction", "1", "max_connections", "3")))),
            Map.entry("disk unknown", facts -> free(facts, OptionalLong.empty())),
            Map.entry("a byte too little", facts -> free(facts, OptionalLong.of(facts.needed() - 1))),
            Map.entry("just enough", facts -> free(facts, OptionalLong.of(facts.needed()))),
            Map.entry("backup disk full", facts -> homeFree(facts, 0)),
            Map.entry("live cannot be read", PreflightTest::unread),
            Map.entry("prepared transaction", facts -> live(facts, List.of("tx"), List.of(), 0)),
            Map.entry("replication slot", facts -> live(facts, List.of(), List.of("slot"), 0)),
            Map.entry("a subscription", facts -> live(facts, List.of(), List.of(), 1)));

    private static final RestoreFacts GOOD = look();

    private static RestoreFacts look() {
        MadeUpServer server = new MadeUpServer();
        BackupDirectory directory = new BackupDirectoryReader(server.host, true).read(MadeUpServer.HOME, "");
        Verification verification = new Verification(server.host, directory.directory(), directory.backups());
        Dump dump = verification.readAgain(verification.folder().youngest().orElseThrow(), bytes -> {});
        try (SharedPsqlContainer on = new SharedPsqlContainer()) {
            return new RestoreSurvey(server.host, RestoreTarget.of(directory)).at(dump, "20251123-050700-restore", on);
        }
    }

    @BeforeAll
    static void nothingIsSaidOfAGoodOne() {
        assertThat(said(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a standby            | no recovery-standby
            its archive fails    | no recovery-archive-fails
            fsync off            | warning recovery-fsync-off
            full_page_writes off | warning recovery-fsync-off
            may make no roles    | warning recovery-load-own-role
            few locks            | no recovery-locks
            disk unknown         | warning recovery-disk-unknown
            a byte too little    | no recovery-disk
            just enough          |
            backup disk full     | no recovery-pin-room
            live cannot be read  | warning dump-instance-unknown, warning recovery-live-unreadable
            prepared transaction | no recovery-prepared
            replication slot     | no recovery-slots
            a subscription       | no recovery-subscriptions
            """)
    void whatIsDifferentIsSaid(String different, @org.jspecify.annotations.Nullable String said) {
        UnaryOperator<RestoreFacts> change =
                Optional.ofNullable(DIFFERENT.get(different)).orElseThrow();
        assertThat(said(change.apply(GOOD))).isEqualTo(said == null ? "" : said);
    }

    /** All of it at once: one who has removed the first reason is not told of the next. */
    @Test
    void everyReasonIsToldAtOnce() {
        RestoreFacts facts = GOOD;
        for (String different : List.of("a standby", "a subscription", "a byte too little", "backup disk full")) {
            facts = Optional.ofNullable(DIFFERENT.get(different)).orElseThrow().apply(facts);
        }
        assertThat(said(facts))
                .contains("recovery-standby", "recovery-subscriptions", "recovery-disk", "recovery-pin-room");
    }

    private static String said(RestoreFacts facts) {
        return Preflight.judge(facts, false).stream()
                .map(finding -> finding.level().name().toLowerCase(Locale.ROOT)
                        + " "
                        + finding.problem().map(Problem::id).orElse("-"))
                .collect(Collectors.joining(", "));
    }

    /** What can be changed of a server. */
    private static final class Changed {
        private final Map<String, String> settings;
        private boolean standby;
        private boolean archiveFails;
        private boolean makesRoles;

        private Changed(ServerState of) {
            settings = new HashMap<>(of.settings());
            standby = of.standby();
            archiveFails = of.archiveFails();
            makesRoles = of.makesRoles();
        }
    }

    private interface Change {
        void of(Changed server);
    }

    private static RestoreFacts server(RestoreFacts facts, Change change) {
        ServerState is = facts.server();
        Changed changed = new Changed(is);
        change.of(changed);
        return with(
                facts,
                new ServerState(
                        is.version(),
                        is.number(),
                        is.client(),
                        is.started(),
                        is.databases(),
                        is.roles(),
                        is.extensions(),
                        changed.settings,
                        changed.archiveFails,
                        is.idleSlots(),
                        changed.standby,
                        changed.makesRoles));
    }

    private static RestoreFacts live(RestoreFacts facts, List<String> prepared, List<String> slots, int subscriptions) {
        ServerState is = facts.server();
        DatabaseState live = facts.live().orElseThrow();
        Map<String, DatabaseState> databases = new HashMap<>(is.databases());
        databases.put(
                live.name(),
                new DatabaseState(
                        live.name(),
                        live.oid(),
                        live.bytes(),
                        live.comment(),
                        live.columns(),
                        live.sessions(),
                        prepared,
                        slots,
                        subscriptions));
        return with(
                facts,
                new ServerState(
                        is.version(),
                        is.number(),
                        is.client(),
                        is.started(),
                        databases,
                        is.roles(),
                        is.extensions(),
                        is.settings(),
                        is.archiveFails(),
                        is.idleSlots(),
                        is.standby(),
                        is.makesRoles()));
    }

    private static RestoreFacts with(RestoreFacts of, ServerState server) {
        return made(of, server, of.content(), of.free(), of.homeFree());
    }

    private static RestoreFacts free(RestoreFacts of, OptionalLong free) {
        return made(of, of.server(), of.content(), free, of.homeFree());
    }

    private static RestoreFacts homeFree(RestoreFacts of, long free) {
        return made(of, of.server(), of.content(), of.free(), free);
    }

    private static RestoreFacts unread(RestoreFacts of) {
        return made(of, of.server(), Optional.empty(), of.free(), of.homeFree());
    }

    private static RestoreFacts made(
            RestoreFacts of,
            ServerState server,
            Optional<ServerState.Content> content,
            OptionalLong free,
            long homeFree) {
        return new RestoreFacts(
                of.target(),
                of.dump(),
                server,
                content,
                free,
                of.misskey(),
                of.scheduler(),
                of.others(),
                of.known(),
                of.before(),
                of.experience(),
                homeFree);
    }
}
