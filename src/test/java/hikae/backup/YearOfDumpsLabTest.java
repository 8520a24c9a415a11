package hikae.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hikae.Program;
import hikae.lab.BashSession;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import hikae.lab.OtherMajor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The backup directory of a follower of the blog post after a year: the image has no tag, so its pg_dump is 18, and the
 * server is older. Each dump is a real one of other rows, and those are left that the image leaves: of seven days, of
 * four weeks and of twelve months.
 */
@Tag("lab")
class YearOfDumpsLabTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");
    private static final LocalTime MORNING = LocalTime.of(4, 0);
    private static final int MONTHS = 12;
    private static final int WEEKS = 4;
    private static final int DAYS = 7;
    private static final long EPOCH_2000 = 946_684_800_000L;
    private static final String MAJOR = String.valueOf(System.getenv("HIKAE_LAB_PG_MAJOR"));

    /** What the image does each morning, as if it were that morning; each time there is a note more. */
    private static final String BACKUPS = """
            set -eo pipefail
            . /env.sh
            db=$POSTGRES_DB
            mkdir -p /backups/last /backups/daily /backups/weekly /backups/monthly
            while read -r at id; do
              psql -Xq -v ON_ERROR_STOP=1 -v id="$id" -d "$db" <<'SQL'
            INSERT INTO note (id, "userId", visibility, text) SELECT :'id', min(id), 'public', 'as of ' || :'id' FROM "user";
            UPDATE meta SET description = 'as of ' || :'id';
            SQL
              read -r second day week month < <(date -d "@$at" '+%Y%m%d-%H%M%S %Y%m%d %G%V %Y%m')
              rm -f /backups/last/*
              file=/backups/last/$db-$second.sql.gz
              pg_dump -d "$db" -Z1 -f "$file"
              touch -d "@$at" "$file"
              for name in "daily/$db-$day" "weekly/$db-$week" "monthly/$db-$month"; do
                ln -f "$file" "/backups/$name.sql.gz"
              done
            done
            find /backups/daily -type f -mtime +7 -exec rm {} +
            find /backups/weekly -type f -mtime +29 -exec rm {} +
            """;

    @TempDir
    static Path home;

    private static @Nullable LabInstance lab;
    private static List<ZonedDateTime> times = List.of();
    private static final Map<ZonedDateTime, Path> DUMPS = new HashMap<>();
    private static final Map<ZonedDateTime, String> ROWS = new HashMap<>();

    @BeforeAll
    static void aYear() throws IOException {
        Map<String, String> there = OtherMajor.all();
        assumeTrue(OtherMajor.has("client 18", there), () -> "could not be run: " + there.get("client 18"));
        Lab.shell("src/test/lab/lab untagged");
        lab = LabInstance.plain();
        misskey().sql("DELETE FROM note");
        startByHand();
        times = mornings();
        int done = 0;
        for (ZonedDateTime looked : List.of(oldest(), middle(), byHand(), newest())) {
            int next = times.indexOf(looked) + 1;
            backUp(times.subList(done, next));
            ROWS.put(looked, rows());
            done = next;
        }
        for (ZonedDateTime time : times) {
            DUMPS.put(time, made(time));
        }
        Path answers = Files.writeString(home.resolve("answers.yml"), "adopt: yes\n");
        done("setup", "--no-rehearsal", "--answers", answers.toString());
    }

    @AfterAll
    static void stop() {
        if (lab != null) {
            lab.close();
        }
    }

    private static LabInstance misskey() {
        return Objects.requireNonNull(lab);
    }

    private static ZonedDateTime oldest() {
        return times.get(0);
    }

    private static ZonedDateTime middle() {
        return times.get(times.size() / 2);
    }

    /** One that is still among those of the days, not the newest. */
    private static ZonedDateTime byHand() {
        return times.get(times.size() - 3);
    }

    private static ZonedDateTime newest() {
        return times.get(times.size() - 1);
    }

    private static void startByHand() throws IOException {
        String compose = ByHandFiles.plain()
                .replace(ByHandFiles.PASSWORD, misskey().password())
                .replace("POSTGRES_USER=misskey", "POSTGRES_USER=" + misskey().fact("DB_USER"))
                .replace("POSTGRES_DB=misskey", "POSTGRES_DB=" + misskey().fact("DB_NAME"))
                .replace("BACKUP_KEEP_MONTHS=6", "BACKUP_KEEP_MONTHS=12")
                .replace("name: misskey_internal_network", "name: " + misskey().fact("NETWORK"));
        Files.createDirectories(misskey().backup());
        Files.writeString(misskey().backup().resolve("compose.yml"), compose);
        Lab.shell("cd '" + misskey().backup() + "' && docker compose up -d");
    }

    /** The last of each month, the Sundays, the days of this week, and now: those whose backups are left. */
    private static List<ZonedDateTime> mornings() {
        ZonedDateTime now = ZonedDateTime.now(ZONE).truncatedTo(ChronoUnit.SECONDS);
        TreeSet<ZonedDateTime> all = new TreeSet<>(List.of(now.minusMinutes(1)));
        for (int back = 1; back < MONTHS; back++) {
            all.add(YearMonth.from(now)
                    .minusMonths(back)
                    .atEndOfMonth()
                    .atTime(MORNING)
                    .atZone(ZONE));
        }
        for (int back = 1; back < DAYS; back++) {
            all.add(now.toLocalDate().minusDays(back).atTime(MORNING).atZone(ZONE));
        }
        for (int back = 0; back < WEEKS; back++) {
            int sinceSunday = now.getDayOfWeek().getValue();
            all.add(now.toLocalDate()
                    .minusDays(sinceSunday + 7L * back)
                    .atTime(MORNING)
                    .atZone(ZONE));
        }
        return List.copyOf(all);
    }

    private static void backUp(List<ZonedDateTime> some) {
        String lines = some.stream()
                .map(time -> time.toEpochSecond() + " " + id(time))
                .collect(Collectors.joining("\n", "", "\n"));
        Lab.shell("printf '%s' '" + lines + "' | docker exec -i " + misskey().backupContainer() + " bash -c '"
                + BACKUPS.replace("'", "'\\''") + "'");
    }

    /** As Misskey makes ids: the milliseconds since 2000, in base 36. */
    private static String id(ZonedDateTime time) {
        String digits = Long.toString(time.toInstant().toEpochMilli() - EPOCH_2000, 36);
        return "0".repeat(8 - digits.length()) + digits + "year0000";
    }

    /** Where the dump of that time lies, by the name that no later backup takes. */
    private static Path made(ZonedDateTime time) throws IOException {
        Path backups = misskey().backup().resolve("backups");
        for (String tier : List.of("last", "monthly", "weekly", "daily")) {
            try (Stream<Path> all = Files.list(backups.resolve(tier))) {
                for (Path path : all.filter(Files::isRegularFile).toList()) {
                    if (Files.getLastModifiedTime(path).toInstant().equals(time.toInstant())) {
                        return path;
                    }
                }
            }
        }
        throw new AssertionError("no dump of " + time);
    }

    private static String rows() {
        return misskey().fingerprint(misskey().fact("DB_NAME"));
    }

    private static Program.Ended done(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--no-input", "--yes", "--dir", misskey().directory().toString()));
        Program.Ended ended = Program.run(Lab.environment(home, Map.of()), all.toArray(String[]::new));
        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
        return ended;
    }

    @Test
    void eachDumpSaysOnWhichServersItCanBeRestored() {
        assertThat(DUMPS).hasSizeGreaterThanOrEqualTo(18);
        String says = "PostgreSQL " + MAJOR + " and newer; left out where the server does not know it:"
                + " transaction_timeout (17+)";
        assertThat(done("verify", "--all").out().lines().filter(line -> line.contains(says)))
                .hasSize(DUMPS.size());
        assertThat(done("backups").out().lines().filter(line -> line.contains(says)))
                .hasSize(DUMPS.size());
        assertThat(done("status").out()).contains("restorable on PostgreSQL " + MAJOR + " and newer");

        Map<String, Map<String, Object>> listed =
                LabBackups.list(done("backups", "--json").json().get("backups")).stream()
                        .map(LabBackups::object)
                        .collect(Collectors.toMap(one -> String.valueOf(one.get("made_at")), one -> one));
        DUMPS.forEach((time, path) -> {
            Map<String, Object> one =
                    LabBackups.object(listed.get(time.toOffsetDateTime().toString()));
            assertThat(LabBackups.object(one.get("dump")))
                    .containsEntry("newer_settings", Map.of("transaction_timeout", 17L))
                    .containsEntry("newest_note", id(time));
        });
    }

    @Test
    void theOldestOneInTheMiddleAndTheNewestAreRehearsedAndRestored() {
        for (ZonedDateTime time : List.of(oldest(), middle(), newest())) {
            String dump = String.valueOf(DUMPS.get(time));
            done("rehearse", dump, "--json");
            assertThat(done("restore", dump, "--dry-run").out()).contains("transaction_timeout");
            done("restore", dump, "--confirm", misskey().fact("HOST"), "--json");
            assertThat(rows()).isEqualTo(ROWS.get(time));
        }
        misskey().awaitWeb();
    }

    @Test
    void anotherIsRestoredByHand() throws IOException {
        String date = byHand().format(DateTimeFormatter.BASIC_ISO_DATE).substring(0, 8);
        try (BashSession bash = BashSession.start(home, Map.of())) {
            StringBuilder said = new StringBuilder();
            for (GuideBlock block : GuideBlock.read(misskey().backup().resolve("RECOVERY.md"))) {
                if (block.part().isEmpty()) {
                    BashSession.Answer answer = bash.paste(block.dated(date).commands());
                    String what = block.section() + " " + block.commands() + answer.said();
                    assertThat(answer.status()).as(what).isZero();
                    assertThat(block.checks().isEmpty()
                                    || block.checks().stream().anyMatch(answer.said()::contains))
                            .as(what)
                            .isTrue();
                    said.append(answer.said());
                }
            }
            assertThat(said).contains("left out: SET transaction_timeout = 0;");
        }
        assertThat(rows()).isEqualTo(ROWS.get(byHand()));
        misskey().awaitWeb();
    }
}
